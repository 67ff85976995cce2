import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { command } from "./command.mjs";
import { fail } from "./failure.mjs";
import * as paths from "./paths.mjs";
import { setup } from "./setup.mjs";

const presets = ["quick", "full"];

/** Reads the command line; fails with one line that names what is wrong and what is allowed. */
function courseOptions(args, notebookFolder) {
  let values;
  try {
    const option = { type: "string" };
    ({ values } = parseArgs({
      args: withNegativeNumbers(args),
      options: { only: option, seed: option, preset: option, kernel: option, out: option },
    }));
  } catch (error) {
    return fail(
      `${error.message.split(/[.] |\n/)[0].replace(/[.]$/, "")}. Usage: npm run course -- [--only 01,03] [--seed N] [--preset quick|full] [--kernel NAME] [--out DIR]`,
    );
  }
  const parameters = {};
  if (values.seed !== undefined) {
    const seed = Number(values.seed);
    if (values.seed.trim() === "" || !Number.isSafeInteger(seed)) {
      fail(`Cannot use --seed ${values.seed}: it must be a whole number, for example --seed 7`);
    }
    parameters.seed = seed;
  }
  if (values.preset !== undefined) {
    if (!presets.includes(values.preset)) {
      fail(`Unknown preset "${values.preset}": choose ${presets.join(" or ")}`);
    }
    parameters.preset = values.preset;
  }
  return {
    notebooks: chosenNotebooks(values.only, notebookFolder),
    parameters,
    kernel: values.kernel,
    out: resolve(values.out ?? join(paths.out, "course")),
  };
}

/** parseArgs takes the "-3" of "--seed -3" for an option of its own, but not that of "--seed=-3". */
function withNegativeNumbers(args) {
  const isSeed = (position) => args[position - 1] === "--seed" && /^-\d/.test(args[position]);
  return args.flatMap((arg, position) => {
    if (isSeed(position + 1)) return [];
    return isSeed(position) ? [`--seed=${arg}`] : [arg];
  });
}

function chosenNotebooks(only, folder) {
  const all = readdirSync(folder)
    .filter((name) => /^\d\d-.*\.ipynb$/.test(name))
    .sort();
  if (all.length === 0) fail(`No notebooks named like 01-title.ipynb in ${folder}`);
  if (only === undefined) return all;
  const numbers = all.map((name) => name.slice(0, 2));
  const wanted = only.split(",").map((part) => part.trim());
  const unknown = wanted.find((number) => !numbers.includes(number));
  if (unknown !== undefined) {
    fail(
      `No notebook "${unknown}" for --only: there are ${numbers.join(", ")}, for example --only ${numbers[0]}`,
    );
  }
  return all.filter((name) => wanted.includes(name.slice(0, 2)));
}

/** Runs one notebook; resolves with the last thing that run_notebook.py said. */
function runNotebook(path, { out, parameters, kernel }, onCell) {
  const script = fileURLToPath(new URL("run_notebook.py", import.meta.url));
  const args = [script, path, out, JSON.stringify(parameters), ...(kernel ? [kernel] : [])];
  return new Promise((settle, reject) => {
    const child = spawn(paths.venvPython, args, { stdio: ["ignore", "pipe", "pipe"] });
    let last = {};
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      last = JSON.parse(line);
      if (last.cell !== undefined) onCell(last);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0 && last.seconds === undefined) reject(new Error(`${path} ended without a result`));
      else if (code !== 0 && last.failed === undefined && last.unknownKernel === undefined) {
        settle({
          failed: { cell: last.cell ?? 1, error: stderr.trim() || `Python ended with code ${code}` },
        });
      } else settle(last);
    });
  });
}

/** Runs the notebooks one after the other, and says how each went. Returns the names of those that failed. */
async function course(options, notebookFolder) {
  const failures = [];
  const { stdout } = process;
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
      console.log(`${title}  computed in ${result.seconds.toFixed(1)} s`);
    }
  }
  return failures;
}

await command(async () => {
  // Only the tests set this: they bring notebooks of their own.
  const folder = process.env.RESEED_NOTEBOOKS ?? paths.notebooks;
  if (!existsSync(folder)) fail(`There is no folder ${folder}`);
  const options = courseOptions(process.argv.slice(2), folder);
  await setup();
  const failures = await course(options, folder);
  console.log(`Written to ${relative(process.cwd(), options.out) || "."}`);
  if (failures.length > 0) {
    fail(`${failures.length} of ${options.notebooks.length} notebooks failed: ${failures.join(", ")}`);
  }
});
