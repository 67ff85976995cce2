// `npm run claims`: judges every statement of the lesson, and writes the ledger: data/results/claims.json and the README's table.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { claimTable } from "./claim-table.mjs";
import { command } from "./command.mjs";
import { fail } from "./failure.mjs";
import { readOptions } from "./options.mjs";
import * as paths from "./paths.mjs";
import { progressBar } from "./progress-bar.mjs";
import { setup } from "./setup.mjs";
import { wholeNumber } from "./whole-number.mjs";

const usage =
  "npm run claims -- [--preset quick|full] [--seed N] [--only 04,07] [--folder DIR] [--workers N]";
const help = `${usage}

  --preset NAME  quick (the default): some minutes; full: longer, where its runs are not stored yet
  --seed N       the whole number that all randomness follows from (default 1)
  --only 04,07   judge only the statements of these notebooks, and write nothing
  --folder DIR   store the runs there, and find them there; without it, in out/runs
  --workers N    use N cores; without it, all

Trains what is not stored yet, and judges the lesson's statements C1 to C16. With seed 1 the result goes to
data/results/claims.json and to the table in README.md; with another seed, to out/results.
`;
const COURSE_SEED = 1;
const ledgerPath = join(paths.root, "data", "results", "claims.json");
const readmePath = join(paths.root, "README.md");

/** @param {readonly string[]} args */
function claimOptions(args) {
  const given = readOptions(args, {
    usage,
    values: ["preset", "seed", "only", "folder", "workers"],
    flags: ["help"],
  });
  if (given.help !== undefined) return undefined;
  const preset = given.preset ?? "quick";
  if (preset !== "quick" && preset !== "full") fail(`Unknown preset "${preset}": choose quick or full`);
  return {
    preset: /** @type {"quick" | "full"} */ (preset),
    seed: wholeNumber("seed", given.seed ?? String(COURSE_SEED)),
    only: given.only?.split(","),
    folder: resolve(given.folder ?? join(paths.out, "runs")),
    workers: given.workers === undefined ? availableParallelism() : wholeNumber("workers", given.workers, 1),
  };
}

command(async () => {
  const options = claimOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(help.trimEnd());
    return;
  }
  const { preset, seed, only, folder, workers } = options;
  // Python is for the notebooks.
  await setup({ python: false });
  const { formatClaimFigure, judgeClaims, studies } = await import("../../dist/index.js");
  const { writeSafely } = await import("../../dist/experiment/write-safely.js");
  const chosen = only === undefined ? studies : studies.filter(({ notebook }) => only.includes(notebook));
  if (chosen.length < (only?.length ?? 1)) {
    fail(`Cannot judge --only ${only}: choose from ${studies.map(({ notebook }) => notebook).join(", ")}`);
  }

  // TensorFlow's native library rounds differently, and not everybody has it.
  process.env.RESEED_BACKEND = "engine";
  const bar = progressBar();
  let claims;
  try {
    claims = await judgeClaims(chosen, { preset, seed, folder, workers, report: bar.update }, (judged) => {
      for (const claim of judged) {
        bar.print(`${claim.id.padEnd(3)}  ${claim.verdict.padEnd(13)}  ${claim.statement}`);
        bar.print(`     ${formatClaimFigure(claim)} (${claim.section})`);
      }
    });
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    if (name !== "GridFailure" && name !== "WriteFailure") throw error;
    fail(message);
  } finally {
    bar.end();
  }
  if (only !== undefined) return;

  const part = { command: `npm run claims -- --preset ${preset} --seed ${seed}`, claims };
  const write = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(path), { recursive: true });
    writeSafely(path, [Buffer.from(text)]);
    console.log(`Wrote ${relative(process.cwd(), path)}`);
  };
  if (seed !== COURSE_SEED) {
    const path = join(paths.out, "results", `claims-${preset}-seed-${seed}.json`);
    write(path, json({ [preset]: part }));
    return;
  }
  const stored = existsSync(ledgerPath) ? JSON.parse(readFileSync(ledgerPath, "utf8")) : {};
  const { quick, full } = { ...stored, [preset]: part };
  const ledger = { ...(quick && { quick }), ...(full && { full }) };
  write(ledgerPath, json(ledger));
  const readme = readFileSync(readmePath, "utf8");
  const table = claimTable(ledger, formatClaimFigure);
  const inserted = readme.replace(
    /(<!-- claims -->\n).*?(<!-- \/claims -->)/s,
    (_, begin, end) => begin + table + end,
  );
  if (inserted !== readme) write(readmePath, inserted);
});

/** @param {object} value */
function json(value) {
  return `${JSON.stringify(value, null, 1)}\n`;
}
