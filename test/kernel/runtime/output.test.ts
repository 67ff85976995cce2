import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KernelClient, startKernel } from "../../support/kernel-client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await startKernel();
}, 60_000);
afterAll(() => kernel.close());

test("20,000 printed lines arrive, all and in order", async () => {
  const { stdout } = await kernel.run("for (let i = 0; i < 20_000; i++) console.log(i);");
  expect(stdout).toBe(Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join(""));
});

test("stdout and stderr keep their order", async () => {
  const { outputs } = await kernel.run(
    "console.log('one'); console.error('two'); console.log('three'); process.stdout.write('four');",
  );
  expect(outputs.map((each) => [each.content.name, each.content.text])).toEqual([
    ["stdout", "one\n"],
    ["stderr", "two\n"],
    ["stdout", "three\nfour"],
  ]);
});

test("text of many bytes and bytes of many texts arrive whole", async () => {
  const { stdout } = await kernel.run(
    "process.stdout.write('ä€😀'.repeat(100_000)); process.stdout.write(Buffer.from('é', 'utf8'));",
  );
  expect(stdout).toBe(`${"ä€😀".repeat(100_000)}é`);
  const odd = await kernel.run("process.stdout.write('x' + '😀'.repeat(100_000));");
  expect(odd.stdout).toBe(`x${"😀".repeat(100_000)}`);
});

test("output comes before the result, and the result before the end", async () => {
  const { outputs } = await kernel.run("console.log('first'); 'second'");
  expect(outputs.map((each) => each.type)).toEqual(["stream", "execute_result"]);
});

test("a result is shown as Node shows it, without colours", async () => {
  expect((await kernel.run("({ a: [1, 'two', null], b: new Map([[1, { c: 3 }]]) })")).result).toBe(
    "{ a: [ 1, 'two', null ], b: Map(1) { 1 => { c: 3 } } }",
  );
});

test("undefined and muted results show nothing", async () => {
  for (const code of ["undefined", "void 0", "42;", "const answer = 42", ""])
    expect((await kernel.run(code)).outputs, code).toEqual([]);
});

test("a value may say itself what it looks like", async () => {
  const { outputs } = await kernel.run(
    "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>bold</b>', 'text/plain': 'bold' }) })",
  );
  expect(outputs[0]!.content.data).toEqual({ "text/html": "<b>bold</b>", "text/plain": "bold" });
  const late = await kernel.run(
    "({ async [Symbol.for('Jupyter.display')]() { return { 'image/png': new Uint8Array([1, 2, 3]) } } })",
  );
  expect(late.outputs[0]!.content.data["image/png"]).toBe("AQID");
});

test("display shows at once, and can be replaced", async () => {
  const { outputs } = await kernel.run(
    "const shown = display.html('<i>1</i>'); shown.update('<i>2</i>'); display('plain', { id: 'mine' }); display('new', { id: 'mine', update: true }); clearOutput({ wait: true });",
  );
  expect(outputs.map((each) => each.type)).toEqual([
    "display_data",
    "update_display_data",
    "display_data",
    "update_display_data",
    "clear_output",
  ]);
  expect(outputs[0]!.content.transient.display_id).toBe(outputs[1]!.content.transient.display_id);
  expect(outputs[1]!.content.data["text/html"]).toBe("<i>2</i>");
  expect(outputs[3]!.content).toMatchObject({
    data: { "text/plain": "'new'" },
    transient: { display_id: "mine" },
  });
  expect(outputs[4]!.content.wait).toBe(true);
});

test("a Plotly figure is shown as a chart", async () => {
  const { outputs } = await kernel.run(
    "({ data: [{ type: 'scatter', y: new Float64Array([1, 2]) }], layout: { title: { text: 'Two points' } } })",
  );
  const { data } = outputs[0]!.content;
  expect(data["application/vnd.plotly.v1+json"].data[0].y).toEqual([1, 2]);
  expect(data["text/plain"]).toContain("Two points");
});

test("what a timer prints after its cell ended is not lost", async () => {
  await kernel.run("setTimeout(() => console.log('late'), 30);");
  const late = await kernel.waitFor(
    (message) => message.type === "stream" && message.content.text === "late\n",
  );
  expect(late.parentId).toBeDefined();
});

test("a question waits for its answer", async () => {
  const { id, done } = kernel.begin("const who = prompt('Your name?'); 'Hello ' + who");
  const question = await kernel.waitFor(
    (message) => message.type === "input_request" && message.parentId === id,
  );
  expect(question.content).toEqual({ prompt: "Your name?", password: false });
  kernel.tell("input_reply", { value: "Zoë 😀" }, "stdin");
  expect((await done).result).toBe("'Hello Zoë 😀'");
});

test("a question may say what an empty answer means", async () => {
  for (const [answer, expected] of [
    ["", "'10'"],
    ["7", "'7'"],
  ]) {
    const { id, done } = kernel.begin("prompt('How many?', '10')");
    const question = await kernel.waitFor(
      (message) => message.type === "input_request" && message.parentId === id,
    );
    expect(question.content.prompt).toBe("How many? [10]");
    kernel.tell("input_reply", { value: answer }, "stdin");
    expect((await done).result).toBe(expected);
  }
});

