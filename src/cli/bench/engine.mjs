// `npm run bench:engine`: this project's negative sampling beside gensim's, on one core and at the same settings; how it
// grows with the cores; GloVe's speed; and its full softmax beside TensorFlow's WebAssembly.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { command } from "../command.mjs";
import { fail } from "../failure.mjs";
import { readOptions } from "../options.mjs";
import { out, root } from "../paths.mjs";
import { setup } from "../setup.mjs";
import { wholeNumber } from "../whole-number.mjs";
import { median } from "./median.mjs";
import { peerPython } from "./peer-python.mjs";

const GENSIM = [
  "gensim==4.4.0",
  'numpy==2.4.4; python_version >= "3.11"',
  'numpy==2.2.6; python_version < "3.11"',
  'scipy==1.17.1; python_version >= "3.11"',
  'scipy==1.15.3; python_version < "3.11"',
];
const usage = "npm run bench:engine -- [--json FILE] [--seeds N] [--epochs N] [--corpora NAME,NAME]";
const folder = join(out, "bench", "engine");
const dimension = 100;
/** gensim leaves out what a document has beyond this many words. */
const LONGEST = 10_000;

/** @type {{ figure: string, system: string, value: number, unit: string }[]} */
const rows = [];

command(async () => {
  const options = readOptions(process.argv.slice(2), {
    usage,
    values: ["json", "seeds", "epochs", "corpora"],
  });
  const seeds = wholeNumber("seeds", options.seeds ?? "5", 3);
  const epochs = wholeNumber("epochs", options.epochs ?? "5", 1);
  const corpora = options.corpora?.split(",") ?? ["state-of-the-union", "king-james-bible"];
  await setup();
  mkdirSync(folder, { recursive: true });
  const reseed = createRequire(import.meta.url)(join(root, "dist", "index.js"));
  const python = await peerPython("gensim", GENSIM);
  for (const name of corpora) besideGensim(reseed, python, name, seeds, epochs);
  await onAllCores(corpora[0]);
  for (const name of corpora) glove(reseed, name);
  softmaxSteps();
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 1)}\n`);
});

function row(figure, system, value, unit, digits = 4) {
  rows.push({ figure, system, value, unit });
  console.log(`  ${figure.padEnd(52)} ${system.padEnd(18)} ${value.toPrecision(digits)} ${unit}`);
}

/** Trains both in turn, once for each seed, and compares their speed and their vectors. */
function besideGensim(reseed, python, name, seeds, epochs) {
  const read = reseed.loadCorpus(name);
  const documents = read.documents.flatMap((words) =>
    Array.from({ length: Math.ceil(words.length / LONGEST) }, (_, k) =>
      words.slice(k * LONGEST, (k + 1) * LONGEST),
    ),
  );
  const corpus = { name, documents };
  const vocabulary = reseed.buildVocabulary(corpus, { minCount: 5 });
  const text = reseed.trainingText(corpus, vocabulary);
  const raw = documents.reduce((sum, words) => sum + words.length, 0);
  writeFileSync(join(folder, "documents.txt"), documents.map((words) => words.join(" ")).join("\n"));
  writeFileSync(join(folder, "words.txt"), vocabulary.words.join("\n"));
  console.log(
    `\n${name}: ${raw} words, ${vocabulary.words.length} different, d = ${dimension}, ${epochs} epochs, ${seeds} seeds`,
  );

  const ours = [];
  const theirs = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const processor = process.cpuUsage();
    const run = reseed.trainNegativeSampling(text, {
      dimension,
      epochs,
      seeds: reseed.seedStreams(seed),
      // gensim starts between ±1/d, and word2vec between ±0.5/d.
      startScale: 1 / (Math.sqrt(3) * dimension),
    });
    const processorSeconds = process.cpuUsage(processor).user / 1e6;
    ours.push({
      words: run.words.vectors,
      contexts: run.contexts.vectors,
      seconds: run.seconds,
      processorSeconds,
    });
    if (python) theirs.push(gensim(python, epochs, seed));
  }
  const systems = python ? { reseed: ours, gensim: theirs } : { reseed: ours };
  for (const [figure, time] of [
    ["speed", "seconds"],
    ["speed of the processor's time", "processorSeconds"],
  ]) {
    const speeds = Object.entries(systems).map(([system, runs]) => {
      const value = (raw * epochs) / median(runs.map((run) => run[time]));
      row(`${name}: ${figure}`, system, value, "raw words/s");
      return value;
    });
    if (python) row(`${name}: ${figure}`, "reseed : gensim", speeds[0] / speeds[1], "times", 3);
  }
  if (python) quality(reseed, name, text, ours, theirs);
}

function gensim(python, epochs, seed) {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env;
  const script = join(root, "src", "cli", "bench", "engine.py");
  const done = spawnSync(python, [script, folder, `${dimension}`, `${epochs}`, `${seed}`], {
    encoding: "utf8",
    env: { ...env, OPENBLAS_NUM_THREADS: "1", PYTHONHASHSEED: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (done.status !== 0) fail("gensim's part failed: its message is above");
  const [{ seconds, processor_seconds }] = JSON.parse(done.stdout).runs;
  const vectors = (kind) => {
    const bytes = readFileSync(join(folder, `gensim-${seed}.${kind}.f32`));
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  return {
    words: vectors("words"),
    contexts: vectors("contexts"),
    seconds,
    processorSeconds: processor_seconds,
  };
}

/**
 * How near a run's neighbours are to those of gensim's (other) runs, and the loss of all runs on the same pairs. A run
 * of gensim's with one more seed would lie within the interval in 95 of 100 cases.
 */
function quality(reseed, name, text, ours, theirs) {
  const size = text.vocabulary.words.length;
  const lists = (runs) =>
    runs.map((run) => reseed.neighbourLists(reseed.Matrix.from1DArray(size, dimension, run.words), 10));
  const [mine, gensims] = [lists(ours), lists(theirs)];
  const overlap = (a, b) => reseed.mean(reseed.neighbourOverlap(a, b));
  const own = gensims.map((a) => reseed.mean(gensims.filter((b) => b !== a).map((b) => overlap(a, b))));
  const cross = mine.map((a) => reseed.mean(gensims.map((b) => overlap(a, b))));
  compare(reseed, `${name}: overlap@10 with gensim's runs`, own, cross, "share");
  row(`${name}: overlap@10 with gensim's runs`, "chance", 10 / (size - 1), "share");

  const pairs = samplePairs(reseed, text);
  const loss = (run) => meanLoss(pairs, run);
  compare(
    reseed,
    `${name}: loss on ${pairs.length} pairs`,
    theirs.map(loss),
    ours.map(loss),
    "nats per pair",
  );
}

