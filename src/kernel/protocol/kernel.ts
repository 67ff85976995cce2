import type { CellErrorException } from "../language/cell-error";
import type { Inspection } from "../language/check";
import { highlight } from "../language/highlight";
import { type ErrorReport, shared, type ToProtocol, type ToUser } from "../messages";
import type { Channel, Channels } from "./channels";
import { createHistory } from "./history";
import { createInterrupter } from "./interrupt";
import { kernelInfo } from "./kernel-info";
import { createLanguage } from "./language";
import { log } from "./log";
import { type Header, type Message, newHeader } from "./message";
import { codePointOffset, utf16Offset } from "./offsets";
import { type Failure, sentUnaware } from "./sent-unaware";
import { createStreamCoalescer } from "./stream-coalescer";

type Content = Record<string, unknown>;

/** Keeps the requests whose outputs may still come: a timer can print long after its cell ended. */
const REMEMBERED_REQUESTS = 1000;
/** Loading the type checker takes a moment in which no message is answered, so the first greeting goes first. */
const WARM_UP_AFTER = 5;

/** What is kept of a request while outputs of it may still come. */
interface Origin {
  readonly header: Header;
  readonly identities: readonly Buffer[];
  readonly allowsStdin: boolean;
}

/** A request that waits for its turn, and the channel on which it came and is answered. */
interface Waiting {
  readonly channel: Channel;
  readonly request: Message;
  /** In milliseconds of performance.now(). */
  readonly arrived: number;
}

interface Execution {
  readonly id: number;
  readonly request: Message;
  readonly number: number;
  readonly silent: boolean;
  readonly finish: (reply: Content) => void;
}

