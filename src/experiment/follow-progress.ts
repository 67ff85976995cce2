/** A job whose length was guessed, in seconds. */
export interface GuessedJob {
  readonly seconds: number;
}

export interface Progress {
  finished(job: GuessedJob): void;
  stop(): void;
}

const EVERY = 250;
/** A job that is at work counts as at most this much of it. */
const NEARLY = 0.95;

/**
 * Reports now and then how many seconds of computing are done, of how many. Jobs that are at work count in part, at the
 * pace that the finished ones had.
 *
 * @param jobs in the order in which they begin
 */
export function followProgress(
  jobs: readonly GuessedJob[],
  workers: number,
  report: (done: number, total: number) => unknown,
): Progress {
  const total = jobs.reduce((sum, job) => sum + job.seconds, 0);
  const waiting = [...jobs];
  const begun = new Map<GuessedJob, number>();
  let guessed = 0;
  let took = 0;

  const seconds = () => performance.now() / 1000;
  const begin = (job: GuessedJob | undefined) => {
    if (job !== undefined) begun.set(job, seconds());
  };
  const tell = () => {
    const pace = took > 0 ? guessed / took : 1;
    let done = guessed;
    for (const [job, start] of begun) {
      done += Math.min(NEARLY * job.seconds, pace * (seconds() - start));
    }
    report(done, total);
  };
  for (const job of waiting.splice(0, workers)) begin(job);
  const timer = setInterval(tell, EVERY);
  return {
    finished: (job) => {
      const start = begun.get(job);
      if (start === undefined) return;
      begun.delete(job);
      guessed += job.seconds;
      took += seconds() - start;
      begin(waiting.shift());
      tell();
    },
    stop: () => clearInterval(timer),
  };
}
