import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkedNotebook, emptyFolder } from "./check-notebook";

const folder = emptyFolder();
writeFileSync(join(folder, "words.ts"), "export const words = ['a'];");
mkdirSync(join(folder, "node_modules", "@scope", "lists"), { recursive: true });
writeFileSync(
  join(folder, "node_modules", "@scope", "lists", "package.json"),
  '{ "name": "@scope/lists", "types": "x.d.ts" }',
);
writeFileSync(join(folder, "node_modules", "@scope", "lists", "x.d.ts"), "export const first: number;");
const { run, checker } = checkedNotebook(folder);

run(
  "/** Adds. */ function addAll(...numbers: number[]) { return 0 } const alphabet = ['a', 'b']; let alpha: { beta: number } | undefined",
);
run(
  "interface Shape { size: number } class Circle implements Shape { size = 1; grow() {} #secret = 2 } enum Colour { Red, Green } const circle = new Circle()",
);

/** Completes at the bar: what can stand there, as "text (kind)", and what of the code it would replace. */
function at(codeWithBar: string) {
  const offset = codeWithBar.lastIndexOf("|");
  const code = codeWithBar.slice(0, offset) + codeWithBar.slice(offset + 1);
  const { matches, start, end } = checker.complete(code, offset);
  return {
    all: matches.map(({ text, kind }) => `${text} (${kind})`),
    replaced: code.slice(start, end),
    start,
    end,
  };
}

describe("complete()", () => {
  test.each([
    ["names of earlier cells", "alph|", ["alpha (variable)", "alphabet (variable)"]],
    ["their members", "circle.|", ["grow (method)", "size (property)"]],
    ["members that begin as typed, also in capitals", "circle.GR|", ["grow (method)"]],
    ["members of enums", "Colour.|", ["Green (enum member)", "Red (enum member)"]],
    ["types where a type is wanted", "let x: Shap|", ["Shape (interface)"]],
    ["classes where a type is wanted", "let x: Circ|", ["Circle (class)"]],
    ["types of the language", "let x: Partia|", ["Partial (type)"]],
    ["no types where a value is wanted", "Shap|", []],
    ["functions", "addA|", ["addAll (function)"]],
    ["keywords", "awai|", ["await (keyword)"]],
    ["names of the kernel", "clearOut|", ["clearOutput (function)"]],
    ["names of Node", "__dirn|", ["__dirname (variable)"]],
    ["names of the cell itself", "const ownName = 1; ownN|", ["ownName (variable)"]],
    ["names of the block around", "if (1) { const inside = 1; insi| }", ["inside (variable)"]],
    ["no names of other blocks", "{ const elsewhere = 1 } elsew|", []],
    ["parameters", "const f = (first: number, { second }: { second: 1 }) => { secon|", ["second (variable)"]],
    ["loop variables", "for (const item of [1]) { ite|", ["item (variable)"]],
    ["names imported by the cell", "import { readFileSync } from 'fs'; readF|", ["readFileSync (variable)"]],
    ["properties of an object that is being written", "const s: Shape = { si| }", ["size (property)"]],
    [
      "strings that a function takes",
      "const f = (side: 'left' | 'right') => {}; f('|",
      ["left (text)", "right (text)"],
    ],
    ["modules of Node", "import {} from 'node:rep|'", ["node:repl (module)"]],
    ["packages", "import {} from '@sc|'", ["@scope (folder)"]],
    ["packages of a scope", "import {} from '@scope/li|'", ["lists (folder)"]],
    ["local files", "import {} from './wo|'", ["words (module)"]],
    ["local files in import()", "await import('./wo|", ["words (module)"]],
    ["exports of a module", "import { wo| } from './words'", ["words (variable)"]],
    ["members of what may be undefined", "alpha.|", ["?.beta (property)"]],
    ["members after ?.", "alpha?.be|", ["beta (property)"]],
    ["members in the middle of a line", "[1].map((n) => circle.gr|).length", ["grow (method)"]],
    ["members in a template", `\`\${circle.si|}\``, ["size (property)"]],
    ["nothing in a comment", "// alph|", []],
    ["nothing in a string", "'alph|'", []],
    ["nothing for a new name", "const alph| = 1", []],
    ["private members where they can be used", "class A { #own = 1; f() { this.#o| } }", ["#own (property)"]],
  ])("offers %s", (_, code, expected) => {
    expect(at(code).all).toEqual(expected);
  });

  test("says which characters are replaced", () => {
    expect(at("  circle.gr|ow()")).toMatchObject({ start: 9, end: 11, replaced: "gr" });
    expect(at("'é😀'; alph|")).toMatchObject({ start: 7, end: 11, replaced: "alph" });
    expect(at("alpha.be|")).toMatchObject({ replaced: ".be" });
    expect(at("import {} from '@scope/li|'")).toMatchObject({ replaced: "li" });
    expect(at("circle.|")).toMatchObject({ start: 7, end: 7 });
  });

  test("knows what the cell itself makes of a name, not what an earlier cell made of it", () => {
    for (const own of [
      "const circle = { radius: 1 };",
      "{ 1 } const circle = { radius: 1 };",
      "let a, { circle } = { circle: { radius: 1 } };",
    ])
      expect(at(`${own} circle.|`).all).toEqual(["radius (property)"]);
    expect(at("function f() {\nconst circle = 1;\n}\ncircle.gr|").all).toEqual(["grow (method)"]);
  });

  test("puts names of the notebook before those of the language, and what is typed exactly first", () => {
    expect(at("C|").all.slice(0, 2)).toEqual(["Circle (class)", "Colour (enum)"]);
    expect(at("c|").all[0]).toBe("circle (variable)");
  });

  test("completes after code that is not finished", () => {
    for (const before of [
      "if (",
      "foo(bar, [",
      "`a ${",
      "let y =",
      "x = (",
      "f(() => {",
      "class A { m() {",
      "import a from 'b'; (",
    ]) {
      expect(at(`${before} circle.gro|`).all).toEqual(["grow (method)"]);
    }
  });

  test("stands any code and any offset", () => {
    for (const code of [
      "",
      " ",
      "}",
      "))",
      "`",
      "'",
      "/*",
      "\\",
      "#!",
      "import",
      "export {",
      "<T>(",
      "\u{1F600}",
      "a\u0000b",
      "@",
      "?.",
    ]) {
      for (let offset = 0; offset <= code.length; offset++) {
        const { start, end } = checker.complete(code, offset);
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBe(offset);
      }
    }
  });

  test("does not change what the notebook declares", () => {
    at("const alphabet = 1; let brandNew = 2; alph|");
    expect(run("alphabet.length; brandNew")).toEqual(["1:18 TS2304 Cannot find name 'brandNew'."]);
  });
});
