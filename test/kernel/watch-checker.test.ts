import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { shared } from "../../src/kernel/messages";
import { watchChecker } from "../../src/kernel/watch-checker";

test("a checker that does not come to an end with a question is ended, one that answers is not", async () => {
  const memory = new Int32Array(new SharedArrayBuffer(4 * shared.headerInts));
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const ended = once(child, "exit");
  watchChecker(memory, 300);
  const ask = () => {
    Atomics.add(memory, shared.checkerQuestions, 1);
    Atomics.store(memory, shared.checkerProcess, child.pid!);
  };
  for (let k = 0; k < 6; k++) {
    ask();
    await wait(100);
  }
  expect(child.signalCode).toBeNull();
  Atomics.store(memory, shared.checkerProcess, 0);
  await wait(600);
  expect(child.signalCode).toBeNull();
  ask();
  expect(await ended).toEqual([null, "SIGKILL"]);
});
