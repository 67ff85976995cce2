import type { TaskFailure, WorkerPool } from "./worker-pool";

/** One task of a pool, with what people want to know of it. */
export interface Job<Task> {
  readonly task: Task;
  readonly label: string;
}

export interface JobFailure {
  readonly label: string;
  readonly failure: TaskFailure;
}

/**
 * Gives all jobs to a pool. A job that fails does not stop the others, unless its failure is fatal; the signal stops
 * all.
 *
 * @returns the failures, in the order in which they came; a fatal one is the last
 */
export async function runJobs<Task, Answer, Own extends Job<Task>>(
  jobs: readonly Own[],
  pool: WorkerPool<Task, Answer>,
  onAnswer: (job: Own, answer: Answer) => void,
  signal: AbortSignal | undefined,
): Promise<JobFailure[]> {
  signal?.throwIfAborted();
  const failures: JobFailure[] = [];
  let stopped = false;
  const stop = () => {
    stopped = true;
    void pool.close();
  };
  signal?.addEventListener("abort", stop);
  try {
    await Promise.all(
      jobs.map(async (job) => {
        const answer = await pool.run(job.task).catch((failure: TaskFailure) => {
          // What is stopped fails too, and says nothing new.
          if (stopped) return;
          failures.push({ label: job.label, failure });
          if (failure.fatal) stop();
        });
        if (answer !== undefined && !stopped) onAnswer(job, answer);
      }),
    );
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  signal?.throwIfAborted();
  return failures;
}
