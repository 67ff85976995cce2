import { readdirSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import vm from "node:vm";
import { describe, expect, test } from "vitest";
import { CellErrorException } from "../../../src/kernel/language/cell-error";
import { positionOf } from "../../../src/kernel/language/code-frame";
import { parseCell } from "../../../src/kernel/language/parse-cell";
import { toScript } from "../../../src/kernel/language/to-script";
import { createRunner } from "../../../src/kernel/runtime/run-script";

const FILE = "In [5]";
const options = { number: 5, fileName: FILE };

/** Where the cell threw, in the cell's own lines and columns, from the innermost call to the outermost. */
async function placesOfThrow(cell: string) {
  const script = toScript(cell, options);
  const runner = createRunner({ folder: __dirname, importModule: (name) => import(name) });
  let stack = "";
  try {
    await runner.run({ ...script, fileName: FILE });
  } catch (thrown) {
    stack = (thrown as Error).stack ?? "";
  }
  const map = new SourceMap(JSON.parse(script.map));
  return [...stack.matchAll(/In \[5\]:(\d+):(\d+)/g)].map(([, line, column]) => {
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!("originalLine" in entry)) return undefined;
    return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  });
}

describe("an error that a cell throws is located", () => {
  test.each([
    ["at a call", "const a = 1;\n\n<HERE>undefined_function(a)"],
    ["at new Error", "const b = 1;\nthrow <HERE>new Error('x')"],
    ["at a property", "const c: any = undefined;\nconst d: number = c.<HERE>foo.bar;"],
    [
      "after types that vanish",
      "interface I { a: number }\ntype T = I;\nfunction f<Q>(x: Q): asserts x is Q {}\n(null as any as { x: I }).<HERE>x",
    ],
    ["in the last expression", "const e = 1;\ne + (null as any).<HERE>foo"],
    [
      "in a hoisted function",
      "const g = 1;\nh();\nfunction h(this: void, a?: number): never {\n  throw <HERE>new TypeError('x');\n}",
    ],
    ["after an await", "await null;\n  <HERE>nothingHere"],
    [
      "in a pattern",
      "const x = 1, { a: { b } }: any = { <HERE>a: undefined }"
        .replace("<HERE>", "")
        .replace("{ b }", "{ <HERE>b }"),
    ],
    [
      "after characters outside the basic plane",
      "const s = '😀😀'; /* 𝒳 */ const 𝒴 = 1; <HERE>missing(s, 𝒴)",
    ],
    ["after a byte order mark", "\ufeff<HERE>missing()"],
    ["after line ends of Windows", "const a = 1;\r\n\r\n\tconst b: number = <HERE>missing();\r\n"],
    ["after tabs", "if (true) {\n\t\t<HERE>missing();\n}"],
    ["after a hashbang", "#!/usr/bin/env node\n<HERE>missing()"],
    ["in an object literal at the end", "const a = 1;\n{ a, b: <HERE>missing(), c: 2 }"],
    ["in an object literal that is all", "{ b: <HERE>missing() }"],
    ["after an enum", "enum E { A, B, C }\nnamespace Q { export interface R {} }\n<HERE>missing(E.A)"],
    [
      "in a namespace",
      "namespace N {\n  export const a = 1;\n  export const b = (null as any).<HERE>foo + a;\n}",
    ],
    ["in a static block", "class K {\n  static x: number = 1;\n  static {\n    <HERE>missing(K.x);\n  }\n}"],
    [
      "in a constructor with parameter properties",
      "class K {\n  constructor(private x: number) {\n    <HERE>missing();\n  }\n}\nnew K(1)",
    ],
    [
      "in a decorated class",
      "const d = (..._: unknown[]): void => {};\n@d class K {\n  @d static m(): void { <HERE>missing(); }\n}\nK.m()",
    ],
    ["after using", "using x: any = null, y: any = null;\nconst z: number = <HERE>missing();"],
    ["inside a resource", "using x = (null as any).<HERE>foo;"],
    [
      "in an exported function",
      "export async function f(): Promise<void> {\n  <HERE>missing();\n}\nawait f()",
    ],
    [
      "next to a renamed global",
      "const URL = 'x', process = 1; URL.length + process + (null as any).<HERE>foo",
    ],
    ["in an arrow function on the same line", "const f = (a: number): number => <HERE>missing(a); f(1)"],
    ["in a template", `const t: any = {};\nconst u = \`a\${1}b\${t.x.<HERE>y}\`;`],
    ["in a second variable", "const a: number = 1, b: number = <HERE>missing(a), c = 2;"],
    ["in an assignment, at its start as V8 has it", "let a = 1;\n<HERE>a = missing(1);"],
    ["at an import", "const a: number = 1;\n<HERE>import { x } from 'no-such-package-at-all';\nx"],
  ])("%s", async (_, marked) => {
    const offset = marked.indexOf("<HERE>");
    const cell = marked.replace("<HERE>", "");
    const [place] = (await placesOfThrow(cell)).filter((each) => each !== undefined);
    expect(place).toEqual(positionOf(cell, offset));
  });

  test("with all calls on the way", async () => {
    const cell =
      "const inner = (x: number) => {\n  throw new Error('deep');\n};\nfunction outer(): void {\n  inner(1);\n}\nouter();";
    expect(await placesOfThrow(cell)).toEqual([
      { line: 2, column: 9 },
      { line: 5, column: 3 },
      { line: 7, column: 1 },
    ]);
  });
});

