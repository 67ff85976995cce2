import { randomUUID } from "node:crypto";
import { displayChannel } from "./display-channel";
import { emit } from "./emit";
import { escapeHtml } from "./escape-html";

/** What a long computation is given to work with. */
export interface Work {
  /** Tells how much is done, in any unit. Throws if the cell was interrupted. */
  readonly report: (done: number, total: number) => Promise<void>;
  /** Aborted when the cell is interrupted. */
  readonly signal: AbortSignal;
}

const PATIENCE = 2000;
const EVERY = 250;
const REST = 100;

/**
 * Runs a long computation with a progress bar and the time left. The bar appears after two seconds, and becomes one line
 * when the work is done. Interrupting the cell aborts the signal, so that the work really stops.
 *
 * @param label what is being done, for example "Training 8 runs"
 * @param options `kept` says what an interruption leaves; default "nothing was kept". For {@link runGrid} it is
 *   "finished runs are kept"
 * @throws what the work throws
 * @example
 * ```ts
 * await withProgress("Counting", async ({ report }) => { await report(1, 1); return 42; }); // → 42
 * ```
 */
export async function withProgress<T>(
  label: string,
  work: (tools: Work) => Promise<T>,
  { kept = "nothing was kept" }: { readonly kept?: string } = {},
): Promise<T> {
  // While Node runs the first, synchronous part of a cell it has taken the SIGINT handlers away. One that is added
  // there would later let the signal end the whole kernel, so wait until that part is over.
  await new Promise((resolve) => setImmediate(resolve));
  const bar = progressBar(label);
  const controller = new AbortController();
  const interrupt = () => {
    // At once: the kernel ends the cell before the work has noticed, and then nothing can be drawn any more.
    bar.finish(`interrupted, ${kept},`);
    controller.abort(new Error(`${label}: interrupted, ${kept}`));
  };
  // Once, because a kernel may end the work between two instructions, and then nothing takes the listener away.
  process.once("SIGINT", interrupt);
  let rested = performance.now();
  const report = async (done: number, total: number) => {
    bar.update(done / total);
    if (performance.now() - rested < REST) return;
    // Only now can the bar be sent, and an interruption be noticed.
    await new Promise((resolve) => setImmediate(resolve));
    rested = performance.now();
    controller.signal.throwIfAborted();
  };
  try {
    const result = await work({
      signal: controller.signal,
      report: (done, total) => {
        const reported = report(done, total);
        // Work need not wait for it, and a rejection that nobody waits for ends the whole kernel.
        reported.catch(() => {});
        return reported;
      },
    });
    controller.signal.throwIfAborted();
    bar.finish("done");
    return result;
  } catch (error) {
    bar.finish("failed");
    throw error;
  } finally {
    process.off("SIGINT", interrupt);
  }
}

/** `update` takes the share that is done; only the first `finish` counts. */
function progressBar(label: string): { update(share: number): void; finish(how: string): void } {
  const began = performance.now();
  const id = randomUUID();
  let drawn = 0;
  let finished = false;
  const draw = (share: number, words: string) => {
    const line = `${label}: ${words}`;
    if (displayChannel()) {
      const bar =
        share < 1
          ? `<progress value="${share.toFixed(3)}" max="1" style="width:240px;vertical-align:middle"></progress> `
          : "";
      emit(
        { "text/html": `<div>${bar}${escapeHtml(line)}</div>`, "text/plain": line },
        { id, update: drawn > 0 },
      );
    } else if (process.stderr.isTTY) {
      process.stderr.write(`\r\x1b[2K${line}${share < 1 ? "" : "\n"}`);
    }
    drawn = performance.now();
  };
  return {
    update: (share) => {
      const now = performance.now();
      const elapsed = now - began;
      if (finished || elapsed < PATIENCE || now - drawn < EVERY || share >= 1) return;
      const left = share > 0 ? `about ${seconds((elapsed / share) * (1 - share))} left` : "";
      draw(share, `${Math.floor(100 * share)} %, ${seconds(elapsed)} so far, ${left}`);
    },
    finish: (how) => {
      if (drawn > 0 && !finished) draw(1, `${how} after ${seconds(performance.now() - began)}`);
      finished = true;
    },
  };
}

function seconds(milliseconds: number): string {
  const whole = Math.max(1, Math.round(milliseconds / 1000));
  return whole < 100 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
