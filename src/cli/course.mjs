// `npm run course`: runs the notebooks one after the other, without a browser.
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { command } from "./command.mjs";
import { fail } from "./failure.mjs";
import { readOptions } from "./options.mjs";
import * as paths from "./paths.mjs";
import { runNotebook } from "./run-notebook.mjs";
import { setup } from "./setup.mjs";
import { wholeNumber } from "./whole-number.mjs";

const usage = "npm run course -- [--only 01,03] [--seed N] [--preset quick|full] [--kernel NAME] [--out DIR]";
const help = `${usage}

  --only 01,03     run these notebooks; without it, all
  --seed N         the whole number that all randomness follows from
  --preset NAME    quick (the default), or full: more runs and a larger vocabulary
  --kernel NAME    run on this kernel; without it, on the one that the notebook names
  --out DIR        write there; without it, to out/course
`;
const presets = ["quick", "full"];

/**
 * Reads the command line; fails with one line that names what is wrong and what is allowed.
 *
 * @param {Record<string, string | undefined>} given
 * @param {string} notebookFolder
 */
function courseOptions(given, notebookFolder) {
  /** @type {Record<string, number | string>} */
  const parameters = {};
  if (given.seed !== undefined) parameters.seed = wholeNumber("seed", given.seed);
  if (given.preset !== undefined) {
    if (!presets.includes(given.preset)) {
      fail(`Unknown preset "${given.preset}": choose ${presets.join(" or ")}`);
    }
    parameters.preset = given.preset;
  }
  return {
    notebooks: chosenNotebooks(given.only, notebookFolder),
    parameters,
    kernel: given.kernel,
    out: resolve(given.out ?? join(paths.out, "course")),
  };
}

/**
 * @param {string | undefined} only
 * @param {string} folder
 */
function chosenNotebooks(only, folder) {
  const all = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d\d-.*\.ipynb$/.test(name))
        .sort()
    : [];
  if (all.length === 0) fail(`No notebooks named like 01-title.ipynb in ${folder}`);
  if (only === undefined) return all;
  const numbers = all.map((name) => name.slice(0, 2));
  const wanted = only.split(",").map((part) => part.trim().padStart(2, "0"));
  const unknown = wanted.find((number) => !numbers.includes(number));
  if (unknown !== undefined) {
    fail(`No notebook ${unknown}: there are ${numbers.join(", ")}, for example --only ${numbers[0]}`);
  }
  return all.filter((name) => wanted.includes(name.slice(0, 2)));
}

/** @param {string} folder */
function makeFolder(folder) {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    fail(`Cannot write into ${folder}: it is a file. Name a folder, for example --out results`);
  }
  mkdirSync(folder, { recursive: true });
}

/**
 * Runs the notebooks one after the other, and says how each went.
 *
 * @param {ReturnType<typeof courseOptions>} options
 * @param {string} notebookFolder
 * @returns {Promise<string[]>} the names of those that failed
 */
async function course(options, notebookFolder) {
  const { stdout } = process;
  const failures = [];
  for (const name of options.notebooks) {
    const title = name.replace(/\.ipynb$/, "");
    const result = await runNotebook(join(notebookFolder, name), options, ({ cell, of }) => {
      if (stdout.isTTY) stdout.write(`\r\x1b[K${title}  cell ${cell} of ${of}`);
    });
    if (stdout.isTTY) stdout.write("\r\x1b[K");
    if (result.unknownKernel !== undefined) {
      fail(`Unknown kernel "${result.unknownKernel}" for ${name}: there are ${result.known}`);
    }
    if (result.failed) {
      failures.push(title);
      console.log(`${title}  FAILED in cell ${result.failed.cell}:`);
      console.log(result.failed.error.replace(/^/gm, "    "));
    } else {
      console.log(`${title}  computed in ${result.seconds?.toFixed(1)} s`);
    }
  }
  return failures;
}

command(async () => {
  const given = readOptions(process.argv.slice(2), {
    usage,
    values: ["only", "seed", "preset", "kernel", "out"],
    flags: ["help"],
  });
  if (given.help !== undefined) {
    console.log(help);
    return;
  }
  // Only the tests set this: they bring notebooks of their own.
  const folder = process.env.RESEED_NOTEBOOKS ?? paths.notebooks;
  const options = courseOptions(given, folder);
  makeFolder(options.out);
  await setup();
  const failures = await course(options, folder);
  console.log(`Written to ${relative(process.cwd(), options.out) || "."}`);
  if (failures.length > 0) {
    fail(`${failures.length} of ${options.notebooks.length} notebooks failed: ${failures.join(", ")}`);
  }
});