test("a password is asked for as one", async () => {
  const { id, done } = kernel.begin("promptPassword('Secret?')");
  const question = await kernel.waitFor(
    (message) => message.type === "input_request" && message.parentId === id,
  );
  expect(question.content.password).toBe(true);
  kernel.tell("input_reply", { value: "x" }, "stdin");
  expect((await done).result).toBe("'x'");
});

test("confirm understands yes and no", async () => {
  for (const [answer, expected] of [
    ["y", "true"],
    ["No", "false"],
  ]) {
    const { id, done } = kernel.begin("confirm('Sure?')");
    await kernel.waitFor((message) => message.type === "input_request" && message.parentId === id);
    kernel.tell("input_reply", { value: answer }, "stdin");
    expect((await done).result).toBe(expected);
  }
});

test("a front end that passes on no answers gets one clear error", async () => {
  const { error } = await kernel.run("prompt('who?')", { allow_stdin: false });
  expect(error?.evalue).toContain("does not pass on answers");
});

test("comms go both ways", async () => {
  await kernel.run(
    "jupyter.registerTarget('echo', (comm, data) => { comm.send({ opened: data }); comm.onMessage = (each) => comm.send({ echoed: each }); comm.onClose = () => console.log('closed'); });",
  );
  kernel.tell("comm_open", { comm_id: "c1", target_name: "echo", data: { a: 1 } });
  expect((await kernel.waitFor((each) => each.type === "comm_msg")).content).toEqual({
    comm_id: "c1",
    data: { opened: { a: 1 } },
  });
  kernel.tell("comm_msg", { comm_id: "c1", data: { b: 2 } });
  await kernel.waitFor((each) => each.type === "comm_msg" && each.content.data.echoed?.b === 2);
  expect((await kernel.request("comm_info_request")).content.comms).toEqual({ c1: { target_name: "echo" } });
  kernel.tell("comm_close", { comm_id: "c1", data: {} });
  await kernel.waitFor((each) => each.type === "stream" && each.content.text === "closed\n");
  kernel.tell("comm_open", { comm_id: "c2", target_name: "nobody", data: {} });
  expect((await kernel.waitFor((each) => each.type === "comm_close")).content.comm_id).toBe("c2");
  const { outputs } = await kernel.run(
    "const own = jupyter.openComm('front', { c: 3 }); own.send({ d: 4 }); own.close();",
  );
  expect(outputs.map((each) => each.type)).toEqual(["comm_open", "comm_msg", "comm_close"]);
  expect(outputs[0]!.content).toMatchObject({ target_name: "front", data: { c: 3 } });
});

test("tslab's display functions work", async () => {
  const { outputs } = await kernel.run(`import * as tslab from "tslab";
tslab.display.html("<b>x</b>");
tslab.display.markdown("# x");
tslab.display.png(new Uint8Array([137, 80]));
const d = tslab.newDisplay();
d.text("one");
d.text("two");`);
  expect(outputs.map((each) => each.type)).toEqual([
    "display_data",
    "display_data",
    "display_data",
    "display_data",
    "update_display_data",
  ]);
  expect(outputs[0]!.content.data["text/html"]).toBe("<b>x</b>");
  expect(outputs[2]!.content.data["image/png"]).toBe("iVA=");
  expect(outputs[4]!.content.data["text/plain"]).toBe("two");
});

test("characters that are cut in two arrive whole, and each message is proper text", async () => {
  const { stdout, outputs } = await kernel.run(`const bytes = Buffer.from("é😀");
for (const byte of bytes) process.stdout.write(Buffer.from([byte]));
process.stdout.write("x" + "😀".repeat(100_000));
process.stdout.write("68656c6c6f", "hex");`);
  expect(stdout).toBe(`é😀x${"😀".repeat(100_000)}hello`);
  for (const { content } of outputs) expect(isWellFormed(content.text ?? "")).toBe(true);
});

test("half a character becomes a replacement, since a notebook with one cannot be saved", async () => {
  const { outputs } = await kernel.run(
    'console.log("\\ud800"); display.html("<b>\\udc00</b>"); throw new Error("\\ud800");',
  );
  expect(
    outputs.map((each) => each.content.text ?? each.content.evalue ?? each.content.data["text/html"]),
  ).toEqual(["\ufffd\n", "<b>\ufffd</b>", "\ufffd"]);
});

function isWellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

test("process.stdout can be ended, and later cells print all the same", async () => {
  expect((await kernel.run('process.stdout.end("last words\\n");')).stdout).toBe("last words\n");
  expect((await kernel.run('console.log("more")')).stdout).toBe("more\n");
});

