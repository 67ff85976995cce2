import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openWorkerPool, TaskFailure, type WorkerPool } from "../../src/experiment/worker-pool";

interface Task {
  readonly say?: string;
  readonly wait?: number;
  readonly exit?: number;
  readonly grow?: boolean;
  readonly error?: string;
  readonly fatal?: boolean;
}

interface Answer {
  readonly say: string;
  readonly threadId: number;
}

let pool: WorkerPool<Task, Answer>;
const open = (size: number, onEnd?: (threadId: number) => void) => {
  const limits = { resourceLimits: { maxOldGenerationSizeMb: 20 }, stderr: true };
  pool = openWorkerPool(join(__dirname, "pool-thread.mjs"), size, limits, onEnd);
};
afterEach(() => pool.close());

describe("a pool of threads", () => {
  test("answers every task, on as many threads as there are, and not more than needed", async () => {
    open(3);
    const [alone] = await Promise.all([pool.run({ say: "alone" })]);
    expect(alone!.say).toBe("alone");
    const tasks = Array.from({ length: 12 }, (_, k) => ({ say: `${k}`, wait: 30 }));
    const answers = await Promise.all(tasks.map(pool.run));
    expect(answers.map(({ say }) => say)).toEqual(tasks.map(({ say }) => say));
    expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(3);
    expect(answers.some(({ threadId }) => threadId === alone!.threadId)).toBe(true);
  });

  test("begins tasks in their order", async () => {
    open(1);
    const order: string[] = [];
    await Promise.all(
      ["a", "b", "c"].map(async (say, k) => order.push((await pool.run({ say, wait: 20 - 10 * k })).say)),
    );
    expect(order).toEqual(["a", "b", "c"]);
  });

  test("tells which threads have ended, also in the middle of a task", async () => {
    const ended: number[] = [];
    open(2, (threadId) => ended.push(threadId));
    const { threadId } = await pool.run({});
    const failed = pool.run({ wait: 10_000 }).catch(({ message }: Error) => message);
    await pool.close();
    expect(ended).toEqual([threadId]);
    expect(await failed).toContain("worker thread ended");
  });

  test("rejects with what a task threw, and goes on with the same thread", async () => {
    open(1);
    const { threadId } = await pool.run({});
    const failure = await pool.run({ error: "too large", fatal: true }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TaskFailure);
    expect(failure).toMatchObject({ message: "too large", fatal: true, cause: { name: "RangeError" } });
    expect((await pool.run({})).threadId).toBe(threadId);
  });

  test.each<[string, Task, string]>([
    ["ends itself", { exit: 3 }, "its worker thread ended with exit code 3 before it was done"],
    ["runs out of memory", { grow: true }, "its worker thread ran out of memory. Use fewer workers"],
    ["throws where nobody catches", { error: "uncaught" }, "its worker thread died: nobody caught this"],
  ])(
    "fails the task of a thread that %s, and starts another thread for the others",
    async (_, task, message) => {
      open(2);
      const dying = pool.run(task).catch((error: unknown) => error);
      const others = Array.from({ length: 6 }, (_, k) => pool.run({ say: `${k}`, wait: 20 }));
      const failure = await dying;
      expect(failure).toBeInstanceOf(TaskFailure);
      expect(failure).toMatchObject({ fatal: false });
      expect((failure as Error).message).toContain(message);
      const answers = await Promise.all(others);
      expect(answers.map(({ say }) => say)).toEqual(["0", "1", "2", "3", "4", "5"]);
    },
  );

  test("says when its script cannot be loaded", async () => {
    pool = openWorkerPool(join(__dirname, "no-such-thread.mjs"), 1);
    await expect(pool.run({})).rejects.toThrow("its worker thread died: Cannot find module");
  });

  test("ends all threads when it is closed, also at work, and rejects what is not done", async () => {
    open(1);
    const failures = [{ wait: 60_000 }, {}].map((task) => pool.run(task).catch((error: Error) => error));
    await pool.close();
    for (const failure of await Promise.all(failures)) expect(failure).toBeInstanceOf(TaskFailure);
  });
});