/** The kernel as its front ends see it: answers every request, and lets the user thread run one cell at a time. */
export function createKernel({
  channels,
  send,
  folder,
  historyFolder,
  memory,
}: {
  readonly channels: Channels;
  readonly send: (message: ToUser) => void;
  readonly folder: string;
  /** Where the history of all sessions is kept. */
  readonly historyFolder: string;
  readonly memory: Int32Array;
}) {
  const history = createHistory({ folder: historyFolder, log });
  const language = createLanguage(folder, (process) => {
    Atomics.add(memory, shared.checkerQuestions, 1);
    Atomics.store(memory, shared.checkerProcess, process);
  });
  const interrupter = createInterrupter(send, memory);
  const origins = new Map<number, Origin>();
  const queue: Waiting[] = [];
  const comms = new Map<string, string>();
  let ids = 0;
  let executions = 0;
  let running: Execution | undefined;
  let runningComm: { readonly id: number; readonly finish: () => void } | undefined;
  let failure: Failure | undefined;
  let preparing = false;
  let stopping: Promise<void> | undefined;
  let asked = false;
  let warmUp: NodeJS.Timeout | undefined = setTimeout(warm, 1000);

  function warm(): void {
    try {
      language.warmUp();
    } catch (error) {
      // The first cell will fail in the same way, and tell the user.
      log(`Cannot prepare for cells: ${(error as Error).message}`);
    }
  }

  const publish = (
    type: string,
    content: Content,
    parent: Header | object,
    extra: { metadata?: object; buffers?: readonly Uint8Array[] } = {},
  ) => {
    if (type !== "stream") streams.flush();
    return channels.send("iopub", message(type, content, parent, [Buffer.from(type)], extra));
  };
  const message = (
    type: string,
    content: Content,
    parent: Header | object,
    identities: readonly Buffer[],
    { metadata = {}, buffers = [] }: { metadata?: object; buffers?: readonly Uint8Array[] } = {},
  ): Message => ({
    identities: [...identities],
    header: newHeader(type, channels.session),
    parentHeader: parent as Header,
    metadata: metadata as Content,
    content,
    buffers: buffers.map((each) => Buffer.from(each)),
  });
  const streams = createStreamCoalescer((name, parent, text) => {
    const released = () => {
      Atomics.sub(
        memory,
        shared.outputInFlight,
        Math.min(text.length, Atomics.load(memory, shared.outputInFlight)),
      );
      Atomics.notify(memory, shared.outputInFlight);
    };
    void publish("stream", { name, text }, parent).then(released, released);
  });
  const status = (state: "busy" | "idle", parent: Header | object) =>
    void publish("status", { execution_state: state }, parent);
  const reply = (channel: Channel, request: Message, content: Content) =>
    void channels.send(
      channel,
      message(
        request.header.msg_type.replace(/_request$/, "_reply"),
        content,
        request.header,
        request.identities,
      ),
    );
  const parentOf = (id: number): Header | object => origins.get(id)?.header ?? {};
  const remember = ({ header, identities, content }: Message): number => {
    origins.set(++ids, { header, identities, allowsStdin: content.allow_stdin !== false });
    origins.delete(ids - REMEMBERED_REQUESTS);
    return ids;
  };

  /** Answers a request that needs no turn in the queue. */
  const answer = (channel: Channel, request: Message, content: () => Content | Promise<Content>) => {
    status("busy", request.header);
    const finish = (result: Content) => {
      reply(channel, request, result);
      status("idle", request.header);
      // Front ends show the last status they saw, and a cell may still be running.
      if (running) status("busy", running.request.header);
    };
    const failed = (error: Error) =>
      finish({
        status: "error",
        ename: error.name,
        evalue: error.message,
        traceback: [error.stack ?? error.message],
      });
    try {
      const result = content();
      if (result instanceof Promise) result.then(finish, failed);
      else finish(result);
    } catch (error) {
      failed(error as Error);
    }
  };

  // ── execution ──────────────────────────────────────────────────────────────────────────────────────────────────

  const next = () => {
    if (running || runningComm || preparing || stopping) return;
    const waiting = queue.shift();
    if (waiting === undefined) return;
    if (waiting.request.header.msg_type === "execute_request") execute(waiting);
    else deliver(waiting.request);
  };

  const enqueue = (channel: Channel, request: Message) => {
    queue.push({ channel, request, arrived: performance.now() });
    next();
  };

  const execute = (waiting: Waiting) => {
    const { channel, request, arrived } = waiting;
    if (failure && sentUnaware(request.header, failure)) {
      abort(waiting);
      next();
      return;
    }
    const {
      code,
      silent = false,
      store_history = !silent,
      user_expressions = {},
      stop_on_error = true,
    } = request.content as {
      code: unknown;
      silent?: boolean;
      store_history?: boolean;
      user_expressions?: Record<string, string>;
      stop_on_error?: boolean;
    };
    const id = remember(request);
    status("busy", request.header);
    const source = typeof code === "string" ? code : "";
    const counted = store_history && !silent && source.trim() !== "";
    if (counted) executions++;
    const number = counted || executions > 0 ? executions : 0;
    const finish = (content: Content) => {
      if (running?.id === id) running = undefined;
      preparing = false;
      streams.flush();
      if (content.status === "error" && stop_on_error) {
        failure = { request: request.header, took: performance.now() - arrived };
        abortQueue();
      }
      reply(channel, request, { ...content, execution_count: number });
      status("idle", request.header);
      next();
    };
    if (typeof code !== "string") {
      fail(
        { id, request, number, silent, finish },
        {
          ename: "ProtocolError",
          evalue: "Cannot execute a request without code",
          traceback: ["Cannot execute a request without code: its content needs a text named code"],
        },
      );
      return;
    }
    if (!silent) void publish("execute_input", { code, execution_count: number }, request.header);
    if (counted) history.add(number, code);
    const asked = language.asksAbout(code);
    if (asked !== undefined) {
      const found = language.inspect(asked, asked.length);
      const data = found ? inspectionBundle(found) : { "text/plain": `Nothing is called ${asked}` };
      finish({ status: "ok", payload: [{ source: "page", data, start: 0 }], user_expressions: {} });
      return;
    }
    const execution: Execution = { id, request, number, silent, finish };
    preparing = true;
    let prepared: ReturnType<typeof language.prepare>;
    try {
      // A silent cell has the number of the one before it, whose lines errors still name.
      prepared = language.prepare(code, number, counted ? `In [${number}]` : `cell without a number, ${id}`);
    } catch (error) {
      tellNotice(execution);
      fail(execution, (error as CellErrorException).error ?? internal(error as Error));
      return;
    }
    tellNotice(execution);
    preparing = false;
    if (prepared === undefined) {
      finish({ status: "ok", payload: [], user_expressions: {} });
      return;
    }
    running = execution;
    send({ type: "run", id, ...prepared.run, source: code, userExpressions: user_expressions });
    prepared.accept();
  };

  const tellNotice = ({ request, silent }: Execution) => {
    const text = silent ? undefined : language.notice();
    if (text !== undefined) void publish("stream", { name: "stderr", text }, request.header);
  };

  const fail = ({ request, finish, silent }: Execution, error: ErrorReport) => {
    if (!silent) void publish("error", { ...error }, request.header);
    finish({ status: "error", ...error });
  };

  const abortQueue = () => {
    const isCell = ({ request }: Waiting) => request.header.msg_type === "execute_request";
    const aborted = queue.filter(isCell);
    queue.splice(0, queue.length, ...queue.filter((each) => !isCell(each)));
    // Sent after the reply that caused it.
    queueMicrotask(() => aborted.forEach(abort));
  };

  const abort = ({ channel, request }: Waiting) => {
    status("busy", request.header);
    // Without a number: front ends would show it at a cell that never ran.
    reply(channel, request, { status: "aborted" });
    status("idle", request.header);
  };

  const done = (answered: Extract<ToProtocol, { type: "done" }>) => {
    if (runningComm?.id === answered.id) {
      runningComm.finish();
      return;
    }
    const execution = running;
    if (execution?.id !== answered.id) return; // a cell that was stopped and ended after all
    if (answered.error) {
      fail(execution, answered.error);
      return;
    }
    const text = answered.result?.data["text/plain"];
    if (typeof text === "string" && !execution.silent) history.setOutput(execution.number, text);
    if (answered.result && !execution.silent) {
      void publish(
        "execute_result",
        { execution_count: execution.number, ...answered.result },
        execution.request.header,
      );
    }
    execution.finish({ status: "ok", payload: [], user_expressions: answered.userExpressions });
  };

  const interrupt = async () => {
    if (stopping) return stopping;
    stopping = interrupter.stop();
    try {
      await stopping;
    } finally {
      stopping = undefined;
      asked = false;
      Atomics.store(memory, shared.inputState, 0);
      Atomics.store(memory, shared.outputInFlight, 0);
    }
    runningComm?.finish();
    if (running) {
      const evalue = "The cell was stopped. All variables are kept";
      fail(running, { ename: "Interrupted", evalue, traceback: [`${highlight("Interrupted")}: ${evalue}`] });
    }
    next();
  };

  // ── comms ──────────────────────────────────────────────────────────────────────────────────────────────────────

  const deliver = (request: Message) => {
    const {
      comm_id,
      target_name,
      data = {},
    } = request.content as { comm_id?: string; target_name?: string; data?: unknown };
    if (typeof comm_id !== "string") {
      next();
      return;
    }
    const id = remember(request);
    status("busy", request.header);
    const events: Record<string, "open" | "message" | "close"> = {
      comm_open: "open",
      comm_msg: "message",
      comm_close: "close",
    };
    const event = events[request.header.msg_type]!;
    if (event === "open") comms.set(comm_id, String(target_name));
    if (event === "close") comms.delete(comm_id);
    runningComm = {
      id,
      finish: () => {
        runningComm = undefined;
        status("idle", request.header);
        next();
      },
    };
    send({
      type: "comm",
      id,
      event,
      commId: comm_id,
      ...(target_name === undefined ? {} : { target: target_name }),
      data,
      metadata: request.metadata,
      buffers: request.buffers,
    });
  };

  // ── requests ───────────────────────────────────────────────────────────────────────────────────────────────────

  const onRequest: Record<string, (channel: Channel, request: Message) => void> = {
    kernel_info_request: (channel, request) => {
      answer(channel, request, () => kernelInfo());
      if (warmUp) {
        clearTimeout(warmUp);
        warmUp = undefined;
        setTimeout(warm, WARM_UP_AFTER);
      }
    },
    execute_request: enqueue,
    complete_request: (channel, request) =>
      answer(channel, request, () => {
        const { code = "", cursor_pos = 0 } = request.content as { code?: string; cursor_pos?: number };
        const { matches, start, end } = language.complete(code, utf16Offset(code, cursor_pos));
        const from = codePointOffset(code, start);
        const to = codePointOffset(code, end);
        return {
          status: "ok",
          matches: matches.map((match) => match.text),
          cursor_start: from,
          cursor_end: to,
          metadata: {
            _jupyter_types_experimental: matches.map((match) => ({
              start: from,
              end: to,
              text: match.text,
              type: match.kind,
            })),
          },
        };
      }),
    inspect_request: (channel, request) =>
      answer(channel, request, () => {
        const { code = "", cursor_pos = 0 } = request.content as { code?: string; cursor_pos?: number };
        const found = language.inspect(code, utf16Offset(code, cursor_pos));
        if (found === undefined) return { status: "ok", found: false, data: {}, metadata: {} };
        return { status: "ok", found: true, data: inspectionBundle(found), metadata: {} };
      }),
    is_complete_request: (channel, request) =>
      answer(channel, request, () => ({ ...language.isComplete(String(request.content.code ?? "")) })),
    history_request: (channel, request) =>
      answer(channel, request, async () => ({
        status: "ok",
        history: await history.answer(request.content),
      })),
    comm_info_request: (channel, request) =>
      answer(channel, request, () => {
        const wanted = request.content.target_name;
        const known = [...comms].filter(([, target]) => wanted === undefined || wanted === target);
        return {
          status: "ok",
          comms: Object.fromEntries(known.map(([id, target]) => [id, { target_name: target }])),
        };
      }),
    interrupt_request: (channel, request) =>
      answer(channel, request, async () => {
        await interrupt();
        return { status: "ok" };
      }),
    shutdown_request: (channel, request) => {
      const restart = request.content.restart === true;
      status("busy", request.header);
      reply(channel, request, { status: "ok", restart });
      void publish("shutdown_reply", { status: "ok", restart }, request.header);
      status("idle", request.header);
      void close();
    },
    debug_request: (channel, request) =>
      answer(channel, request, () => ({
        type: "response",
        request_seq: request.content.seq ?? 0,
        success: false,
        command: request.content.command ?? "",
        message: "This kernel has no debugger",
      })),
    comm_open: enqueue,
    comm_msg: enqueue,
    comm_close: enqueue,
  };

  const close = async () => {
    await interrupter.stop().catch(() => {});
    await history.close();
    language.close();
    streams.flush();
    await channels.close();
    interrupter.close();
    send({ type: "exit" });
  };

  const inputReply = (request: Message) => {
    if (!asked) return;
    asked = false;
    const bytes = Buffer.from(String(request.content.value ?? ""), "utf8").subarray(0, shared.inputBytes);
    new Uint8Array(memory.buffer, shared.headerInts * 4).set(bytes);
    Atomics.store(memory, shared.inputLength, bytes.length);
    Atomics.store(memory, shared.inputState, 2);
    Atomics.notify(memory, shared.inputState);
  };

  const ask = ({ id, prompt, password }: Extract<ToProtocol, { type: "input" }>) => {
    const origin = origins.get(id);
    if (!origin?.allowsStdin || running?.id !== id) {
      Atomics.store(memory, shared.inputState, 3);
      Atomics.notify(memory, shared.inputState);
      return;
    }
    asked = true;
    streams.flush();
    void channels.send(
      "stdin",
      message("input_request", { prompt, password }, origin.header, origin.identities),
    );
  };

  const take = (said: ToProtocol): void => {
    switch (said.type) {
      case "output":
        streams.add(said.name, parentOf(said.id) as Header, said.text);
        break;
      case "display": {
        const { data, metadata, displayId, update, buffers = [] } = said;
        const transient = displayId === undefined ? {} : { display_id: displayId };
        const type = update ? "update_display_data" : "display_data";
        void publish(type, { data, metadata, transient }, parentOf(said.id), { buffers });
        break;
      }
      case "clear":
        void publish("clear_output", { wait: said.wait }, parentOf(said.id));
        break;
      case "input":
        ask(said);
        break;
      case "done":
        done(said);
        break;
      case "late error":
        void publish("error", { ...said.error }, parentOf(said.id));
        break;
      case "cancelled":
        interrupter.answered(said);
        break;

      case "comm out": {
        const type = { open: "comm_open", message: "comm_msg", close: "comm_close" }[said.event];
        if (said.event === "open") comms.set(said.commId, said.target ?? "");
        if (said.event === "close") comms.delete(said.commId);
        const content = {
          comm_id: said.commId,
          data: said.data,
          ...(said.event === "open" ? { target_name: said.target } : {}),
        };
        void publish(type, content, parentOf(said.id), { metadata: said.metadata, buffers: said.buffers });
      }
    }
  };

  return {
    close: () => void close(),
    receive: (channel: Channel, request: Message): void => {
      const type = request.header.msg_type;
      if (channel === "stdin") {
        if (type === "input_reply") inputReply(request);
        return;
      }
      const handler = Object.hasOwn(onRequest, type) ? onRequest[type] : undefined;
      if (handler === undefined) log(`Ignored a message of the unknown type ${type.slice(0, 100)}`);
      else handler(channel, request);
    },
    userSaid: (said: ToProtocol): void => {
      try {
        take(said);
      } catch (error) {
        // What cannot be sent must not end the kernel.
        const report = internal(error as Error);
        if (said.type === "done" && running?.id === said.id) fail(running, report);
        else void publish("error", { ...report }, "id" in said ? parentOf(said.id) : {});
      }
    },
  };
}

function inspectionBundle({ signature, documentation }: Inspection): Content {
  return {
    "text/markdown": `\`\`\`typescript\n${signature}\n\`\`\`${documentation ? `\n\n${documentation}` : ""}`,
    "text/plain": documentation ? `${signature}\n\n${documentation}` : signature,
  };
}

function internal(error: Error): ErrorReport {
  return {
    ename: "KernelError",
    evalue: error.message,
    traceback: [`The kernel failed: ${error.stack ?? error.message}`],
  };
}