function compare(reseed, figure, gensims, ours, unit) {
  const centre = reseed.mean(gensims);
  const n = gensims.length;
  const deviation = Math.sqrt(gensims.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (n - 1));
  const { high, mean } = reseed.meanInterval(gensims);
  // From the interval of the mean to that of one more run.
  const reach = deviation === 0 ? 0 : (high - mean) * Math.sqrt(n + 1);
  row(figure, "gensim", centre, unit);
  row(figure, "gensim, from", centre - reach, unit);
  row(figure, "gensim, to", centre + reach, unit);
  const value = reseed.mean(ours);
  row(figure, "reseed", value, unit);
  console.log(`  reseed lies ${Math.abs(value - centre) <= reach ? "within" : "OUTSIDE"} gensim's interval`);
}

/** Neighbour, centre word and five noise words each, drawn as for training. */
function samplePairs(reseed, { vocabulary, documents }) {
  const random = reseed.randomFromText("pairs to judge by");
  const total = vocabulary.counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  const cumulative = vocabulary.counts.map((count) => {
    sum += count ** 0.75;
    return sum;
  });
  const noise = () => {
    const wanted = random() * sum;
    let [low, high] = [0, cumulative.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const pairs = [];
  for (const document of documents) {
    const kept = document.filter((word) => {
      const ratio = (1e-3 * total) / vocabulary.counts[word];
      return random() < Math.sqrt(ratio) + ratio;
    });
    kept.forEach((word, i) => {
      if (random() > 0.1) return;
      const width = 1 + Math.floor(5 * random());
      for (let j = Math.max(0, i - width); j <= Math.min(kept.length - 1, i + width); j++) {
        if (j !== i) pairs.push([kept[j], word, ...Array.from({ length: 5 }, noise)]);
      }
    });
  }
  return pairs;
}

function meanLoss(pairs, { words, contexts }) {
  let loss = 0;
  for (const [word, ...targets] of pairs) {
    targets.forEach((target, k) => {
      if (k > 0 && target === targets[0]) return;
      let score = 0;
      for (let j = 0; j < dimension; j++) {
        score += words[word * dimension + j] * contexts[target * dimension + j];
      }
      loss += Math.log1p(Math.exp(k === 0 ? -score : score));
    });
  }
  return loss / pairs.length;
}

/** The same run on one thread, and as many at once as there are cores. */
async function onAllCores(name) {
  const cores = availableParallelism();
  console.log(`\n${name}: as many runs at once as cores, ${cores}`);
  const program = `
    const { parentPort, workerData } = require("node:worker_threads");
    const reseed = require(workerData.package);
    const corpus = reseed.loadCorpus(workerData.name);
    const text = reseed.trainingText(corpus, reseed.buildVocabulary(corpus));
    const words = corpus.documents.reduce((sum, document) => sum + document.length, 0);
    parentPort.on("message", (seed) => {
      reseed.trainNegativeSampling(text, { dimension: ${dimension}, epochs: 1, seeds: reseed.seedStreams(seed) });
      parentPort.postMessage(words);
    });
    parentPort.postMessage(0);`;
  const workerData = { package: join(root, "dist", "index.js"), name };
  const workers = Array.from({ length: cores }, () => new Worker(program, { eval: true, workerData }));
  const answers = (some) =>
    Promise.all(some.map((worker) => new Promise((resolve) => worker.once("message", resolve))));
  await answers(workers);
  const speed = async (some) => {
    const done = answers(some);
    const start = performance.now();
    some.forEach((worker, k) => {
      worker.postMessage(k);
    });
    const words = (await done).reduce((sum, count) => sum + count, 0);
    return (1000 * words) / (performance.now() - start);
  };
  const one = await speed(workers.slice(0, 1));
  const all = await speed(workers);
  row(`${name}: speed`, "one thread", one, "raw words/s");
  row(`${name}: speed`, `${cores} threads`, all, "raw words/s");
  row(`${name}: speed`, "all : one", all / one, "times", 3);
  await Promise.all(workers.map((worker) => worker.terminate()));
}

/** How many co-occurrence cells GloVe fits in a second on one core, the shuffling included. */
function glove(reseed, name) {
  const corpus = reseed.loadCorpus(name);
  const text = reseed.trainingText(corpus, reseed.buildVocabulary(corpus, { maxSize: 10_000 }));
  const { counts } = reseed.countSparseCooccurrence(text, { window: 10, weighting: "harmonic" });
  console.log(
    `\n${name}: GloVe, ${text.vocabulary.words.length} different words, ${counts.length} cells, d = ${dimension}`,
  );
  const epochs = [];
  let last;
  const onEpoch = () => {
    const now = { clock: performance.now() / 1000, processor: process.cpuUsage().user / 1e6 };
    if (last)
      epochs.push({ seconds: now.clock - last.clock, processorSeconds: now.processor - last.processor });
    last = now;
  };
  reseed.trainGlove(text, { dimension, seeds: reseed.seedStreams(1), epochs: 6, onEpoch });
  for (const [figure, time] of [
    ["speed", "seconds"],
    ["speed of the processor's time", "processorSeconds"],
  ]) {
    const value = counts.length / median(epochs.map((epoch) => epoch[time]));
    row(`${name}: GloVe, ${figure}`, "reseed", value, "cells/s");
  }
}

/**
 * A step of the full softmax with Adam, the reading of its loss included. Each backend has a process of its own; they take turns, so that
 * what else the machine does falls on both.
 */
function softmaxSteps() {
  const [words, small, steps, rounds] = [2000, 64, 20, 3];
  console.log(`\nA step of the full softmax with Adam, V = ${words}, d = ${small}`);
  const program = `
    const reseed = require(${JSON.stringify(join(root, "dist", "index.js"))});
    const corpus = reseed.loadCorpus("state-of-the-union");
    const counts = reseed.countCooccurrence(corpus, reseed.buildVocabulary(corpus, { maxSize: ${words} }), { window: 5 });
    const times = [];
    let last;
    const onStep = () => {
      const { user, system } = process.cpuUsage();
      const now = { clock: performance.now(), processor: (user + system) / 1000 };
      if (last) times.push({ clock: now.clock - last.clock, processor: now.processor - last.processor });
      last = now;
    };
    const fixed = { maxSteps: ${steps}, patience: ${steps} };
    reseed.trainSkipGram(counts, { dimension: ${small}, seeds: reseed.seedStreams(1), ...fixed, onStep }).then(() => {
      console.log(JSON.stringify(times));
    });`;
  const systems = { engine: "reseed", wasm: "tfjs WebAssembly" };
  const times = { engine: [], wasm: [] };
  for (let round = 0; round < rounds; round++) {
    for (const backend of Object.keys(systems)) {
      const done = spawnSync(process.execPath, ["-e", program], {
        encoding: "utf8",
        env: { ...process.env, RESEED_BACKEND: backend },
      });
      if (done.status !== 0) fail(`The full softmax failed with ${backend}: ${done.stderr}`);
      times[backend].push(...JSON.parse(done.stdout.trim().split("\n").at(-1)));
    }
  }
  for (const [figure, kind] of [
    ["full softmax, one step", "clock"],
    ["full softmax, one step, the processor's time", "processor"],
  ]) {
    const medians = Object.entries(systems).map(([backend, system]) => {
      const value = median(times[backend].map((time) => time[kind]));
      row(figure, system, value, "ms");
      return value;
    });
    row(figure, "tfjs : reseed", medians[1] / medians[0], "times", 3);
  }
}
