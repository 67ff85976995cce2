import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type KernelClient, startKernel } from "../../support/kernel-client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await startKernel();
}, 60_000);
afterAll(() => kernel.close());

test("kernel_info is answered on shell and on control, with protocol 5.5", async () => {
  for (const channel of ["shell", "control"] as const) {
    const { type, content } = await kernel.request("kernel_info_request", {}, channel);
    expect(type).toBe("kernel_info_reply");
    expect(content).toMatchObject({
      status: "ok",
      protocol_version: "5.5",
      implementation: "reseed",
      language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/typescript" },
      supported_features: [],
    });
  }
});

test("a cell is announced, run and ended in the right order", async () => {
  const id = kernel.begin("console.log(1); 2");
  const { reply } = await id.done;
  const types = kernel.iopub
    .filter((each) => each.parentId === id.id)
    .map((each) => (each.type === "status" ? each.content.execution_state : each.type));
  expect(types).toEqual(["busy", "execute_input", "stream", "execute_result", "idle"]);
  expect(reply).toMatchObject({ status: "ok", payload: [], user_expressions: {} });
});

test("a request is answered on the channel it came on", async () => {
  const requests = {
    execute_request: { code: "1 + 1", silent: false },
    complete_request: { code: "Math.flo", cursor_pos: 8 },
    inspect_request: { code: "Math.floor", cursor_pos: 8, detail_level: 0 },
    is_complete_request: { code: "1 +" },
    history_request: { hist_access_type: "tail", n: 1 },
    comm_info_request: {},
    interrupt_request: {},
  };
  for (const channel of ["shell", "control"] as const) {
    for (const [type, content] of Object.entries(requests)) {
      const reply = await kernel.request(type, content, channel);
      expect([reply.type, reply.channel]).toEqual([type.replace("request", "reply"), channel]);
    }
  }
});

test("a cell that waits is aborted on the channel it came on", async () => {
  const bad = kernel.begin("await new Promise((done) => setTimeout(done, 50)); throw new Error('no');");
  const waiting = kernel.request("execute_request", { code: "1" }, "control");
  await bad.done;
  expect(await waiting).toMatchObject({ channel: "control", content: { status: "aborted" } });
});

test("the execution count grows by one with each cell, not with silent ones", async () => {
  const first = (await kernel.run("1")).reply.execution_count;
  const silent = await kernel.run("console.log('quiet'); 5", { silent: true, store_history: false });
  expect(silent.result).toBeUndefined();
  expect((await kernel.run("1")).reply.execution_count).toBe(first + 1);
});

test("user expressions are evaluated after the cell", async () => {
  const { reply } = await kernel.run("let seven = 7;", {
    user_expressions: { good: "seven * 2", bad: "nothing.here" },
  });
  expect(reply.user_expressions.good).toMatchObject({ status: "ok", data: { "text/plain": "14" } });
  expect(reply.user_expressions.bad).toMatchObject({ status: "error", ename: "ReferenceError" });
});

test("after an error the waiting cells are aborted, and the next one runs", async () => {
  const bad = kernel.begin("await new Promise((done) => setTimeout(done, 50)); throw new Error('no');");
  const waiting = kernel.begin("console.log('must not run');");
  expect((await bad.done).reply.status).toBe("error");
  // Without a number, or a front end would show it at a cell that never ran.
  expect((await waiting.done).reply).toEqual({ status: "aborted" });
  expect((await kernel.run("1 + 1")).result).toBe("2");
});

test("a cell that was sent with one that failed is aborted, also if it arrives after the error", async () => {
  const failing = "await new Promise((done) => setTimeout(done, 30)); throw new Error('no');";
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    expect((await kernel.run(failing)).reply.status).toBe("error");
    expect((await kernel.run("console.log('must not run');")).reply).toEqual({ status: "aborted" });
  } finally {
    vi.useRealTimers();
  }
  expect((await kernel.run("1 + 1")).result).toBe("2");
  expect((await kernel.run(failing)).reply.status).toBe("error");
  expect((await kernel.run("1 + 2")).result).toBe("3");
});

test("without stop_on_error the waiting cells run", async () => {
  const bad = kernel.begin("await new Promise((done) => setTimeout(done, 50)); throw new Error('no');", {
    stop_on_error: false,
  });
  const waiting = kernel.begin("'runs'");
  expect((await bad.done).reply.status).toBe("error");
  expect((await waiting.done).result).toBe("'runs'");
});

test("completion, inspection and kernel_info are answered while a cell runs", async () => {
  const spinning = kernel.begin("let until = Date.now() + 3000; while (Date.now() < until) {}");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const start = performance.now();
  const info = await kernel.request("kernel_info_request");
  const completion = await kernel.request("complete_request", { code: "Math.flo", cursor_pos: 8 });
  const inspection = await kernel.request("inspect_request", {
    code: "Math.floor",
    cursor_pos: 8,
    detail_level: 0,
  });
  expect(performance.now() - start).toBeLessThan(2000);
  expect(info.content.status).toBe("ok");
  expect(completion.content).toMatchObject({ matches: ["floor"], cursor_start: 5, cursor_end: 8 });
  expect(inspection.content.data["text/markdown"]).toContain("floor(x: number): number");
  await spinning.done;
});

test("positions are counted in characters, also behind an emoji", async () => {
  const code = "'😀'; Math.flo";
  const { content } = await kernel.request("complete_request", { code, cursor_pos: [...code].length });
  expect(content).toMatchObject({ matches: ["floor"], cursor_start: 10, cursor_end: 13 });
});

