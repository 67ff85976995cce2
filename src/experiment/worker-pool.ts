import { Worker, type WorkerOptions } from "node:worker_threads";

/** Several threads that all run the same script, and take tasks as soon as they are free. */
export interface WorkerPool<Task, Answer> {
  /** Tasks begin in the order in which they are given. Rejects with what the script threw, or if its thread died. */
  run(task: Task): Promise<Answer>;
  /** Ends all threads, also at work; tasks that are not done reject. */
  close(): Promise<void>;
}

/** What the script sends back for each message that it gets. */
export type Reply<Answer> = { readonly answer: Answer } | { readonly thrown: Error; readonly fatal: boolean };

/** A task that could not be done. */
export class TaskFailure extends Error {
  constructor(
    message: string,
    /** Whether the next tasks will fail as well: the disk is full, say. */
    readonly fatal: boolean,
    override readonly cause?: unknown,
  ) {
    super(message, { cause });
  }
}

interface Job<Task, Answer> {
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (failure: TaskFailure) => void;
}

/**
 * Opens a pool of at most `size` threads, which start when they are needed. A thread that dies fails its task, and
 * another one starts in its place.
 *
 * @param script a JavaScript file that answers each message of its parent with a {@link Reply}
 * @param onEnd told which thread has ended, whatever ended it
 */
export function openWorkerPool<Task, Answer>(
  script: string,
  size: number,
  options: WorkerOptions = {},
  onEnd: (threadId: number) => void = () => {},
): WorkerPool<Task, Answer> {
  const waiting: Job<Task, Answer>[] = [];
  const working = new Map<Worker, Job<Task, Answer> | undefined>();
  let closed = false;

  const start = () => {
    const worker = new Worker(script, options);
    // A worker that has ended has forgotten it.
    const { threadId } = worker;
    let death: NodeJS.ErrnoException | undefined;
    worker.on("message", (reply: Reply<Answer>) => {
      const job = working.get(worker);
      working.set(worker, undefined);
      if ("answer" in reply) job?.resolve(reply.answer);
      else job?.reject(new TaskFailure(reply.thrown.message, reply.fatal, reply.thrown));
      handOut();
    });
    worker.on("error", (error) => {
      death = error;
    });
    worker.on("exit", (code) => {
      const job = working.get(worker);
      working.delete(worker);
      onEnd(threadId);
      job?.reject(new TaskFailure(causeOfDeath(code, death), false, death));
      handOut();
    });
    working.set(worker, undefined);
    return worker;
  };

  const handOut = () => {
    while (waiting.length > 0 && !closed) {
      const idle = [...working.keys()].find((worker) => working.get(worker) === undefined);
      if (idle === undefined && working.size >= size) return;
      const worker = idle ?? start();
      const job = waiting.shift()!;
      working.set(worker, job);
      worker.postMessage(job.task);
    }
  };

  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        waiting.push({ task, resolve, reject });
        handOut();
      }),
    close: async () => {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new TaskFailure("The pool was closed", true));
      await Promise.all([...working.keys()].map((worker) => worker.terminate()));
    },
  };
}

function causeOfDeath(code: number, error: NodeJS.ErrnoException | undefined): string {
  if (error === undefined) return `its worker thread ended with exit code ${code} before it was done`;
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY")
    return "its worker thread ran out of memory. Use fewer workers, or allow more: NODE_OPTIONS=--max-old-space-size=8000";
  return `its worker thread died: ${error.message}`;
}
