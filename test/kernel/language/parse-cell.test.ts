import { stripVTControlCharacters as plain } from "node:util";
import { describe, expect, test } from "vitest";
import { CellErrorException } from "../../../src/kernel/language/cell-error";
import { asWritten, parseCell } from "../../../src/kernel/language/parse-cell";

function errorOf(code: string, title?: string) {
  try {
    parseCell(code, title);
  } catch (thrown) {
    if (thrown instanceof CellErrorException)
      return { ...thrown.error, traceback: thrown.error.traceback.map(plain) };
    throw thrown;
  }
  throw new Error(`Expected a syntax error in: ${code}`);
}

describe("a syntax error", () => {
  test("points at its line and column, with what would have been right", () => {
    expect(errorOf("let a = [1, 2\nlet b = 3;", "In [7]")).toEqual({
      ename: "SyntaxError",
      evalue: "Expected `,` or `]` but found `let`",
      traceback: [
        "SyntaxError: Expected `,` or `]` but found `let`",
        "  at In [7]:2:1",
        "      1 | let a = [1, 2",
        "    > 2 | let b = 3;",
        "        | ^^^",
        "Opened here:",
        "  at In [7]:1:9",
        "    > 1 | let a = [1, 2",
        "        |         ^",
      ],
    });
  });

  test("at a name declared twice points at the second and also shows the first", () => {
    const { evalue, traceback } = errorOf("const x = 1;\nconst x = 2;", "In [2]");
    expect(evalue).toMatch(/^Identifier `x` has already been declared in this cell\. .*another cell may/);
    expect(traceback[1]).toBe("  at In [2]:2:7");
    expect(traceback).toContain("  at In [2]:1:7");
  });

  test.each([
    ["foo(", "Expected `)` but found the end of the cell", 1, 5],
    ["x = ", "Unexpected end of the cell", 1, 5],
    ["1 + ;", "Unexpected `;`", 1, 5],
    ["const a = 1;\nfoo bar", "Unexpected `bar` after a statement", 2, 4],
    ["x = 'abc\ny", "Unterminated string", 1, 5],
    ["\n`abc", "Unterminated template", 2, 1],
    ["return 5", /'return' statement can only be used within a function body/, 1, 1],
    ["function f() {\n  await g();\n}", /`await` is only allowed within async functions.*async/, 2, 3],
    ["%matplotlib inline", /"%matplotlib inline" is a command of IPython/, 1, 1],
    ["await = 5", "Unexpected `=`", 1, 7],
    ["new.target", /Unexpected new\.target expression/, 1, 1],
    ["delete x", /Delete of an unqualified identifier in strict mode/, 1, 8],
    ["const x", /Missing initializer in const declaration\. Add an initializer/, 1, 7],
    ["}", "Unexpected `}`", 1, 1],
    ["a\r\n\tb c", "Unexpected `c` after a statement", 2, 3],
    ["'😀'; a b", "Unexpected `b` after a statement", 1, 8],
    ["\ufeffa b", "Unexpected `b` after a statement", 1, 3],
    ["#!/usr/bin/env node\nx = ;", "Unexpected `;`", 2, 5],
  ])("in %j says so", (code, message, line, column) => {
    const { evalue, traceback } = errorOf(code, "In [1]");
    if (message instanceof RegExp) expect(evalue).toMatch(message);
    else expect(evalue).toBe(message);
    expect(traceback[1]).toBe(`  at In [1]:${line}:${column}`);
  });

  test("caused by JSX says what to do instead", () => {
    const { evalue, traceback } = errorOf("const x = 1;\nconst view = <div>hi</div>;", "In [3]");
    expect(evalue).toMatch(/without JSX.*createElement/);
    expect(traceback[1]).toMatch(/^ {2}at In \[3\]:2:/);
  });

  test("in code with generics and comparisons is not blamed on JSX", () => {
    expect(errorOf("const x = f<number>(1;").evalue).not.toMatch(/JSX/);
  });
});

describe("a cell that ends with braces", () => {
  test.each([
    ["{ a: 1 }", "({ a: 1 })"],
    ["{ a: 1, b: 2 }", "({ a: 1, b: 2 })"],
    ["{}", "({})"],
    ["const a = 1;\n{ a, b: 2 } // an object", "const a = 1;\n;({ a, b: 2 }) // an object"],
    [
      "const a = 1;\n{\n  a,\n  b: { c: 2, d: 3 },\n}\n",
      "const a = 1;\n;({\n  a,\n  b: { c: 2, d: 3 },\n})\n",
    ],
    ["// note\n{ ...rest }", "// note\n;({ ...rest })"],
    ["f()\n{ a: 1, b: 2 }", "f()\n;({ a: 1, b: 2 })"],
  ])("that can be an object is one: %j", (code, source) => {
    expect(parseCell(code).source).toBe(source);
  });

  test.each([
    "{ const a = 1; a }",
    "{ f(); }",
    "if (x) { a }",
    "if (x)\n{ a }",
    "function f()\n{ }",
    "{ a: 1 };",
    "for (const x of y) { x }",
    "{ a }\nfoo()",
  ])("and cannot be an object is left alone: %j", (code) => {
    expect(parseCell(code).source).toBe(code);
  });
});

test("places in what was parsed are told as places in what was written", () => {
  const program = parseCell("const a = 1\n{ a, b: 2,\n  c: 3 }");
  expect(program.source).toBe("const a = 1\n;({ a, b: 2,\n  c: 3 })");
  const places = [
    { line: 1, column: 7 },
    { line: 2, column: 3 },
    { line: 2, column: 8 },
    { line: 3, column: 3 },
  ];
  expect(places.map((place) => asWritten(program, place))).toEqual([
    { line: 1, column: 7 },
    { line: 2, column: 1 },
    { line: 2, column: 6 },
    { line: 3, column: 3 },
  ]);
});

test("an empty cell and a cell of comments are fine", () => {
  expect(parseCell("").body).toEqual([]);
  expect(parseCell("// @ts-nocheck\n/* nothing */\n").body).toEqual([]);
});
