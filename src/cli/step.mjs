import { readFileSync, rmSync, writeFileSync } from "node:fs";

const { stdout } = process;
const unfinished = "unfinished";

/**
 * Does one step of the set-up and prints its name and time. While it lasts, a terminal shows the seconds.
 *
 * @template Result
 * @param {string} name
 * @param {() => Promise<Result> | Result} work
 * @returns {Promise<Result>}
 */
export async function step(name, work) {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  const show = () => stdout.write(`\r\x1b[K  ${name} … ${seconds()} s`);
  if (stdout.isTTY) show();
  else console.log(`  ${name} …`);
  // A log file gets a line now and then, so that a slow download does not look like a standstill.
  const life = setInterval(
    stdout.isTTY ? show : () => console.log(`  ${name} … ${seconds()} s`),
    stdout.isTTY ? 1000 : 20000,
  );
  try {
    const result = await work();
    if (stdout.isTTY) stdout.write("\r\x1b[K");
    console.log(`✓ ${name} … ${((Date.now() - start) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    if (stdout.isTTY) stdout.write("\r\x1b[K");
    console.log(`✗ ${name} … ${seconds()} s`);
    throw error;
  } finally {
    clearInterval(life);
  }
}

/**
 * Like `step`, but skipped if it was done before under the same key. The file `stamp` remembers the key; it says
 * "unfinished" while the work lasts, so that an interrupted step is redone, however it was interrupted.
 *
 * @param {string} name
 * @param {{ stamp: string, key: string, intact?: boolean }} done `intact: false` redoes the step in any case
 * @param {(wasUnfinished: boolean) => Promise<void> | void} work
 */
export async function stepOnce(name, { stamp, key, intact = true }, work) {
  const before = readStamp(stamp);
  if (before === key && intact) {
    console.log(`✓ ${name} … already there`);
    return;
  }
  await step(name, async () => {
    if (before !== undefined) writeFileSync(stamp, unfinished);
    await work(before === unfinished);
    rmSync(stamp, { force: true });
    writeFileSync(stamp, key);
  });
}

/**
 * @param {string} stamp
 * @returns {string | undefined} undefined if the step was never begun
 */
export function readStamp(stamp) {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return undefined;
  }
}
