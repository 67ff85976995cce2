import { describe, expect, test } from "vitest";
import { checkedNotebook } from "./check-notebook";

const { run, checker } = checkedNotebook();

run(`/**
 * Adds two numbers, see {@link Math} and {@link https://example.org the page}.
 *
 * @param a the first
 * @param b - the second
 * @returns their sum
 * @throws RangeError if too large
 * @example
 * add(1, 2) // 3
 * @deprecated Use plus.
 */
function add(a: number, b = 2) { return a + b }
/** How many. */
const count = 3; let total: number | undefined; const pick = (x: string) => x;
function over(x: string): string; function over(x: number): number; function over(x: any): any { return x }
class Box<T> {
  /** What it holds. */
  held: T;
  constructor(held: T) { this.held = held }
  /** Opens it. */
  open(twice?: boolean): T { return this.held }
}
interface Shape { size: number; name?: string } type Pair<T> = [T, T]; enum Colour { Red = 1 } namespace Tools { export const saw = 1 }
const box = new Box("x");`);

/** Inspects at the bar. */
function at(codeWithBar: string) {
  const offset = codeWithBar.indexOf("|");
  return checker.inspect(codeWithBar.slice(0, offset) + codeWithBar.slice(offset + 1), offset);
}

describe("inspect()", () => {
  test.each([
    ["coun|t", "const count: 3"],
    [
      "function fetchAll(urls: string[], how?: { retries?: number }, done: () => void = () => {}, all?: Map<string, number>) {} fetch|All",
      "function fetchAll(urls: string[], how?: {\n    retries?: number;\n}, done?: () => void, all?: Map<string, number>): void",
    ],
    ["|count", "const count: 3"],
    ["count|", "const count: 3"],
    ["tot|al", "let total: number | undefined"],
    ["ad|d", "function add(a: number, b?: number): number"],
    ["pick|", "const pick: (x: string) => string"],
    ["over|", "function over(x: string): string (+1 overload)"],
    ["over|(1)", "function over(x: number): number (+1 overload)"],
    ["Bo|x", "class Box<T>\nnew Box<T>(held: T): Box<T>"],
    ["new Box|(1)", "class Box<T>\nnew Box(held: number): Box<number>"],
    ["box.ope|n()", "(method) Box.open(twice?: boolean): string"],
    ["box.hel|d", "(property) Box.held: string"],
    ["let s: Shap|e", "interface Shape {\n  size: number;\n  name?: string;\n}"],
    ["let p: Pai|r<1>", "type Pair<T> = [T, T]"],
    ["Shape|", "interface Shape {\n  size: number;\n  name?: string;\n}"],
    ["Pair|", "type Pair<T> = [T, T]"],
    ["Array|", "class Array<T>\nnew Array(arrayLength?: number): any[] (+2 overloads)"],
    ["Colou|r", "enum Colour"],
    ["Colour.Re|d", "(enum member) Colour.Red: Colour"],
    ["Tool|s", "namespace Tools"],
    ["((own: string) => ow|n)", "(parameter) own: string"],
    ["let own = 1; ow|n", "let own: number"],
    ["const count = 'x'; coun|t", 'const count: "x"'],
    [
      "[1].ma|p((x) => String(x))",
      "(method) Array.map(callbackfn: (value: number, index: number, array: number[]) => string, thisArg?: any): string[]",
    ],
    ["import * as fs from 'fs'; f|s", 'module "fs"'],
  ])("%s", (code, signature) => {
    expect(at(code)?.signature).toBe(signature);
  });

  test("tells of the function whose call is around the offset if there is no name", () => {
    for (const code of ["add(|", "add(1, |", "add( |)", "add([1, |", "const x = add(1, |2)"]) {
      expect(at(code)?.signature).toBe("function add(a: number, b?: number): number");
    }
    expect(at("box.open(|)")?.signature).toBe("(method) Box.open(twice?: boolean): string");
    expect(at("new Box(|")?.signature).toMatch(/^class Box/);
    expect(at("add(pick(|))")?.signature).toBe("const pick: (x: string) => string");
  });

  test("gives the documentation as Markdown", () => {
    expect(at("add|")?.documentation).toBe(
      [
        "Adds two numbers, see Math and the page (https://example.org).",
        "- `a`: the first\n- `b`: the second",
        "**Returns** their sum",
        "**Throws** RangeError if too large",
        "**Example**\n\n```ts\nadd(1, 2) // 3\n```",
        "**Deprecated** Use plus.",
      ].join("\n\n"),
    );
    expect(at("count|")?.documentation).toBe("How many.");
    expect(at("box.held|")?.documentation).toBe("What it holds.");
    expect(at("parseInt|")?.documentation).toMatch(
      /^Converts a string to an integer\.\n\n- `string`: A string/,
    );
    expect(at("display(|")?.documentation).toMatch(/^Shows a value under the cell/);
  });

  test("knows nothing of blanks, numbers and unknown names", () => {
    for (const code of ["|", " | ", "1|2", "unknownName|", "'tex|t'", "// coun|t", "if (|", "(|)"])
      expect(at(code)).toBeUndefined();
  });

  test("stands any code and any offset", () => {
    for (const code of [
      "",
      "}",
      "add(",
      "`${",
      "'",
      "/*",
      "x.",
      "new ",
      "import",
      "<T>(",
      "\u{1F600}",
      "@",
    ]) {
      for (let offset = 0; offset <= code.length; offset++)
        expect(() => checker.inspect(code, offset)).not.toThrow();
    }
  });
});