test("a line of 5 MB arrives, and a result of 100 MB is cut", async () => {
  expect((await kernel.run('console.log("x".repeat(5_000_000));')).stdout.length).toBe(5_000_001);
  const { result } = await kernel.run('"y".repeat(100_000_000)');
  expect(result).toMatch(/y'\.\.\. 99990000 more characters$/);
  expect((await kernel.run("new Array(10_000_000).fill(0)")).result).toContain("... 9999900 more items");
});

test("what cannot be sent to a front end is an error of the cell, and the kernel lives", async () => {
  for (const [code, evalue] of [
    [
      "display.raw({ 'application/json': { big: 5n } });",
      /^Cannot show application\/json: it cannot be written as JSON/,
    ],
    [
      "({ [Symbol.for('Jupyter.display')]() { const own: any = {}; own.own = own; return { 'application/json': own } } })",
      /circular/,
    ],
    ["display(1, { metadata: { big: 5n } });", /^Cannot show the metadata/],
    ["jupyter.openComm('x').send({ big: 5n });", /^Cannot send to the front end/],
  ] as const)
    expect((await kernel.run(code)).error?.evalue, code).toMatch(evalue);
  expect((await kernel.run("1 + 1")).result).toBe("2");
});

test("any value can be a result: thenables, proxies, objects whose properties throw errors", async () => {
  for (const [code, result] of [
    ["({ then() {} })", "{ then: [Function: then] }"],
    ["new Proxy({ a: 1 }, { get() { throw new Error('no') } })", "{ a: 1 }"],
    ["new Proxy({}, { get: () => () => 1 })", "{}"],
    ["({ get data() { throw new Error('no') }, layout: {} })", "{ data: [Getter], layout: {} }"],
    ["Object.create(null)", "[Object: null prototype] {}"],
    ["Promise.resolve(7)", "7"],
    ["const own: any = { a: 1 }; own.own = own; own", "<ref *1> { a: 1, own: [Circular *1] }"],
  ])
    expect((await kernel.run(code!)).result, code).toBe(result);
});

test("threads print too", async () => {
  await kernel.run(`import { Worker } from "node:worker_threads";
const worker = new Worker("console.log('from a thread')", { eval: true });
await new Promise((done) => worker.on("exit", done));`);
  await kernel.waitFor((each) => each.type === "stream" && each.content.text === "from a thread\n");
});

test("a data frame, a matrix and a tensor are shown as tables", async () => {
  const project = await startKernel({ folder: resolve(".") });
  const table = async (code: string) => {
    const { outputs, error } = await project.run(code);
    return (
      error?.evalue ??
      String(outputs.at(-1)!.content.data["text/html"]).match(/<td[^>]*>[^<]*<\/td>/g)?.length
    );
  };
  expect(await table('import { Matrix } from "ml-matrix"; Matrix.eye(2)')).toBe(4);
  expect(
    await table(
      'import { DataFrame } from "danfojs-node"; new DataFrame({ a: [1, 2, 3], b: ["x", "y", "z"] })',
    ),
  ).toBe(6);
  expect(await table('import * as tf from "@tensorflow/tfjs"; tf.ones([2, 3])')).toBe(6);
  await project.close();
}, 60_000);

test("comms carry buffers and metadata both ways, and their targets can be asked for", async () => {
  await kernel.run(`jupyter.registerTarget("bytes", (comm) => {
  comm.onMessage = (data, buffers) => comm.send({ sizes: buffers.map((each) => each.length), data }, [new Uint8Array([7, 8]), ...buffers]);
});`);
  kernel.tell("comm_open", { comm_id: "b1", target_name: "bytes", data: {} });
  kernel.tell("comm_open", { comm_id: "b2", target_name: "bytes", data: {} });
  kernel.tell("comm_msg", { comm_id: "b1", data: { n: 1 } }, "shell", [Buffer.from("abc"), Buffer.alloc(0)]);
  const answer = await kernel.waitFor((each) => each.type === "comm_msg" && each.content.comm_id === "b1");
  expect(answer.content.data).toEqual({ sizes: [3, 0], data: { n: 1 } });
  expect(answer.buffers.map((each) => each.toString("latin1"))).toEqual(["\x07\x08", "abc", ""]);
  const known = async (content: Record<string, unknown>) =>
    Object.keys((await kernel.request("comm_info_request", content)).content.comms);
  expect(await known({ target_name: "bytes" })).toEqual(["b1", "b2"]);
  expect(await known({ target_name: "other" })).toEqual([]);
});

test("a comm's handler that throws an error tells so, and the next message comes through", async () => {
  await kernel.run(
    `jupyter.registerTarget("fails", (comm) => { comm.onMessage = (data) => { if (data.bad) throw new Error("in a handler"); comm.send("fine"); }; });`,
  );
  kernel.tell("comm_open", { comm_id: "f1", target_name: "fails", data: {} });
  const id = kernel.tell("comm_msg", { comm_id: "f1", data: { bad: true } });
  const error = await kernel.waitFor((each) => each.type === "error" && each.parentId === id);
  expect(error.content.evalue).toBe("in a handler");
  kernel.tell("comm_msg", { comm_id: "f1", data: {} });
  await kernel.waitFor((each) => each.type === "comm_msg" && each.content.comm_id === "f1");
});
