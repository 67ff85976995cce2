import { afterAll, beforeAll, expect, test } from "vitest";
import { type KernelClient, startKernel } from "../../support/kernel-client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await startKernel();
  await kernel.run("let kept = 41;");
}, 60_000);
afterAll(() => kernel.close());

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
