import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KernelClient, startKernel } from "../../support/kernel-client";

const folder = mkdtempSync(join(tmpdir(), "stops-"));
let kernel: KernelClient;

beforeAll(async () => {
  kernel = await startKernel({ folder });
  await kernel.run("let kept = 41;");
  // A module that is still on its way when its cell is stopped is run when it comes.
  await kernel.run("// @ts-nocheck\nawait import('data:text/javascript,');");
}, 60_000);
afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true });
});

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function stopped(code: string, after = 300) {
  const { done } = kernel.begin(code);
  await wait(after);
  const start = performance.now();
  await kernel.interrupt();
  const run = await done;
  return { ...run, took: performance.now() - start };
}

const endless: Readonly<Record<string, string>> = {
  "a synchronous loop": "while (true) {}",
  "a loop that catches everything": "for (;;) { try { for (;;) {} } catch {} finally {} }",
  "a loop after an await": "await new Promise((done) => setTimeout(done, 20)); for (;;) {}",
  "a loop in a timer": "setTimeout(() => { for (;;) {} }, 10); await new Promise(() => {});",
  "a loop in a timer within an AsyncLocalStorage": `import { AsyncLocalStorage } from "node:async_hooks";
const storage = new AsyncLocalStorage<number>();
storage.run(1, () => setTimeout(() => { for (;;) storage.getStore(); }, 10));
await new Promise(() => {});`,
  "a promise that never settles": "await new Promise(() => {});",
  "an async loop that sleeps": "for (;;) await new Promise((done) => setTimeout(done, 5));",
  "an async loop that sleeps with timers/promises": `import { setTimeout as sleep } from "node:timers/promises";
for (;;) await sleep(5);`,
  "an async loop over timers/promises' interval": `import { setInterval as every } from "node:timers/promises";
for await (const _ of every(5)) console.log("tick");`,
  "an async loop that sleeps with a signal": `import { setTimeout as sleep } from "node:timers/promises";
for (;;) await sleep(5, undefined, { signal: new AbortController().signal });`,
  "an async loop that waits for the scheduler": `import { scheduler } from "node:timers/promises";
for (;;) { await scheduler.wait(5); await scheduler.yield(); }`,
  "an async loop that reads files and catches everything": `import { readFile } from "node:fs/promises";
for (;;) { try { await readFile("/dev/null"); await readFile("not there"); } catch {} }`,
  "a loop in a module": `// @ts-nocheck
await import("data:text/javascript,for(;;);");`,
  "an endless chain of microtasks": "for (;;) await null;",
  "a tight print loop": "for (;;) console.log('again');",
  "a regular expression gone wild": "/^(a+)+$/.test('a'.repeat(50) + 'b');",
  WebAssembly: `const bytes = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11]);
(new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f as () => void)();`,
  "a thread that waits": "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
  "a question to the user": "prompt('who?');",
};

test.each(Object.entries(endless))("Stop ends %s, and keeps the variables", async (_, code) => {
  const run = await stopped(code);
  expect(run.error?.ename).toBe("Interrupted");
  expect(run.reply.status).toBe("error");
  expect(run.took).toBeLessThan(1500);
  expect((await kernel.run("kept + 1")).result).toBe("42");
});

test("an interval of a stopped cell is gone", async () => {
  await stopped("setInterval(() => console.log('tick'), 10); await new Promise(() => {});", 100);
  const before = kernel.iopub.length;
  await wait(200);
  expect(kernel.iopub.slice(before).filter((message) => message.type === "stream")).toEqual([]);
});

test("Stop while nothing runs harms nothing", async () => {
  await kernel.interrupt();
  expect((await kernel.run("kept + 1")).result).toBe("42");
});

test("Stop ends a loop in a timer of a cell that has ended", async () => {
  await kernel.run("setTimeout(() => { for (;;) {} }, 10);");
  await wait(100);
  await kernel.interrupt();
  expect((await kernel.run("kept + 1")).result).toBe("42");
});