describe("a script", () => {
  test("names what to declare, whether it waits and whether it has a result", () => {
    const script = toScript(
      "import { a } from 'm'; type T = 1; const b: T = 1; for (var c of []) ; class D {}",
      options,
    );
    expect(script).toMatchObject({
      names: ["a", "b", "c", "D"],
      isAsync: true,
      hasResult: false,
      shadowed: [],
    });
    expect(toScript("b", options)).toMatchObject({ names: [], isAsync: false, hasResult: true });
  });

  test("waits only for an await of its own", () => {
    for (const cell of [
      "async () => { await 1 }",
      "async function f() { for await (const x of []) ; }",
      "class K { async m() { await 1 } }",
      "async function g() { await using x = null }",
    ])
      expect(toScript(cell, options).isAsync, cell).toBe(false);
    for (const cell of [
      "await 1",
      "for await (const x of []) ;",
      "if (1) { [await 1] }",
      "await using x = null",
      "{ await using y = null }",
      "class K { [await 1]() {} }",
      "class L extends (await M) {}",
      "import 'x'",
      "export * from 'x'",
    ])
      expect(toScript(cell, options).isAsync, cell).toBe(true);
  });

  test("is made from what parseCell made as well as from text", () => {
    const cell = "const a: number = 1\n{ a, b: 2 }";
    expect(toScript(parseCell(cell), options)).toEqual(toScript(cell, options));
  });

  test("remembers for later cells what hides a global", () => {
    const first = toScript("const URL = 1, own = 2", options);
    expect(first.shadowed).toEqual(["URL"]);
    const second = toScript("const process = URL", { ...options, shadowed: first.shadowed });
    expect(second.shadowed).toEqual(["URL", "process"]);
    expect(second.code).toContain("process\u200d = URL\u200d");
  });

  test("leaves globals alone that no cell has hidden", () => {
    expect(toScript("new URL('http://a').href + process.pid", options).code).not.toMatch(
      /URL\u200d|process\u200d/,
    );
  });

  test("never needs require", () => {
    const cells = [
      "using a = null",
      "{ await using b = null }",
      "@d class K { @d accessor x = 1 }",
      "enum E { A }",
      "class P { constructor(private x: number) {} }",
    ];
    for (const cell of cells)
      expect(toScript(cell, options).code, cell).not.toMatch(/require\(|@oxc-project|@swc\/helpers/);
  });

  test("has decorators as of TypeScript 4 where they are wanted", async () => {
    const cell =
      "const seen = []; const note = (...args) => { seen.push(args.length) }; @note class K { @note m() {} constructor(@note x: number) {} } seen";
    const runner = createRunner({ folder: __dirname, importModule: (name) => import(name) });
    const run = (legacyDecorators: boolean) => {
      const script = toScript(legacyDecorators ? cell : cell.replace("@note x", "x"), {
        ...options,
        legacyDecorators,
      });
      return runner.run({ ...script, fileName: FILE });
    };
    expect(run(true)).toEqual([3, 3, 1]);
    expect(run(false)).toEqual([2, 2]);
  });

  test("is refused with the place of the error, and with the name of the cell", () => {
    const traceback = expect.arrayContaining(["  at In [5]:1:9"]);
    expect(() => toScript("let a = ;", options)).toThrow(
      expect.objectContaining({ error: { ename: "SyntaxError", evalue: "Unexpected `;`", traceback } }),
    );
    expect(() => toScript("<div/>", options)).toThrow(CellErrorException);
  });
});

test("a small cell takes well under a millisecond", () => {
  const cell = "const a: number = 1;\nconst double = (x: number) => 2 * x;\ndouble(a)";
  for (let k = 0; k < 300; k++) toScript(cell, options);
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now();
    toScript(cell, options);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  expect(times[100]).toBeLessThan(1);
});

test("every file of this project's source is also a cell that compiles", () => {
  const source = join(__dirname, "../../../src");
  // AssemblyScript looks like TypeScript, and is another language.
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !/\bassembly\b/.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const { names, code } = toScript(readFileSync(join(source, file), "utf8"), options);
    expect(() => new vm.Script(`let ${["_", ...names].join(", ")};\n${code}`), file).not.toThrow();
  }
});
