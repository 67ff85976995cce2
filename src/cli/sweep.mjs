// `npm run sweep`: trains the many runs of an experiment, stores each, and writes the tables of results.
import { readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { command } from "./command.mjs";
import { fail } from "./failure.mjs";
import { readOptions } from "./options.mjs";
import * as paths from "./paths.mjs";
import { progressBar } from "./progress-bar.mjs";
import { setup } from "./setup.mjs";
import { wholeNumber } from "./whole-number.mjs";

const usage =
  "npm run sweep -- d|n|l [--preset quick|full] [--seed N] [--shard I/N] [--folder DIR] [--workers N]";
const help = `${usage}

  d              what the dimension changes (notebook 05)
  n              what the amount of text changes (notebook 06)
  l              what the layers of a transformer change (notebook 08)
  --preset NAME  quick (the default): about a minute; full: hours
  --seed N       the whole number that all randomness follows from (default 1)
  --shard I/N    train only this part of the runs, for example 2/3 on the second of three machines
  --folder DIR   store the runs there; without it, in out/runs
  --workers N    use N cores; without it, all

Every finished run is stored. You can interrupt a sweep, or the machine can: the same command goes on. Machines that
train one shard each can share a folder, or copy their folders together. Without --shard, the command then compares all
runs and writes the tables: quick ones to out/results, full ones to data/results.
`;

/** @type {readonly NodeJS.Signals[]} */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** @param {readonly string[]} args */
function sweepOptions(args) {
  const [name, ...words] = args;
  const given = readOptions(name?.startsWith("-") ? args : words, {
    usage,
    values: ["preset", "seed", "shard", "folder", "workers"],
    flags: ["help"],
  });
  if (given.help !== undefined) return undefined;
  if (name !== "d" && name !== "n" && name !== "l") {
    fail(
      `${name === undefined ? "Which sweep?" : `Unknown sweep "${name}".`} Choose d, n or l. Usage: ${usage}`,
    );
  }
  const preset = given.preset ?? "quick";
  if (preset !== "quick" && preset !== "full") fail(`Unknown preset "${preset}": choose quick or full`);
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(given.shard ?? "1/1") ?? [];
  if (!(Number(index) >= 1 && Number(index) <= Number(of))) {
    fail(`Cannot use --shard ${given.shard}: of three shards there are 1/3, 2/3 and 3/3`);
  }
  return {
    name,
    preset: /** @type {"quick" | "full"} */ (preset),
    seed: wholeNumber("seed", given.seed ?? "1"),
    ...(given.shard === undefined ? {} : { shard: { index: Number(index), of: Number(of) } }),
    folder: resolve(given.folder ?? join(paths.out, "runs")),
    workers: given.workers === undefined ? availableParallelism() : wholeNumber("workers", given.workers, 1),
  };
}

/**
 * @param {import("../../dist/experiment/index.js").Sweep} experiment
 * @param {NonNullable<ReturnType<typeof sweepOptions>>} options
 * @param {typeof import("../../dist/experiment/index.js")} room
 */
async function sweep(
  { grid, tables },
  { name, preset, seed, shard, folder, workers },
  { runGrid, sweepCommand, writeTable },
) {
  const bar = progressBar();
  let kept = "";
  let comparisons = 0;
  const tellKept = () => console.log(kept);
  for (const signal of signals) process.on(signal, tellKept);
  let result;
  try {
    result = await runGrid(grid, {
      folder,
      workers,
      ...(shard === undefined ? {} : { shard }),
      report: bar.update,
      warn: bar.print,
      onStart: ({ runs, stored, pairs, workers }) => {
        comparisons = pairs;
        kept = `${stored} of ${runs} runs are stored in ${folder}`;
        const part = shard === undefined ? "" : `shard ${shard.index}/${shard.of}, `;
        bar.print(`${grid.name}: ${part}${runs} runs, ${stored} of them stored already; ${workers} workers`);
      },
      onRun: ({ row, trained, seconds, done, of }) => {
        kept = `${done} of ${of} runs are stored in ${folder}`;
        const left = bar.left() && `; ${bar.left()}`;
        if (trained) {
          const text = `${row.documents} documents, seed ${row.seed}, resample ${row.resample}`;
          const took = `loss ${row.loss.toFixed(4)}, ${seconds.toFixed(1)} s`;
          bar.print(`${done}/${of} ${row.model}, d ${row.dimension}, ${text}: ${took}${left}`);
        }
        if (done === of && comparisons > 0) {
          bar.print(`All runs are there. Comparing ${comparisons} pairs of them${left}`);
        }
      },
    });
  } finally {
    bar.end();
    for (const signal of signals) process.off(signal, tellKept);
  }
  console.log(`${kept} (${megabytes(folder)} MB)`);

  if (shard !== undefined) return;
  const results = preset === "full" ? join(paths.root, "data", "results") : join(paths.out, "results");
  const all = { runs: result.runs, pairs: result.pairs, ...(await tables?.(result)) };
  for (const [kind, rows] of Object.entries(all)) {
    if (rows.length === 0) continue;
    const path = join(results, `${grid.name}-${kind}.csv`);
    writeTable(path, rows, sweepCommand(name, preset, seed));
    console.log(`Wrote ${relative(process.cwd(), path)}: ${rows.length} rows`);
  }
}

/** @param {string} folder */
function megabytes(folder) {
  // Another process may just have renamed its file.
  const sizes = readdirSync(folder).map(
    (file) => statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0,
  );
  return Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1e6);
}

command(async () => {
  const options = sweepOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(help.trimEnd());
    return;
  }
  // Python is for the notebooks: a machine that only computes needs none.
  await setup({ python: false });
  const experiment = await import("../../dist/experiment/index.js");
  for (const each of experiment.sweeps[options.name](options.preset, options.seed)) {
    try {
      await sweep(each, options, experiment);
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      if (name !== "GridFailure" && name !== "WriteFailure") throw error;
      fail(message);
    }
  }
  if (options.shard !== undefined) {
    console.log(
      "When all shards are in one folder, this compares the runs and writes the tables:\n" +
        `    ${experiment.sweepCommand(options.name, options.preset, options.seed)} --folder "${options.folder}"`,
    );
  }
});
