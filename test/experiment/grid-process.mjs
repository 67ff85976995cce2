// Runs a grid in a process of its own and writes its tables, so that tests can kill it, or give it little disk or memory.
// usage: node grid-process.mjs '{"grid": …, "options": …, "tables": "path"}'
import { createRequire } from "node:module";

const { runGrid, writeTable } = createRequire(import.meta.url)("../../dist/experiment/index.js");
const { grid, options, tables } = JSON.parse(process.argv[2]);

try {
  const { runs, pairs } = await runGrid(grid, {
    ...options,
    onStart: ({ stored }) => console.log(`started with ${stored}`),
    onRun: ({ done, of, trained }) => console.log(`${done} of ${of} ${trained ? "trained" : "found"}`),
    warn: (message) => console.log(message),
  });
  if (tables !== undefined) {
    writeTable(`${tables}-runs.csv`, runs, grid.name);
    if (pairs.length > 0) writeTable(`${tables}-pairs.csv`, pairs, grid.name);
  }
  console.log("finished");
} catch (error) {
  console.log(`${error.name}: ${error.message}`);
  process.exitCode = 1;
}
