// `npm run bench:metrics`: every metric on two runs of 10,000 words in 100 dimensions, beside numpy, on one core.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { command } from "../command.mjs";
import { fail } from "../failure.mjs";
import { readOptions } from "../options.mjs";
import { out, root } from "../paths.mjs";
import { setup } from "../setup.mjs";
import { wholeNumber } from "../whole-number.mjs";
import { median } from "./median.mjs";
import { peerPython } from "./peer-python.mjs";

const NUMPY = ['numpy==2.4.4; python_version >= "3.11"', 'numpy==2.2.6; python_version < "3.11"'];
const usage = "npm run bench:metrics -- [--json FILE] [--repeat N] [--words V] [--dimension D]";
const folder = join(out, "bench", "metrics");
const together = "all together";

/** @typedef {{ seconds: readonly number[], value?: number }} Measured how long each time, and what came out */

command(async () => {
  const options = readOptions(process.argv.slice(2), {
    usage,
    values: ["json", "repeat", "words", "dimension"],
  });
  const repeats = wholeNumber("repeat", options.repeat ?? "5", 1);
  const words = wholeNumber("words", options.words ?? "10000", 1);
  const dimension = wholeNumber("dimension", options.dimension ?? "100", 1);
  await setup();
  const reseed = createRequire(import.meta.url)(join(root, "dist", "index.js"));

  const runs = relatedRuns(reseed, words, dimension);
  mkdirSync(folder, { recursive: true });
  runs.forEach((run, i) => {
    writeFileSync(join(folder, `${i}.f64`), run);
  });
  console.log(
    `Two runs of ${words} words in ${dimension} dimensions, seconds of processor time, median of ${repeats}\n`,
  );
  const systems = { reseed: ours(reseed, runs, words, dimension, repeats) };
  const python = await peerPython("numpy", NUMPY);
  if (python) systems.numpy = numpys(python, words, dimension, repeats);

  const names = Object.keys(systems);
  const rows = [];
  const line = (figure, cells) =>
    console.log(figure.padEnd(46) + cells.map((cell) => cell.padStart(14)).join(""));
  line("", [...names.map((name) => `${name} (s)`), ...names.map((name) => `${name} finds`)]);
  for (const figure of Object.keys(systems.reseed)) {
    const found = names.map((name) => systems[name][figure]);
    found.forEach((measured, i) => {
      if (measured) rows.push({ figure, system: names[i], value: median(measured.seconds), unit: "s" });
    });
    line(figure, [
      ...found.map((measured) => (measured ? median(measured.seconds).toFixed(3) : "–")),
      ...found.map((measured) => short(measured?.value)),
    ]);
  }
  const [first] = systems.reseed[together].seconds;
  console.log(`\nreseed's first time, before its code is compiled: ${first.toFixed(3)} s ${together}`);
  rows.push({ figure: `${together}, the first time`, system: "reseed", value: first, unit: "s" });
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 1)}\n`);
});

/** Two runs that share most of what they know, one of them turned; row after row. */
function relatedRuns({ gaussian, randomFromText, randomOrthogonal, Matrix }, words, dimension) {
  const normal = gaussian(randomFromText("two related runs"));
  const size = words * dimension;
  const common = Float64Array.from({ length: size }, normal);
  const [first, second] = [0, 1].map(() => common.map((value) => value + 0.5 * normal()));
  const turn = randomOrthogonal(dimension, randomFromText("turn"));
  return [first, Float64Array.from(Matrix.from1DArray(words, dimension, second).mmul(turn).to1DArray())];
}

/** @returns {Record<string, Measured>} */
function ours(reseed, runs, words, dimension, repeats) {
  const [a, b] = runs.map((run) => reseed.Matrix.from1DArray(words, dimension, run));
  const { mean, randomFromText } = reseed;
  const k = Math.min(10, words - 1);
  const bands = reseed.frequencyBands(
    Array.from({ length: words }, (_, word) => Math.ceil(words / (word + 1))),
    [3, 10, 100],
  );
  let lists = [];
  const figures = {
    "Frobenius distance": () => reseed.frobeniusDistance(a, b),
    "Procrustes residual": () => reseed.procrustesResidual(a, b),
    "Procrustes residual, normalised": () => reseed.normalisedResidual(a, b),
    "Procrustes residual, held-out": () => reseed.heldOutResidual(a, b, randomFromText("halves")),
    "mean cosine before alignment": () => reseed.meanCosine(a, b),
    "mean cosine after alignment": () => reseed.alignedCosine(a, b),
    "mean cosine after alignment, held-out": () =>
      mean(reseed.heldOutCosines(a, b, randomFromText("halves"))),
    "10 nearest neighbours of all words, both runs": () => {
      lists = [a, b].map((run) => reseed.neighbourLists(run, k));
      return undefined;
    },
    "neighbour overlap@10, by frequency band": () =>
      reseed.bandMeans(reseed.neighbourOverlap(lists[0], lists[1]), bands)[0],
    "neighbour Jaccard": () => mean(reseed.neighbourJaccard(lists[0], lists[1])),
    "joint reliability": () => mean(reseed.jointReliability([lists[0], lists[1], lists[0]])),
    "distance correlation, Pearson, all pairs": () => reseed.distanceCorrelation(a, b),
    "distance correlation, Spearman, 200,000 pairs": () =>
      reseed.distanceRankCorrelation(a, b, randomFromText("pairs")),
    "spectrum of the covariance, both runs": () =>
      reseed.spectrumDistance(...[a, b].map((run) => reseed.eigenvalueSpectrum(run, "covariance"))),
    "spectrum of the correlation, both runs": () =>
      reseed.spectrumDistance(...[a, b].map((run) => reseed.eigenvalueSpectrum(run, "correlation"))),
    "eigenspace overlap": () => reseed.eigenspaceOverlap(a, b),
    "eigenspace instability": () => reseed.eigenspaceInstability(a, b, [a, b]),
    "PIP loss": () => reseed.pipLoss(a, b),
    "linear CKA": () => reseed.linearCKA(a, b),
  };
  return measure(figures, repeats);
}

/** Each time all figures in their order, as in a notebook, and the sum of their times. */
function measure(figures, repeats) {
  /** @type {Record<string, { seconds: number[], value?: number }>} */
  const measured = {};
  for (const figure of [...Object.keys(figures), together]) measured[figure] = { seconds: [] };
  for (let time = 0; time < repeats; time++) {
    let sum = 0;
    for (const [figure, run] of Object.entries(figures)) {
      const start = processorSeconds();
      measured[figure].value = run();
      const seconds = processorSeconds() - start;
      measured[figure].seconds.push(seconds);
      sum += seconds;
    }
    measured[together].seconds.push(sum);
  }
  return measured;
}

/** Of all threads of this process. Unlike the time on the clock it does not grow if others use the machine too. */
function processorSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** @returns {Record<string, Measured>} */
function numpys(python, words, dimension, repeats) {
  const one = {
    OPENBLAS_NUM_THREADS: "1",
    OMP_NUM_THREADS: "1",
    MKL_NUM_THREADS: "1",
    VECLIB_MAXIMUM_THREADS: "1",
  };
  const script = join(root, "src", "cli", "bench", "metrics.py");
  const done = spawnSync(python, [script, folder, `${words}`, `${dimension}`, `${repeats}`], {
    encoding: "utf8",
    env: { ...process.env, ...one },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (done.status !== 0) fail("numpy's part failed: its message is above");
  return JSON.parse(done.stdout);
}

/** What was found; nothing for a figure that is no number. */
function short(value) {
  if (value === undefined || value === null) return "";
  return Math.abs(value) >= 1e5 ? value.toExponential(3) : Number(value.toPrecision(6)).toString();
}
