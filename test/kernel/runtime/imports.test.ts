import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KernelClient, startKernel } from "../../support/kernel-client";

const folder = mkdtempSync(join(tmpdir(), "Importe é "));
let kernel: KernelClient;

beforeAll(async () => {
  kernel = await startKernel({ folder });
}, 60_000);
afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const result = async (code: string) => {
  const { result, error } = await kernel.run(code);
  if (error) throw new Error(`${error.ename}: ${error.evalue}`);
  return result;
};
const failure = async (code: string) => (await kernel.run(code)).error;

describe("An edited file is seen at the next import:", () => {
  const edited: Readonly<Record<string, [name: string, text: (n: number) => string, code: string]>> = {
    TypeScript: ["v.ts", (n) => `export const v: number = ${n};`, 'import { v } from "./v"; v'],
    "an ES module": ["v.mjs", (n) => `export const v = ${n};`, 'import { v } from "./v.mjs"; v'],
    JSON: ["v.json", (n) => `{ "v": ${n} }`, 'import json from "./v.json" with { type: "json" }; json.v'],
    "JSON by require": ["r.json", (n) => `{ "v": ${n} }`, 'require("./r.json").v'],
    CommonJS: ["v.cjs", (n) => `exports.v = ${n};`, '// @ts-nocheck\nimport cjs from "./v.cjs"; cjs.v'],
    "CommonJS by require": ["r.cjs", (n) => `exports.v = ${n};`, 'require("./r.cjs").v'],
  };
  test.each(Object.entries(edited))("%s", async (_, [name, text, code]) => {
    write({ [name]: text(1) });
    expect(await result(code)).toBe("1");
    write({ [name]: text(22) });
    expect(await result(code)).toBe("22");
    expect(await result(code)).toBe("22");
  });

  test("what other files import, of whichever kind", async () => {
    write({
      "deep/data.json": '{ "v": 1 }',
      "deep/script.cjs": 'exports.v = require("./data.json").v + require("./more").v;',
      "deep/more.js": "exports.v = 10;",
      "deep/module.mjs": 'import script from "./script.cjs"; export const v = script.v;',
      "deep/top.ts":
        'import { v } from "./module.mjs"; import data from "./data.json"; export const all: number[] = [v, data.v];',
    });
    const code = 'import { all } from "./deep/top.ts"; all';
    expect(await result(code)).toBe("[ 11, 1 ]");
    write({ "deep/data.json": '{ "v": 2222 }' });
    expect(await result(code)).toBe("[ 2232, 2222 ]");
    write({ "deep/more.js": "exports.v = 100;" });
    expect(await result(code)).toBe("[ 2322, 2222 ]");
  });

  test("a file that has not changed keeps its state", async () => {
    write({
      "state.ts": "export const state = { n: 0 };",
      "uses-state.mjs": 'export { state } from "./state.ts";',
    });
    await result('import { state } from "./state"; state.n++');
    expect(await result('import { state } from "./state.ts"; state.n')).toBe("1");
    expect(await result('(await import("./uses-state.mjs")).state.n')).toBe("1");
  });

  test("a file that is gone is missed", async () => {
    write({ "gone.ts": "export const g = 1;" });
    expect(await result('import { g } from "./gone.ts"; g')).toBe("1");
    rmSync(join(folder, "gone.ts"));
    expect((await failure('import { g } from "./gone.ts"; g'))?.ename).toBe("TS2307");
    expect((await failure('// @ts-nocheck\nimport { g } from "./gone.ts"; g'))?.evalue).toContain("gone.ts");
  });
});

