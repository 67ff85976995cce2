import { stripVTControlCharacters as plain } from "node:util";
import { expect, test } from "vitest";
import { codeFrame, positionOf } from "../../../src/kernel/language/code-frame";

const frame = (...given: Parameters<typeof codeFrame>) => codeFrame(...given).map(plain);

test("a frame shows the line before, the line, and marks the place", () => {
  const code = "// first\nconst a = 1;\nconst b = a.foo;\nlast";
  expect(frame(code, { line: 3, column: 13, length: 3 }, "In [7]:3:13")).toEqual([
    "  at In [7]:3:13",
    "      2 | const a = 1;",
    "    > 3 | const b = a.foo;",
    "        |             ^^^",
  ]);
});

test("the first line has no line before it", () => {
  expect(frame("a b", { line: 1, column: 3 }, "here")).toEqual([
    "  at here",
    "    > 1 | a b",
    "        |   ^",
  ]);
});

test("line numbers are aligned where a digit is added", () => {
  const code = Array.from({ length: 10 }, (_, k) => `line${k + 1}`).join("\n");
  expect(frame(code, { line: 10, column: 1 }, "here").slice(1)).toEqual([
    "       9 | line9",
    "    > 10 | line10",
    "         | ^",
  ]);
});

test("tabs stay tabs under the line, so that the mark does not wander", () => {
  expect(frame("\tx\ty", { line: 1, column: 4 }, "here")[2]).toBe("        | \t \t^");
});

test("a mark ends with its line", () => {
  expect(frame("ab\ncd", { line: 1, column: 2, length: 100 }, "here").at(-1)).toBe("        |  ^");
});

test("a place after the end of the line is marked there", () => {
  expect(frame("ab", { line: 1, column: 3 }, "here").at(-1)).toBe("        |   ^");
});

test.each([
  ["at its start", 1],
  ["in the middle", 500],
  ["near the end", 990],
  ["at the end", 1000],
])("a long line is cut around the place %s, which is marked under what stands there", (_, column) => {
  const text = Array.from({ length: 1000 }, (_, k) => String.fromCharCode(97 + (k % 26))).join("");
  const [, , shown, mark] = frame(`${text}\n${text}`, { line: 2, column, length: 5 }, "here");
  expect(shown!.length).toBeLessThanOrEqual(80);
  expect(mark!.length).toBeLessThanOrEqual(80);
  const marked = shown!.slice(mark!.indexOf("^"), mark!.lastIndexOf("^") + 1);
  expect(marked).toBe(text.slice(column - 1, column + 4));
  expect([shown!.includes("| …"), shown!.endsWith("…")]).toEqual([column > 1, column < 900]);
});

test("a line of which nothing is left out has no sign of it", () => {
  for (const length of [67, 68]) {
    const [, shown] = frame("x".repeat(length), { line: 1, column: 60 }, "here");
    expect(shown).toBe(`    > 1 | ${"x".repeat(length)}`);
  }
});

test("a carriage return before a line feed does not count as a line or show", () => {
  const code = "a\r\nb c\r\n";
  expect(positionOf(code, 5)).toEqual({ line: 2, column: 3 });
  expect(frame(code, { line: 2, column: 3 }, "here")).toEqual([
    "  at here",
    "      1 | a",
    "    > 2 | b c",
    "        |   ^",
  ]);
});

test("characters outside the basic plane count two columns, as in V8", () => {
  expect(positionOf('"😀" x', 5)).toEqual({ line: 1, column: 6 });
});
