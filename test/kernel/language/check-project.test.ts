import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type CheckedNotebook, checkedNotebook, emptyFolder } from "./check-notebook";

/** A folder with files of these texts, by their paths. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  write(folder, files);
  return folder;
}

let minutes = 0;
function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    // Two writes within a clock tick are told apart by the clock of the test.
    const time = new Date(Date.now() + ++minutes * 60_000);
    utimesSync(file, time, time);
  }
}

function notebookIn(folder: string): CheckedNotebook {
  const notebook = checkedNotebook(folder);
  onTestFinished(() => notebook.checker.close());
  return notebook;
}

const TYPES = { strict: true, lib: ["es2023"] };
const config = (options: object) => JSON.stringify({ compilerOptions: options });

describe("tsconfig.json", () => {
  test("of the notebook's folder says how strict cells are", () => {
    const { run } = notebookIn(folderWith({ "tsconfig.json": config({ strict: false }) }));
    expect(run("const f = (x) => x; let s: string = null; s.length")).toEqual([]);
  });

  test("of a folder above holds too, the nearest before others, and what it extends", () => {
    const folder = folderWith({
      "tsconfig.json": config({ strict: false }),
      "a/base.json": config({ noUncheckedIndexedAccess: true, strict: true }),
      "a/tsconfig.json": JSON.stringify({ extends: "./base.json" }),
      "a/b/c/text.txt": "",
    });
    const { run } = notebookIn(join(folder, "a/b/c"));
    expect(run("const first: number = [1][0]")).toEqual([
      "1:7 TS2322 Type 'number | undefined' is not assignable to type 'number'.\n  Type 'undefined' is not assignable to type 'number'.",
    ]);
  });

  test("sets lib, types and paths", () => {
    const folder = folderWith({
      "tsconfig.json": config({ ...TYPES, types: ["pets"], paths: { "~/*": ["./source/*"] } }),
      "node_modules/@types/pets/index.d.ts": "declare const cat: string;",
      "source/dog.ts": "export const dog: number = 1;",
      "notebooks/x.ipynb": "",
    });
    const { run } = notebookIn(join(folder, "notebooks"));
    expect(run("import { dog } from '~/dog'; dog.toFixed(); cat.trim()")).toEqual([]);
    expect(run("document; Buffer")).toHaveLength(2);
  });

  test("brings the declarations of its project that hold everywhere, and what changes in them", () => {
    const folder = folderWith({
      "tsconfig.json": JSON.stringify({ compilerOptions: TYPES, include: ["types", "source"] }),
      "types/names.d.ts":
        "declare const injected: string;\ndeclare module 'untyped' { export const n: number }",
      "source/run.ts": "const notForAll = 1;\nexport {};",
      "elsewhere/other.d.ts": "declare const outside: string;",
    });
    const { run } = notebookIn(folder);
    expect(run("import { n } from 'untyped'; injected.trim() + n.toFixed()")).toEqual([]);
    expect(run("notForAll")).toHaveLength(1);
    expect(run("outside")).toHaveLength(1);
    write(folder, { "types/names.d.ts": "declare const injected: number;" });
    expect(run("injected.toFixed()")).toEqual([]);
  });

  test("has Node's types unless it names others", () => {
    const { run } = notebookIn(folderWith({ "tsconfig.json": config(TYPES) }));
    expect(run("process.cwd(); Buffer.from('a')")).toEqual([]);
    expect(run("document")).toHaveLength(1);
  });

  test("cannot forbid what cells are: modules that await, import .ts files and need no emit", () => {
    const options = {
      module: "commonjs",
      target: "es2017",
      isolatedModules: true,
      verbatimModuleSyntax: true,
      noUnusedLocals: true,
      composite: true,
      declaration: true,
      rootDir: "./src",
      outDir: "./dist",
      erasableSyntaxOnly: true,
    };
    const { run } = notebookIn(
      folderWith({ "tsconfig.json": config(options), "words.ts": "export interface Word { a: 1 }" }),
    );
    expect(
      run("import { Word } from './words.ts'; enum E { A } await 1; export const w: Word = { a: 1 }"),
    ).toEqual([]);
    expect(run("w.a; E.A; import.meta.url")).toEqual([]);
  });

  test("is read again when it changes, when one appears nearer, and when it goes", () => {
    const folder = folderWith({ "tsconfig.json": config({ strict: true }), "a/text.txt": "" });
    const { run } = notebookIn(join(folder, "a"));
    const loose = "((x) => x)";
    expect(run(`const kept = 1; ${loose}`)).toHaveLength(1);
    expect(run("const kept = 1")).toEqual([]);
    write(folder, { "tsconfig.json": config({ strict: false }) });
    expect(run(`kept.toFixed(); ${loose}`)).toEqual([]);
    write(folder, { "a/tsconfig.json": config({ strict: true }) });
    expect(run(`kept.toFixed(); ${loose}`)).toHaveLength(1);
    rmSync(join(folder, "a/tsconfig.json"));
    expect(run(`kept.toFixed(); ${loose}`)).toEqual([]);
  });

  test("may be broken, or made for older versions of TypeScript", () => {
    for (const text of [
      "{",
      "",
      "[]",
      '{ "extends": "./missing.json" }',
      config({ moduleResolution: "node", baseUrl: ".", unknown: 1, target: "es3" }),
    ]) {
      const { run } = notebookIn(folderWith({ "tsconfig.json": text }));
      expect(run("const a: number = 'x'; console.log(await a)")).toHaveLength(1);
      expect(run("console.log(1)")).toEqual([]);
    }
  });
});

describe("Without a tsconfig.json", () => {
  test("cells are strict and know ES2023, the DOM and Node, also in a folder without node_modules", () => {
    const { run } = notebookIn(emptyFolder());
    expect(
      run("[3].toSorted(); document.title; process.argv; import { cpus } from 'os'; cpus()[0].model"),
    ).toEqual([]);
    expect(run("((x) => x)")).toEqual(["1:3 TS7006 Parameter 'x' implicitly has an 'any' type."]);
  });
});

describe("Local files", () => {
  const files = {
    "words.ts": "export const words = ['a']; export class Word { text = 'x' }",
    "lib/index.ts": "export * from '../words';",
    "data.json": '{ "answer": 42 }',
    "plain.js": "export const plain = 1;",
  };

  test("are imported with and without their endings, from above, below and as JSON", () => {
    const { run } = notebookIn(folderWith(files));
    expect(
      run(
        "import { words, type Word } from './words'; import * as w from './words.ts'; import { words as more } from './lib'; import { words as js } from './words.js'",
      ),
    ).toEqual([]);
    expect(
      run("words.at(0)!.trim(); w.words; more.length; js.length; const one: Word = new w.Word(); one.foo"),
    ).toEqual(["1:91 TS2339 Property 'foo' does not exist on type 'Word'."]);
    expect(
      run("import data from './data.json' with { type: 'json' }; data.answer.toFixed(); data.question"),
    ).toHaveLength(1);
    expect(run("const m = await import('./words.ts'); m.words[0].trim()")).toEqual([]);
  });

  test("that have been edited, removed or added are seen by the next cell", () => {
    const folder = folderWith(files);
    const { run } = notebookIn(folder);
    expect(run("import { words } from './lib'; const own = words")).toEqual([]);
    write(folder, { "words.ts": "export const words = 5;" });
    expect(run("import { words } from './lib'; words.toFixed()")).toEqual([]);
    expect(run("words.toFixed(); words.length")).toEqual([
      "1:24 TS2339 Property 'length' does not exist on type '5'.",
    ]);
    expect(run("own.length; own.toFixed()")).toHaveLength(1);
    rmSync(join(folder, "words.ts"));
    expect(run("import { words } from './words'")).toHaveLength(1);
    write(folder, { "words.ts": "export const words = true;" });
    expect(run("import { words } from './words'; words === true")).toEqual([]);
    expect(run("import { late } from './late'")).toEqual([
      "1:22 TS2307 Cannot find module './late' or its corresponding type declarations.",
    ]);
    write(folder, { "late.ts": "export const late = 1;" });
    expect(run("import { late } from './late'")).toEqual([]);
  });

  test("with errors of their own do not stop a cell", () => {
    const { run } = notebookIn(folderWith({ "bad.ts": "export const bad: number = 'x';" }));
    expect(run("import { bad } from './bad'; bad.toFixed()")).toEqual([]);
  });
});

describe("Packages", () => {
  const typed = {
    "package.json":
      '{ "name": "typed", "exports": { ".": { "types": "./t.d.ts" }, "./sub": { "node": { "types": "./s.d.ts" } } } }',
    "t.d.ts": "export const t: number; export class T { private secret: number; own(): T }",
    "s.d.ts": "export const s: string;",
  };
  const inFolder = (folder: string, files: object) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

  test("are found from the notebook's folder, by their exports", () => {
    const { run } = notebookIn(folderWith(inFolder("node_modules/typed", typed)));
    expect(
      run(
        "import { t, T } from 'typed'; import { s } from 'typed/sub'; const made = new T().own(); t.toFixed() + s.trim()",
      ),
    ).toEqual([]);
    expect(run("const again: T = made.own(); again.foo; s.bar")).toHaveLength(2);
  });

  test("without types are any", () => {
    const { run } = notebookIn(
      folderWith({
        "node_modules/untyped/index.js": "exports.x = 1",
        "node_modules/untyped/package.json": "{}",
      }),
    );
    expect(run("import { x } from 'untyped'; x.anything()")).toEqual([]);
  });

  test("that are links to a folder are seen to change without a restart", () => {
    const folder = folderWith({ ...inFolder("linked", typed), "notebooks/node_modules/.keep": "" });
    symlinkSync(join(folder, "linked"), join(folder, "notebooks/node_modules/typed"), "dir");
    const { run } = notebookIn(join(folder, "notebooks"));
    expect(run("import { t } from 'typed'; t.toFixed()")).toEqual([]);
    write(folder, { "linked/t.d.ts": "export const t: string;" });
    expect(run("import { t } from 'typed'; t.trim()")).toEqual([]);
  });

  test("that are installed or updated meanwhile are found", () => {
    const folder = folderWith({ "node_modules/.package-lock.json": "{}" });
    const { run } = notebookIn(folder);
    expect(run("import { t } from 'typed'")).toHaveLength(1);
    write(folder, inFolder("node_modules/typed", typed));
    expect(run("import { t } from 'typed'; t.toFixed()")).toEqual([]);
    write(folder, {
      "node_modules/typed/t.d.ts": "export const t: string;",
      "node_modules/.package-lock.json": "{ }",
    });
    expect(run("import { t } from 'typed'; t.trim()")).toEqual([]);
  });

  test("that add to others go on doing so in later cells", () => {
    const { run } = notebookIn(
      folderWith({
        "node_modules/base/index.d.ts": "export interface Base { own: number } export function base(): Base;",
        "node_modules/plug/index.d.ts":
          "import 'base'; declare module 'base' { interface Base { added: string } }",
      }),
    );
    expect(run("import { base } from 'base'; import 'plug'; const made = base()")).toEqual([]);
    expect(run("made.added.trim(); made.own.toFixed()")).toEqual([]);
  });
});

describe("TypeScript's process", () => {
  const children = (): readonly number[] =>
    execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes("--api"))
      .map((line) => Number.parseInt(line, 10));
  const started = (work: () => void): number => {
    const before = children();
    work();
    return children().find((each) => !before.includes(each))!;
  };
  const isAlive = (pid: number) => {
    try {
      return /^State:\s+[^ZX]/m.test(
        execFileSync("cat", [`/proc/${pid}/status`], { encoding: "utf8", stdio: "pipe" }),
      );
    } catch {
      return false;
    }
  };
  const ends = (pid: number) => expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);

  test("starts with the first cell and ends on close()", async () => {
    const { run, checker } = notebookIn(emptyFolder());
    const pid = started(() => run("1"));
    expect(isAlive(pid)).toBe(true);
    checker.close();
    await ends(pid);
    checker.close();
  });

  test("is started again if it is killed, and knows all cells", async () => {
    const { run, checker } = notebookIn(emptyFolder());
    const pid = started(() =>
      run("class K { x = 1 } const k = new K(); let n = 3; const f = Math.random() > 1 ? 1 : 'a'"),
    );
    process.kill(pid, "SIGKILL");
    await ends(pid);
    expect(run("const other: K = k; n = other.x; f.foo")).toHaveLength(1);
    expect(checker.complete("k.", 2).matches).toHaveLength(1);
  });

  test("ends when the process that started it is killed", async () => {
    const script = `
      const { createChecker } = require(${JSON.stringify(join(process.cwd(), "dist/kernel/language/check.js"))});
      const checker = createChecker({ folder: process.cwd() });
      checker.check({ number: 1, code: "1", names: [] });
      const { execFileSync } = require("node:child_process");
      console.log(execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)]).toString().split("\\n").find((line) => line.includes("--api")));
      setInterval(() => {}, 1000);`;
    const parent: ChildProcess = spawn(process.execPath, ["-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void parent.kill("SIGKILL"));
    const output = await new Promise<string>((resolve) =>
      parent.stdout!.once("data", (data) => resolve(String(data))),
    );
    const pid = Number.parseInt(output, 10);
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await ends(pid);
  });
});

describe("Many cells", () => {
  /** Of the quickest tenth, since others may use the machine too. */
  const slowest = (some: readonly number[]) => some.toSorted((a, b) => a - b)[Math.floor(some.length / 10)]!;

  test.each([
    ["constants", (k: number) => `const v${k} = ${k === 0 ? 1 : `v${k - 1} + 1`}`],
    [
      "functions",
      (k: number) => `function f${k}(x: number) { return ${k === 0 ? "x" : `f${k - 1}(x) + 1`} }`,
    ],
    [
      "objects of one class",
      (k: number) =>
        k ? `const k${k} = k${k - 1}.next()` : "class K { next() { return new K() } } const k0 = new K()",
    ],
    ["classes", (k: number) => `class C${k} { p = 1 } const c${k} = new C${Math.max(k - 1, 0)}()`],
    [
      "two classes that replace each other",
      (k: number) => (k % 2 ? "class X { y?: Y }" : `class Y { x?: ${k ? "X" : "number"} }`),
    ],
  ])(
    "cost what a few do when they build on each other: %s",
    (_, cell) => {
      const { run } = notebookIn(emptyFolder());
      const times = Array.from({ length: 240 }, (_, k) => {
        const start = performance.now();
        expect(run(cell(k))).toEqual([]);
        return performance.now() - start;
      });
      expect(slowest(times.slice(-80))).toBeLessThan(2 * slowest(times.slice(20, 100)) + 2);
    },
    60_000,
  );

  test("can be loaded at a time", () => {
    const { run } = notebookIn(emptyFolder());
    for (let k = 0; k < 60; k++)
      expect(run(`class D${k} ${k ? `extends D${k - 1}` : ""} { p${k} = ${k} }`)).toEqual([]);
    expect(run("const d = new D59(); d.p0.toFixed() + d.p58.toFixed() + d.p59.nothing")).toEqual([
      "1:63 TS2339 Property 'nothing' does not exist on type 'number'.",
    ]);
    expect(run("const e = new D3(); e.p0.toFixed(); e.p4")).toHaveLength(1);
  });
});