describe("What the type checker accepts can be imported:", () => {
  test("JSON without an attribute, by a cell and by a file", async () => {
    write({ "a.json": '{ "v": 7 }', "reads.ts": 'import a from "./a.json"; export const seven = a.v;' });
    expect(await result('import a from "./a.json"; a.v')).toBe("7");
    expect(await result('(await import("./a.json")).default.v')).toBe("7");
    expect(await result('import { seven } from "./reads"; seven')).toBe("7");
  });

  test("files that import each other in a circle", async () => {
    write({
      "odd.ts":
        'import { even } from "./even.ts"; export function odd(n: number): boolean { return n > 0 && even(n - 1); }',
      "even.ts":
        'import { odd } from "./odd.ts"; export function even(n: number): boolean { return n === 0 || odd(n - 1); }',
    });
    expect(
      await result('import { odd } from "./odd.ts"; import { even } from "./even"; [odd(7), even(7)]'),
    ).toBe("[ true, false ]");
  });

  test("a folder, a file without its ending, a link to a file, and one whose name is computed", async () => {
    write({ "lib/index.ts": "export const lib = 1;", "plain.js": "export const plain = 2;" });
    write({ "package.json": '{ "type": "module" }' });
    symlinkSync(join(folder, "lib/index.ts"), join(folder, "linked.ts"));
    expect(await result('import { lib } from "./lib"; lib')).toBe("1");
    expect(await result('// @ts-nocheck\nimport { plain } from "./plain"; plain')).toBe("2");
    expect(await result('import { lib as linked } from "./linked"; linked')).toBe("1");
    expect(await result('const name = "./li" + "b"; (await import(name)).lib')).toBe("1");
  });

  test("the kernel does not translate JSX, and says so", async () => {
    write({ "element.tsx": "export const e = 1;" });
    expect((await failure('// @ts-nocheck\nimport { e } from "./element"; e'))?.evalue).toBe(
      "Cannot import ./element.tsx: JSX is not translated here. Build it first, and import the JavaScript",
    );
  });

  test("a TypeScript file cannot be required, and the error says what to write", async () => {
    write({ "words.ts": "export const w = 1;" });
    expect((await failure('require("./words")'))?.evalue).toBe(
      'Cannot require "./words": a TypeScript file is an ES module. Write import … from "./words" instead',
    );
  });
});

test("import.meta tells where the notebook is, and resolves names from there", async () => {
  write({ "here.ts": "" });
  const url = pathToFileURL(join(folder, "here.ts")).href;
  expect(await result("import.meta.dirname === __dirname && import.meta.filename === __filename")).toBe(
    "true",
  );
  expect(await result('import.meta.resolve("./here.ts")')).toBe(`'${url}'`);
  expect(await result('import.meta.resolve("./not-there.ts").endsWith("not-there.ts")')).toBe("true");
  expect(await result('import.meta.resolve("fs")')).toBe("'node:fs'");
  expect(await result('new URL("./here.ts", import.meta.url).href')).toBe(`'${url}'`);
});

test("an error while a file is loaded shows its lines and the import", async () => {
  write({
    "fails.ts": "interface A {}\nexport const v: number = 1;\nthrow new RangeError('while loading');\n",
  });
  const error = await failure('const before = 1;\nimport { v } from "./fails.ts"; v');
  expect(error?.traceback).toContain("> 3 | throw new RangeError('while loading');");
  expect(error?.traceback).toMatch(/at \.\/fails\.ts:3:7\b/);
  expect(error?.traceback).toMatch(/at In \[\d+\]:2:1\b/);
});

test("a syntax error in a local file shows its line, however it was reached", async () => {
  write({
    "broken.ts": "export const a = 1;\nexport const b = (2 +;\n",
    "reaches.ts": 'export * from "./broken";',
  });
  for (const code of ['import { a } from "./broken"; a', 'await import("./reaches.ts");']) {
    const error = await failure(code);
    expect(error?.ename).toBe("SyntaxError");
    expect(error?.evalue).toBe("Unexpected `;`, in ./broken.ts");
    expect(error?.traceback).toContain("> 2 | export const b = (2 +;");
    expect(error?.traceback).toMatch(/In \[\d+\]:1:[17]/);
  }
});
