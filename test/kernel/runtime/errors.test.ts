import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KernelClient, startKernel } from "../../support/kernel-client";

const folder = mkdtempSync(join(tmpdir(), "Notizen é "));
let kernel: KernelClient;

beforeAll(async () => {
  kernel = await startKernel({ folder });
}, 60_000);
afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true });
});

test("an error shows the notebook's own lines, and no frame of the kernel", async () => {
  const { error, reply, outputs } = await kernel.run(`interface Point { x: number }
enum Side { Left, Right }
function fail(point: Point): never {
  throw new RangeError(\`bad \${point.x}\`);
}
fail({ x: Side.Right });`);
  expect(outputs.map((each) => each.type)).toEqual(["error"]);
  expect(reply).toMatchObject({ status: "error", ename: "RangeError", evalue: "bad 1" });
  expect(error?.traceback).toMatch(/fail \(In \[\d+\]:4:9\)/);
  expect(error?.traceback).toContain("> 4 |   throw new RangeError");
  expect(error?.traceback).toMatch(/In \[\d+\]:6:1/);
  expect(error?.traceback).not.toMatch(/dist.kernel|node:|evalmachine/);
});

test("an error in a local file shows the lines of that file", async () => {
  writeFileSync(
    join(folder, "words.ts"),
    "type Word = string;\nexport enum Kind { Noun }\n\nexport function check(word: Word): void {\n  if (word === '') throw new Error('empty word');\n}\n",
  );
  const { error } = await kernel.run(`import { check } from "./words.ts";\ncheck("");`);
  expect(error?.traceback).toMatch(/check \(\.\/words\.ts:5:2\d\)/);
  expect(error?.traceback).toContain("> 5 |   if (word === '')");
  expect(error?.traceback).toMatch(/In \[\d+\]:2:1/);
});

test("an edited file is seen at the next import, also through another file", async () => {
  writeFileSync(join(folder, "inner.ts"), "export const value: number = 1;\n");
  writeFileSync(
    join(folder, "outer.ts"),
    "import { value } from './inner.ts';\nexport const twice = 2 * value;\n",
  );
  expect((await kernel.run(`import { twice } from "./outer.ts"; twice`)).result).toBe("2");
  writeFileSync(join(folder, "inner.ts"), "export const value: number = 21;\n");
  expect((await kernel.run(`import { twice } from "./outer.ts"; twice`)).result).toBe("42");
  expect((await kernel.run(`(await import("./outer")).twice`)).result).toBe("42");
});

test("an edited file is also seen by the type checker", async () => {
  writeFileSync(join(folder, "shape.ts"), "export const size: number = 1;\n");
  expect((await kernel.run(`import { size } from "./shape.ts"; size`)).result).toBe("1");
  writeFileSync(join(folder, "shape.ts"), "export const size: string = 'one';\n");
  expect((await kernel.run(`import { size } from "./shape.ts"; size.toUpperCase()`)).result).toBe("'ONE'");
});

test("causes and aggregated errors are shown", async () => {
  const { error } = await kernel.run(
    "throw new Error('outer', { cause: new TypeError('inner', { cause: 'a text' }) });",
  );
  expect(error?.traceback).toMatch(
    /Error: outer[\s\S]*Caused by:\s+TypeError: inner[\s\S]*Caused by:\s+Thrown: 'a text'/,
  );
  const several = await kernel.run(
    "await Promise.any([Promise.reject(new Error('one')), Promise.reject(new Error('two'))]);",
  );
  expect(several.error?.ename).toBe("AggregateError");
  expect(several.error?.traceback).toMatch(/Error 1 of 2:\s+Error: one[\s\S]*Error 2 of 2:\s+Error: two/);
});

test("anything can be thrown", async () => {
  for (const [code, evalue] of [
    ["throw 'text'", "'text'"],
    ["throw null", "null"],
    ["throw { a: 1 }", "{ a: 1 }"],
    ["throw undefined", "undefined"],
  ])
    expect((await kernel.run(code!)).error?.evalue, code).toBe(evalue);
});

test("a syntax error points at the character", async () => {
  const { error } = await kernel.run("const a = 1;\nconst b = (2 +;");
  expect(error?.ename).toBe("SyntaxError");
  expect(error?.traceback).toContain("> 2 | const b = (2 +;");
  expect(error?.traceback).toMatch(/\n\s+\| {15,16}\^/);
});

