import { randomUUID } from "node:crypto";
import { displayChannel } from "./display-channel";
import { emit } from "./emit";
import { escapeHtml } from "./escape-html";

/** What a long computation is given to work with. */
export interface Work {
  /** Tells how much is done, in any unit. */
  readonly report: (done: number, total: number) => Promise<void>;
  /** Aborted when the cell is interrupted. */
  readonly signal: AbortSignal;
}

const PATIENCE = 2000;
const EVERY = 250;

/**
 * Runs a long computation with a progress bar and the time left. The bar appears after two seconds, and becomes one line
 * when the work is done. Interrupting the cell aborts the signal, so that the work really stops.
 *
 * @param label what is being done, for example "Training 8 runs"
 * @throws what the work throws
 * @example
 * ```ts
 * await withProgress("Counting", async ({ report }) => { await report(1, 1); return 42; }); // → 42
 * ```
 */
export async function withProgress<T>(label: string, work: (tools: Work) => Promise<T>): Promise<T> {
  const bar = progressBar(label);
  const controller = new AbortController();
  const interrupt = () => controller.abort(new Error(`${label}: interrupted, nothing was kept`));
  process.on("SIGINT", interrupt);
  try {
    const result = await work({
      signal: controller.signal,
      report: async (done, total) => {
        if (bar.update(done / total)) await new Promise((resolve) => setImmediate(resolve));
      },
    });
    bar.finish("done");
    return result;
  } catch (error) {
    bar.finish(controller.signal.aborted ? "interrupted" : "failed");
    throw error;
  } finally {
    process.off("SIGINT", interrupt);
  }
}

/** `update` takes the share that is done and says whether it drew. */
function progressBar(label: string): { update(share: number): boolean; finish(how: string): void } {
  const began = performance.now();
  const id = randomUUID();
  let drawn = 0;
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
      if (elapsed < PATIENCE || now - drawn < EVERY || share >= 1) return false;
      const left = share > 0 ? `about ${seconds((elapsed / share) * (1 - share))} left` : "";
      draw(share, `${Math.floor(100 * share)} %, ${seconds(elapsed)} so far, ${left}`);
      return true;
    },
    finish: (how) => {
      if (drawn > 0) draw(1, `${how} after ${seconds(performance.now() - began)}`);
    },
  };
}

function seconds(milliseconds: number): string {
  const whole = Math.max(1, Math.round(milliseconds / 1000));
  return whole < 100 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
