import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { isPromise } from "node:util/types";
import vm from "node:vm";
import type { ExpressionValue, MimeBundle, RunCell, ToProtocol, ToUser } from "../messages";
import { clearAsyncStack, keepAsyncChecksOff } from "./async-checks";
import { catchLateErrors } from "./catch-late-errors";
import { createComms } from "./comms";
import { createDisplay } from "./display";
import { createImporter } from "./importer";
import { keepAlive } from "./keep-alive";
import { mimeBundle } from "./mime-bundle";
import { captureOutput } from "./output";
import { createRunner } from "./run-script";
import { type MappedSource, mapStackTraces } from "./stack-traces";
import { createAsk } from "./stdin";
import { createStoppedCells } from "./stopped-cells";
import { trackTimers } from "./timers";
import { reportError } from "./traceback";
import { tslabModule } from "./tslab-module";
import { createUninterrupted } from "./uninterrupted";

/** Whether Node itself carries a value through promises and timers at no cost, and without checks that Stop would break. */
const hasContextFrame =
  (Number(process.versions.node.split(".")[0]) >= 24 &&
    !process.execArgv.includes("--no-async-context-frame")) ||
  process.execArgv.includes("--experimental-async-context-frame");

/**
 * Prepares the process for cells: its output, timers, imports and the names a notebook expects.
 *
 * @returns takes the messages of the protocol thread
 */
export function startRuntime({
  send,
  memory,
  folder,
  exit,
}: {
  readonly send: (message: ToProtocol) => void;
  readonly memory: Int32Array;
  readonly folder: string;
  readonly exit: (code: number) => void;
}): (message: ToUser) => void {
  let lastId = 0;
  let running: number | undefined;
  const owner = hasContextFrame ? new AsyncLocalStorage<number>() : undefined;
  const currentId = () => owner?.getStore() ?? lastId;
  const within = <T>(id: number, work: () => T): T => (owner ? owner.run(id, work) : work());
  if (!hasContextFrame) keepAsyncChecksOff();

  captureOutput(send, memory, currentId);
  const cancelTimers = trackTimers(currentId);
  const display = createDisplay(send, currentId);
  const comms = createComms(send, currentId);
  const ask = createAsk(send, memory, currentId);
  const sources = new Map<string, MappedSource>();
  const uninterrupted = createUninterrupted(memory);
  const provided = { tslab: () => tslabModule(display, send, currentId) };
  const importer = createImporter(folder, provided, uninterrupted);
  const sourceOf = (script: string) => sources.get(script) ?? importer.sourceOf(script);
  const { placesOf } = mapStackTraces(sourceOf, folder);
  const report = (thrown: unknown) => reportError(thrown, placesOf);

  provide({
    display,
    clearOutput: ({ wait = false } = {}) => send({ type: "clear", id: currentId(), wait: wait === true }),
    jupyter: { display, registerTarget: comms.registerTarget, openComm: comms.open },
    prompt: (message = "", answer = "") =>
      ask(answer === "" ? String(message) : `${message} [${answer}]`, false) || String(answer),
    promptPassword: (message = "") => ask(String(message), true) ?? null,
    confirm: (message = "") => /^\s*(y|yes|ok|true|1)\s*$/i.test(ask(`${message} [y/n]`, false) ?? ""),
    require: importer.require,
    __dirname: folder,
    __filename: join(folder, "notebook.ts"),
  });
  keepAlive();
  catchLateErrors((thrown) => send({ type: "late error", id: currentId(), error: report(thrown) }));

  const { importModule, resolve } = importer;
  const stoppedCells = createStoppedCells(currentId);
  const runner = createRunner({ folder, importModule, resolve, awaitHelpers: stoppedCells });
  const run = (cell: RunCell): unknown => {
    importer.configure(cell.settings);
    sources.set(cell.fileName, { title: cell.fileName, source: cell.source, map: cell.map });
    return runner.run(cell);
  };

  async function evaluate(expression: string): Promise<ExpressionValue> {
    try {
      const value: unknown = await vm.runInThisContext(`(${expression}\n)`);
      return { status: "ok", data: await mimeBundle(value), metadata: {} };
    } catch (thrown) {
      return { status: "error", ...report(thrown) };
    }
  }

  const ended = (cell: RunCell) => {
    if (running === cell.id) running = undefined;
  };

  async function answer(cell: RunCell, value: unknown): Promise<void> {
    try {
      const data: MimeBundle | undefined = value === undefined ? undefined : await mimeBundle(value);
      const userExpressions: Record<string, ExpressionValue> = {};
      for (const [name, expression] of Object.entries(cell.userExpressions))
        userExpressions[name] = await evaluate(expression);
      ended(cell);
      send({
        type: "done",
        id: cell.id,
        ...(data === undefined ? {} : { result: { data, metadata: {} } }),
        userExpressions,
      });
    } catch (thrown) {
      fail(cell, thrown);
    }
  }

  const fail = (cell: RunCell, thrown: unknown) => {
    ended(cell);
    send({ type: "done", id: cell.id, error: report(thrown), userExpressions: {} });
  };

  /** Tells what the cell started that it was stopped, as Ctrl-C tells a program in a terminal. */
  const notifyOfStop = () => {
    if (running === undefined) return;
    const id = running;
    stoppedCells.add(id);
    // Told once, however often the stop is asked for.
    running = undefined;
    within(id, () => {
      try {
        process.emit("SIGINT", "SIGINT");
      } catch (thrown) {
        send({ type: "late error", id, error: report(thrown) });
      }
    });
  };

  function start(cell: RunCell): void {
    lastId = cell.id;
    running = cell.id;
    within(cell.id, () => {
      try {
        const value = run(cell);
        // Something else with a method `then`, such as a query that has not been sent, is a value like any other.
        if (!isPromise(value)) void answer(cell, value);
        else
          value.then(
            (settled) => answer(cell, settled),
            (thrown) => fail(cell, thrown),
          );
      } catch (thrown) {
        fail(cell, thrown);
      }
    });
  }

  return (message) => {
    switch (message.type) {
      case "run":
        start(message);
        break;
      case "cancel":
        clearAsyncStack();
        uninterrupted.reset();
        importer.forgetHalfLoaded();
        notifyOfStop();
        cancelTimers(lastId);
        send({ type: "cancelled", token: message.token });
        break;
      case "comm":
        lastId = message.id;
        within(message.id, () => {
          try {
            comms.receive(message);
          } catch (thrown) {
            send({ type: "late error", id: message.id, error: report(thrown) });
          }
          send({ type: "done", id: message.id, userExpressions: {} });
        });
        break;
      case "exit":
        exit(0);
    }
  };
}

/** Global names that a notebook's own declarations may hide, and that do not show up in a loop over globalThis. */
function provide(names: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(names)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