test("an error in types stops the cell before it runs", async () => {
  const { error, stdout } = await kernel.run("console.log('ran');\nconst n: number = 'text';");
  expect(stdout).toBe("");
  expect(error?.ename).toBe("TS2322");
  expect(error?.traceback).toMatch(/In \[\d+\]:2:7/);
  expect(error?.traceback).toContain("> 2 | const n: number = 'text';");
});

test("a cell can be run unchecked", async () => {
  expect((await kernel.run("// @ts-nocheck\nconst n: number = 'text'; n")).result).toBe("'text'");
});

test("later cells know the types of earlier ones", async () => {
  await kernel.run("interface Word { text: string }\nconst word: Word = { text: 'king' };");
  const { error } = await kernel.run("word.missing;");
  expect(error?.ename).toBe("TS2339");
  expect((await kernel.run("const other: Word = { text: 'queen' }; other.text.length")).result).toBe("5");
});

test("what a timer throws is shown, and the kernel lives", async () => {
  await kernel.run("setTimeout(() => { throw new Error('from a timer'); }, 10);");
  const late = await kernel.waitFor(
    (each) => each.type === "error" && each.content.evalue === "from a timer",
  );
  expect(late.content.ename).toBe("Error");
  await kernel.run("Promise.reject(new Error('nobody waits'));");
  await kernel.waitFor((each) => each.type === "error" && each.content.evalue === "nobody waits");
  expect((await kernel.run("1 + 1")).result).toBe("2");
});

test("a package that throws late errors again does not end the kernel, and its listener hears of them", async () => {
  await kernel.run(`let heard = 0;
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (thrown: unknown) => { heard++; throw thrown; });`);
  await kernel.run("setTimeout(() => { throw new Error('thrown again'); }, 10);");
  await kernel.waitFor((each) => each.type === "error" && each.content.evalue === "thrown again");
  await kernel.run("Promise.reject('rejected again');");
  await kernel.waitFor((each) => each.type === "error" && each.content.evalue === "'rejected again'");
  expect((await kernel.run("heard")).result).toBe("2");
  const told = kernel.iopub.filter((each) => / again'?$/.test(each.content.evalue ?? ""));
  expect(told).toHaveLength(2);
});

test("imports: packages, JSON, CommonJS, built-in modules", async () => {
  writeFileSync(join(folder, "data.json"), '{ "answer": 42 }');
  writeFileSync(join(folder, "old.cjs"), "exports.named = 7; exports.other = () => 8;");
  expect((await kernel.run(`import data from "./data.json" with { type: "json" }; data.answer`)).result).toBe(
    "42",
  );
  expect(
    (await kernel.run(`// @ts-nocheck\nimport { named, other } from "./old.cjs"; named + other()`)).result,
  ).toBe("15");
  expect((await kernel.run(`import { basename } from "node:path"; basename("/a/b.ts")`)).result).toBe(
    "'b.ts'",
  );
  expect((await kernel.run(`require("node:path").extname("a.ts")`)).result).toBe("'.ts'");
});

test("a package that is not there is told in one line", async () => {
  const { error } = await kernel.run(`// @ts-nocheck\nimport x from "no-such-package";`);
  expect(error?.evalue).toContain("no-such-package");
});

test("an error that a cell caught and prints names the notebook's lines too", async () => {
  writeFileSync(
    join(folder, "raises.ts"),
    "interface A {}\ninterface B {}\nexport const raise = () => { throw new Error('raised'); };\n",
  );
  const { stderr, stdout, result } = await kernel.run(`import { raise } from "./raises.ts";
interface Unused { a: 1 }
try {
  raise();
} catch (error) {
  console.error(error);
  console.log((error as Error).stack);
}
console.trace("here");
new Error("shown")`);
  expect(stderr).toMatch(/^Error: raised\n {4}at raise \(.*raises\.ts:3:36\)\n {4}at In \[\d+\]:4:3\n/);
  expect(stderr).toMatch(/Trace: here\n {4}at In \[\d+\]:9:9\n$/);
  expect(stdout).toMatch(/raises\.ts:3:36\)\n {4}at In \[\d+\]:4:3\n$/);
  expect(result).toMatch(/^Error: shown\n {4}at In \[\d+\]:10:1$/);
});

