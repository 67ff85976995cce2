import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KernelClient, startKernel } from "../support/kernel-client";

const folder = mkdtempSync(join(tmpdir(), "Projekt é "));
let kernel: KernelClient;

beforeAll(async () => {
  kernel = await startKernel({ folder: join(folder) });
}, 60_000);
afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true });
});

let minutes = 0;
function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    // Two writes within a clock tick are told apart by the clock of the test.
    const time = new Date(Date.now() + ++minutes * 60_000);
    utimesSync(file, time, time);
  }
}
function configure(compilerOptions: object, more: object = {}): void {
  write({
    "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, ...compilerOptions }, ...more }),
  });
}
const run = async (code: string) => {
  const { result, stdout, error } = await kernel.run(code);
  return error ? `${error.ename}: ${error.evalue}` : stdout + (result ?? "");
};

const DECORATED = `function note(...args: unknown[]): any { console.log(typeof args[1], args.length) }
class Noted { @note method() {} }`;

test("decorators are those of JavaScript, in cells and in local files", async () => {
  configure({});
  write({ "noted.ts": `${DECORATED}\nexport const made = new Noted();` });
  expect(await run(DECORATED)).toBe("object 2\n");
  expect(await run('import { made } from "./noted.ts"; typeof made')).toBe("object 2\n'object'");
});

test("experimentalDecorators makes them those of TypeScript 4, also those of parameters", async () => {
  configure({ experimentalDecorators: true });
  expect(await run(DECORATED)).toBe("string 3\n");
  expect(await run('import { made } from "./noted.ts"; typeof made')).toBe("string 3\n'object'");
  expect(await run(`// @ts-nocheck\n${DECORATED}`)).toBe("string 3\n");
  expect(
    await run(`function at(_: object, __: string | symbol | undefined, index: number) { console.log(index) }
class Placed { method(_: string, @at __: number) {} }`),
  ).toBe("1\n");
});

test("emitDecoratorMetadata tells decorators the types", async () => {
  const code = `const noted: unknown[] = [];
(Reflect as any).metadata = (key: string, value: unknown) => () => { noted.push([key, value]) };
const field: PropertyDecorator = () => {};
class Typed { @field size: number = 1 }
delete (Reflect as any).metadata;
noted`;
  configure({ experimentalDecorators: true });
  expect(await run(code)).toBe("[]");
  configure({ experimentalDecorators: true, emitDecoratorMetadata: true });
  expect(await run(code)).toBe("[ [ 'design:type', [Function: Number] ] ]");
});

test("useDefineForClassFields says whether a field without a value is there", async () => {
  const cell = "class Fields { a?: number; b = 1 }\nObject.keys(new Fields())";
  write({ "fields.ts": "class Fields { a?: number }\nexport const keys = Object.keys(new Fields());" });
  const file = 'import { keys } from "./fields"; keys';
  for (const [options, keys] of [
    [{}, "[ 'a', 'b' ]"],
    [{ useDefineForClassFields: false }, "[ 'b' ]"],
    [{ target: "es2020" }, "[ 'b' ]"],
    [{ target: "es2020", useDefineForClassFields: true }, "[ 'a', 'b' ]"],
  ] as const) {
    configure(options);
    expect(await run(cell), JSON.stringify(options)).toBe(keys);
    expect(await run(file)).toBe(keys.includes("'a'") ? "[ 'a' ]" : "[]");
  }
});