test("200 stops at random moments around a cell's end lose no cell", async () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  for (let k = 0; k < 200; k++) {
    const { done } = kernel.begin("for (const until = Date.now() + 8; Date.now() < until; ) {} kept + 1");
    await wait(16 * random());
    await kernel.interrupt();
    const { reply } = await done;
    expect(["ok", "error"]).toContain(reply.status);
    expect((await kernel.run("kept + 1")).result).toBe("42");
  }
}, 60_000);

test("cells that wait in the queue of a stopped cell are not run", async () => {
  const first = kernel.begin("for (;;) {}");
  const second = kernel.begin("kept = 0;");
  await wait(200);
  await kernel.interrupt();
  await first.done;
  expect((await second.done).reply.status).toBe("aborted");
  expect((await kernel.run("kept + 1")).result).toBe("42");
});

test("what a stopped cell waited for does not bring it back", async () => {
  const code = `import { readFile } from "node:fs/promises";
const { port1, port2 } = new MessageChannel();
const later = () => new Promise<number>((done) => { port2.onmessage = () => done(1); });
const rejected = () => new Promise((_, fail) => { process.once("SIGUSR2", () => fail(new Error("too late"))); });
async function inner() { await later(); console.log("went on"); }
(async () => { try { await rejected(); } catch { await null; console.log("caught and went on"); } })();
for await (const _ of [inner()]) console.log("went on looping");
console.log("went on at the end");`;
  await stopped(code);
  const before = kernel.iopub.length;
  await kernel.run("port1.postMessage(1); process.emit('SIGUSR2', 'SIGUSR2'); 1");
  await wait(100);
  expect(kernel.iopub.slice(before).filter((message) => message.type === "stream")).toEqual([]);
  await kernel.run("port1.close();");
});

test("a background task of an earlier cell outlives the stop of a later one", async () => {
  await kernel.run(`let turns = 0;
const { port1: out, port2: into } = new MessageChannel();
const turn = () => new Promise<void>((done) => { (into as any).once("message", done); });
(async () => { for (;;) { await turn(); turns++; } })();`);
  await kernel.run("out.postMessage(1); await new Promise((done) => setImmediate(done));");
  await stopped("for (;;) {}");
  await kernel.run("'another cell'");
  expect(
    Number(
      (await kernel.run("out.postMessage(1); await new Promise((done) => setTimeout(done, 20)); turns"))
        .result,
    ),
  ).toBeGreaterThan(1);
  await kernel.run("out.close();");
});

test("a cell that is stopped during its imports does not begin when they have come", async () => {
  writeFileSync(
    join(folder, "slow.mjs"),
    "await new Promise((done) => setTimeout(done, 600)); export const slow = 1;",
  );
  await stopped('import { slow } from "./slow.mjs";\nconsole.log("began", slow);', 200);
  await wait(800);
  expect(
    kernel.iopub.some((message) => message.type === "stream" && /began/.test(message.content.text)),
  ).toBe(false);
  expect((await kernel.run('import { slow } from "./slow.mjs"; slow')).result).toBe("1");
});

test("a CommonJS module that was stopped half way is loaded again", async () => {
  const body =
    "exports.begun = true; const until = Date.now() + 600; while (Date.now() < until); exports.ended = true;";
  mkdirSync(join(folder, "node_modules", "slow-package"), { recursive: true });
  writeFileSync(join(folder, "node_modules", "slow-package", "index.js"), body);
  await stopped('require("slow-package");', 200);
  expect((await kernel.run('require("slow-package").ended')).result).toBe("true");
});

test("Stop in the middle of loading native code does not end the kernel", async () => {
  writeFileSync(join(folder, "first.ts"), "export enum First { A = 1 }");
  const code = `import { First } from "./first.ts"; First.A`;
  for (const moment of [20, 60, 120]) {
    const fresh = await startKernel({ folder });
    await fresh.run("0");
    const { done } = fresh.begin(code);
    await wait(moment);
    await fresh.interrupt();
    await done;
    expect((await fresh.run(code)).result).toBe("1");
    await fresh.close();
  }
}, 60_000);