test("functions that await are shown, up to the cell", async () => {
  const { error } = await kernel.run(`async function inner() { await null; throw new Error("deep"); }
async function outer(): Promise<void> {
  await inner();
}
await outer();`);
  expect(error?.traceback.match(/at .*In \[\d+\]:\d+:\d+/g)).toEqual([
    expect.stringMatching(/at inner \(In \[\d+\]:1:44/),
    expect.stringMatching(/at async outer \(In \[\d+\]:3:3/),
    expect.stringMatching(/at In \[\d+\]:5:1/),
  ]);
});

test("an error deep in a package still shows the cell's line", async () => {
  const { error } =
    await kernel.run(`function down(n: number): number { if (n === 0) throw new Error("bottom"); return up(n - 1); }
function up(n: number): number { return [n].map((each) => down(each))[0]!; }
down(12);`);
  expect(error?.traceback).toMatch(/In \[\d+\]:3:1/);
});

test("what a package calls within itself does not hide the line of the cell", async () => {
  const deep = join(folder, "node_modules", "deep");
  mkdirSync(deep, { recursive: true });
  writeFileSync(
    join(deep, "index.js"),
    "const third = () => { throw new Error('inside'); };\nconst second = () => third();\nexports.first = () => second();\n",
  );
  const { error } = await kernel.run('// @ts-nocheck\nimport { first } from "deep";\nfirst();');
  expect(error?.traceback.split("\n")).toEqual([
    "Error: inside",
    "  at third (deep/index.js:1:29)",
    "  … and 2 more calls outside the notebook's folder",
    expect.stringMatching(/^ {2}at In \[\d+\]:3:1$/),
    '      2 | import { first } from "deep";',
    "    > 3 | first();",
    "        | ^",
  ]);
});

test("a recursion without end shows each of its lines once", async () => {
  const { error } = await kernel.run(`const ping = (): number => pong() + 1;
const pong = (): number => ping() + 1;
ping();`);
  expect(error?.evalue).toBe("Maximum call stack size exceeded");
  expect(error?.traceback).toMatch(/… and \d+ more calls like this/);
  expect(error?.traceback.split("\n").length).toBeLessThan(20);
});

test("what looks like a stack in a message is no stack", async () => {
  const { error } = await kernel.run('throw new Error("first\\n    at fake (fake.ts:1:1)");');
  expect(error?.traceback.match(/^ {2}at /gm)).toHaveLength(1);
});

test("what cannot even be read when it is thrown is reported, and the kernel lives", async () => {
  for (const [code, evalue] of [
    ["throw new Proxy({}, { get() { throw new Error('no') } })", "{}"],
    [
      "throw Object.defineProperty(new Error(), 'message', { get() { throw 1 } })",
      "its message cannot be read",
    ],
    ["throw Object.assign(new Error('a'), { stack: 5 })", "a"],
    ["throw { [Symbol.for('nodejs.util.inspect.custom')]() { throw 1 } }", "a value that cannot be shown"],
    ["const own = new Error('b'); own.cause = own; throw own", "b"],
  ])
    expect((await kernel.run(code!)).error?.evalue, code).toBe(evalue);
});

test("a cell without a number does not take the lines of the one before", async () => {
  await kernel.run("const failLater = () => {\n  throw new Error('later');\n};");
  await kernel.run("1; 2; 3", { silent: true, store_history: false });
  expect((await kernel.run("failLater()")).error?.traceback).toContain("> 2 |   throw new Error('later');");
});

test("what would end the process ends the cell, and says so", async () => {
  for (const code of [
    "process.exit(1);",
    "process.abort();",
    "process.kill(process.pid);",
    'process.kill(process.pid, "SIGKILL");',
  ])
    expect((await kernel.run(code)).error?.evalue, code).toContain("would end the kernel");
  expect(
    (await kernel.run('process.kill(process.pid, 0) && process.kill(process.pid, "SIGINT")')).result,
  ).toBe("true");
  expect((await kernel.run("1 + 1")).result).toBe("2");
});

test("errors of threads and of programs that a cell started reach the notebook", async () => {
  const { done, id } = kernel.begin(`import { Worker } from "node:worker_threads";
import { spawn } from "node:child_process";
new Worker("throw new TypeError('in a thread')", { eval: true });
spawn("no-such-program-anywhere");`);
  await done;
  for (const evalue of ["in a thread", "spawn no-such-program-anywhere ENOENT"])
    expect(
      (await kernel.waitFor((each) => each.type === "error" && each.content.evalue === evalue)).parentId,
    ).toBe(id);
});