test("paths mean the same to the checker and to an import, in cells and in local files", async () => {
  configure({
    paths: { "~/*": ["./missing/*", "./source/*"], "@dog": ["./source/dog.ts"], "#lib": ["./lib"] },
  });
  write({
    "source/dog.ts": "export const dog: number = 1;",
    "source/kennel.ts": 'import { dog } from "~/dog"; export const kennel = [dog];',
    "lib/index.ts": "export const lib = 'l';",
  });
  expect(
    await run(
      'import { dog } from "~/dog"; import { dog as same } from "@dog"; import { lib } from "#lib"; import { kennel } from "~/kennel.js"; [dog, same, lib, kennel]',
    ),
  ).toBe("[ 1, 1, 'l', [ 1 ] ]");
  expect(await run('const name = "~/dog"; (await import(name)).dog')).toBe("1");
  expect(await run("dog.length")).toMatch(/^TS2339/);
  write({ "source/dog.ts": "export const dog: string = 'two';" });
  expect(
    await run('import { dog } from "~/dog"; import { kennel } from "~/kennel"; [dog.trim(), ...kennel]'),
  ).toBe("[ 'two', 'two' ]");
  expect(await run('import { cat } from "~/cat"; cat')).toMatch(/^TS2307/);
});

test("paths and baseUrl of a file that tsconfig.json extends start from that file", async () => {
  write({
    "config/base.json": JSON.stringify({
      compilerOptions: { strict: true, baseUrl: "../source", paths: { "@/*": ["*"] } },
    }),
    "tsconfig.json": JSON.stringify({ extends: "./config/base.json" }),
    "source/dog.ts": "export const dog: number = 3;",
  });
  expect(await run('import { dog } from "@/dog"; import { dog as plain } from "dog"; [dog, plain]')).toBe(
    "[ 3, 3 ]",
  );
  expect(await run('import { readFileSync } from "fs"; typeof readFileSync')).toBe("'function'");
});

test("strict and noImplicitAny are as tsconfig.json says", async () => {
  const loose = "const same = (x) => x; same(1)";
  const nothing = "let text: string = null; text";
  configure({ strict: false });
  expect([await run(loose), await run(nothing)]).toEqual(["1", "null"]);
  configure({ noImplicitAny: false });
  expect([await run(loose), await run(nothing)]).toEqual(["1", expect.stringMatching(/^TS2322/)]);
  configure({});
  expect([await run(loose), await run(nothing)]).toEqual([
    expect.stringMatching(/^TS7006/),
    expect.stringMatching(/^TS2322/),
  ]);
});

test("jsx in tsconfig.json does not make a cell JSX", async () => {
  configure({ jsx: "react-jsx" });
  expect(await run("const element = <b>x</b>;")).toMatch(/^SyntaxError: Cells are TypeScript without JSX/);
  expect(await run("const asserted = <number>(1 as unknown); asserted")).toBe("1");
});

test("a tsconfig.json that cannot be used as it stands is named, once for each mistake", async () => {
  const stderr = async () => (await kernel.run("1 + 1")).stderr;
  const effect =
    "TypeScript could not use all of this file, so cells may be checked with other options than it says.\n";
  write({ "tsconfig.json": '{ "compilerOptions": {\n  "strict": false\n  "target": "es2022" } }' });
  expect(await stderr()).toBe(`tsconfig.json:3: ',' expected.\n${effect}`);
  expect(await stderr()).toBe("");
  configure({}, { extends: "./missing.json" });
  expect(await stderr()).toMatch(/^tsconfig\.json: Cannot read file '.*missing\.json'\.\n/);
  configure({}, { extends: "./tsconfig.json" });
  expect(await stderr()).toMatch(/^tsconfig\.json.*[Cc]ircular/);
  configure({ strickt: true });
  expect(await stderr()).toMatch(/^tsconfig\.json:1: Unknown compiler option 'strickt'\./);
  configure({ baseUrl: "." });
  expect(await stderr()).toBe("");
});

test("a cell that fails because of a broken tsconfig.json shows both", async () => {
  write({ "tsconfig.json": '{ "compilerOptions": { "strict": true "lib": ["es2023"] } }' });
  const { stderr, error } = await kernel.run("const text: string = 1");
  expect(stderr).toMatch(/^tsconfig\.json:1: ',' expected\./);
  expect(error?.evalue).toMatch(/TS2322|not assignable/);
});
