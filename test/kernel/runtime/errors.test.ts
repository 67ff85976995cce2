import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

test("process.exit ends the cell and says so", async () => {
  const { error } = await kernel.run("process.exit(1);");
  expect(error?.evalue).toContain("would end the kernel");
  expect((await kernel.run("1 + 1")).result).toBe("2");
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
