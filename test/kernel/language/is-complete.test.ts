import { expect, test } from "vitest";
import { isComplete } from "../../../src/kernel/language/is-complete";

test.each([
  "1 + 1",
  "",
  "// comment",
  "const a = 1;",
  "{ a: 1, b: 2 }",
  "function f() {\n  return 1;\n}",
  "if (x) {\n}",
  "`a\nb`",
  "await f()",
])("%j is complete", (code) => {
  expect(isComplete(code)).toEqual({ status: "complete" });
});

test.each([
  ["function f() {", "  "],
  ["function f() {\n  if (x) {", "    "],
  ["function f() {\n  return 1;", "  "],
  ["foo(", "  "],
  ["foo(1,\n    2,", "    "],
  ["const x = [", "  "],
  ["const x =", ""],
  ["1 +", ""],
  ["x.", ""],
  ["if (x)", ""],
  ["for (const x of", ""],
  ["class K {", "  "],
  ["interface I {", "  "],
  ["type T =", ""],
  ["enum E {", "  "],
  ["const f = () =>", "  "],
  ["`abc", ""],
  [`\`abc \${x`, ""],
  [`\`abc \${x} d`, ""],
  ["f(`abc", ""],
  ["/* abc", ""],
  ["({ a: 1", ""],
  ["try {", "  "],
  ["try { }", ""],
  ["do { }", ""],
  ["import { a }", ""],
  ["@dec", ""],
  ["foo( // comment", "  "],
  ["x = { // comment\n", "  "],
  ["\tfoo({", "\t  "],
  ["foo(\n\n", "  "],
])("%j is incomplete", (code, indent) => {
  expect(isComplete(code)).toEqual({ status: "incomplete", indent });
});

test.each([
  "}",
  "a b",
  "1 + ;",
  "'abc",
  '"abc\ndef',
  "foo(]",
  "const const",
  "let a = 1; let a = 2",
  "<div>hi</div>",
  "%matplotlib inline",
  "return 5",
  "/abc",
])("%j is invalid", (code) => {
  expect(isComplete(code)).toEqual({ status: "invalid" });
});