test("is_complete tells whether a cell can run", async () => {
  const status = async (code: string) =>
    (await kernel.request("is_complete_request", { code })).content.status;
  expect(await status("1 + 1")).toBe("complete");
  expect(await status("function f() {")).toBe("incomplete");
  expect(await status("1 + )")).toBe("invalid");
});

test("history knows the cells of this session", async () => {
  await kernel.run("'remember me'");
  const { content } = await kernel.request("history_request", {
    hist_access_type: "tail",
    n: 1,
    output: false,
    raw: true,
  });
  expect(content.history[0][2]).toBe("'remember me'");
});

test("a debugger is asked for in vain, with an answer", async () => {
  const { type, content } = await kernel.request(
    "debug_request",
    { type: "request", seq: 4, command: "initialize" },
    "control",
  );
  expect(type).toBe("debug_reply");
  expect(content).toMatchObject({ success: false, request_seq: 4, command: "initialize" });
});

test("a name with a question mark opens the pager", async () => {
  const { reply } = await kernel.run("Math.floor?");
  expect(reply.payload[0]).toMatchObject({ source: "page", start: 0 });
  expect(reply.payload[0].data["text/plain"]).toContain("floor");
});

test("the pager tells of types as well as of values, also with a blank before the question mark", async () => {
  await kernel.run("/** Where. */ interface Place { row: number }");
  const { reply } = await kernel.run("Place ?");
  expect(reply.payload[0].data["text/plain"]).toContain("interface Place");
  expect(reply.payload[0].data["text/plain"]).toContain("Where.");
});

test("messages of unknown types and with missing content are logged, and the kernel lives", async () => {
  kernel.tell("no_such_request", {});
  kernel.tell("execute_request", {});
  kernel.tell("complete_request", {});
  expect((await kernel.run("1 + 1")).result).toBe("2");
  expect(kernel.log()).toContain("no_such_request");
});

test("2,000 cells leave memory flat, in all processes of the kernel", async () => {
  await kernel.run("globalThis.gc?.();");
  const memory = () => residentMegabytes(kernel.process.pid!);
  for (let k = 0; k < 300; k++) await kernel.run(`const name${k % 50} = ${k}; name${k % 50} + 1`);
  const before = memory();
  for (let k = 0; k < 1700; k++) await kernel.run(`const name${k % 50} = ${k}; name${k % 50} + 1`);
  expect(memory() - before).toBeLessThan(80);
}, 120_000);

/** Of a process and those that it started. */
function residentMegabytes(pid: number): number {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" }).trim().split("\n");
  const all = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const size = (of: number): number =>
    all.reduce((sum, [each, parent, kilobytes]) => {
      if (each === of) return sum + kilobytes / 1024;
      return parent === of ? sum + size(each) : sum;
    }, 0);
  return size(pid);
}

test("a cell that is not to be stored has no number of its own and is not in the history", async () => {
  const { execution_count } = (await kernel.run("'stored'")).reply;
  const unstored = await kernel.run("console.log('seen'); 'unstored'", { store_history: false });
  expect([unstored.stdout, unstored.result]).toEqual(["seen\n", "'unstored'"]);
  const { content } = await kernel.request("history_request", { hist_access_type: "tail", n: 1 });
  expect(content.history.map((each: unknown[]) => each.slice(1))).toEqual([[execution_count, "'stored'"]]);
  expect((await kernel.run("1")).reply.execution_count).toBe(execution_count + 1);
});

test("the history of an earlier kernel is found by tail, range and search", async () => {
  const folder = mkdtempSync(join(tmpdir(), "history-"));
  const env = { RESEED_KERNEL_DATA: folder };
  const first = await startKernel({ env });
  for (const code of ["const a = 6", "a * 7", "'ü 😀'"]) await first.run(code);
  await first.close();
  const second = await startKernel({ env });
  await second.run("'new'");
  const ask = async (content: object) =>
    (await second.request("history_request", { raw: true, output: false, ...content })).content.history;
  expect(await ask({ hist_access_type: "tail", n: 2 })).toEqual([
    [1, 3, "'ü 😀'"],
    [2, 1, "'new'"],
  ]);
  expect(await ask({ hist_access_type: "range", session: -1, start: 1, stop: 3, output: true })).toEqual([
    [1, 1, ["const a = 6", null]],
    [1, 2, ["a * 7", "42"]],
  ]);
  expect(await ask({ hist_access_type: "search", pattern: "a*" })).toEqual([[1, 2, "a * 7"]]);
  await second.close();
  rmSync(folder, { recursive: true });
});

test("inspection tells the signature and the documentation, in Markdown", async () => {
  await kernel.run(
    "/** Doubles a number. @param n any number */\nfunction double(n: number) { return 2 * n; }",
  );
  const { content } = await kernel.request("inspect_request", {
    code: "double(3)",
    cursor_pos: 3,
    detail_level: 0,
  });
  expect(content).toMatchObject({ status: "ok", found: true });
  expect(content.data["text/markdown"]).toMatch(
    /^```typescript\nfunction double\(n: number\): number\n```\n\nDoubles a number\./,
  );
  const nothing = await kernel.request("inspect_request", {
    code: "nowhere",
    cursor_pos: 3,
    detail_level: 0,
  });
  expect(nothing.content).toEqual({ status: "ok", found: false, data: {}, metadata: {} });
});

test("shutdown is answered, and the process ends", async () => {
  const other = await startKernel();
  const reply = await other.request("shutdown_request", { restart: true }, "control");
  expect(reply.content).toEqual({ status: "ok", restart: true });
  await other.waitFor((each) => each.type === "shutdown_reply");
  await new Promise((resolve) => other.process.once("exit", resolve));
  expect(other.process.exitCode).toBe(0);
  await other.close();
});
