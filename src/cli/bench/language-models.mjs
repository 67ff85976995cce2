// `npm run bench:language-models`: what a training step of the transformers and of the original exercise costs on one core.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { command } from "../command.mjs";
import { readOptions } from "../options.mjs";
import { root } from "../paths.mjs";
import { setup } from "../setup.mjs";
import { wholeNumber } from "../whole-number.mjs";

const usage = "npm run bench:language-models -- [--json FILE] [--steps N]";

command(async () => {
  const options = readOptions(process.argv.slice(2), { usage, values: ["json", "steps"] });
  const steps = wholeNumber("steps", options.steps ?? "60", 1);
  await setup({ python: false });
  const reseed = createRequire(import.meta.url)(join(root, "dist", "index.js"));
  const { description } = await reseed.chooseBackend();
  const bible = reseed.loadCorpus("king-james-bible");
  const rows = [];
  console.log(`Milliseconds of processor time per step, median of ${steps}, with ${description}\n`);
  /**
   * @param {string} figure
   * @param {number} words that a step predicts
   * @param {(onStep: () => void) => Promise<unknown>} train
   */
  const measure = async (figure, words, train) => {
    const times = await stepTimes(train);
    const value = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    rows.push({ figure, system: "reseed", value, unit: "ms" });
    const speed = `${Math.round((1000 * words) / value).toLocaleString("en")} words/s`;
    console.log(`${figure.padEnd(52)}${value.toFixed(2).padStart(8)} ms${speed.padStart(18)}`);
  };

  for (const preset of ["quick", "full"]) {
    const { models, dimensions, vocabulary } = reseed.depthGrid(preset, 1, 4);
    const text = reseed.trainingText(bible, reseed.buildVocabulary(bible, vocabulary));
    for (const { label, options: model } of models) {
      const { batchSize, blockLength } = model;
      await measure(`transformer, ${preset} preset, depth ${label}`, batchSize * blockLength, (onStep) =>
        reseed.trainTransformer(text, {
          ...model,
          dimension: dimensions[0],
          steps,
          seeds: reseed.seedStreams(1),
          onStep,
        }),
      );
    }
  }
  for (const maxSize of [300, 4600]) {
    const text = reseed.trainingText(bible, reseed.buildVocabulary(bible, { minCount: 1, maxSize }));
    await measure(`the original exercise's model, ${maxSize} words`, 32, async (onStep) => {
      const enough = new AbortController();
      const run = reseed.trainNnlm(text, {
        ...reseed.originalExercise,
        seeds: reseed.seedStreams(1),
        signal: enough.signal,
        onStep: (step) => {
          if (step <= steps) onStep();
          else enough.abort();
        },
      });
      await run.catch((error) => {
        if (error !== enough.signal.reason) throw error;
      });
    });
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 1)}\n`);
});

/**
 * The processor time of each step but the first ones, in which code is compiled.
 *
 * @param {(onStep: () => void) => Promise<unknown>} train
 */
async function stepTimes(train) {
  const times = [];
  let last = process.cpuUsage();
  await train(() => {
    const { user, system } = process.cpuUsage(last);
    times.push((user + system) / 1000);
    last = process.cpuUsage();
  });
  return times.slice(Math.min(10, Math.floor(times.length / 2)));
}
