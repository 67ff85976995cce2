// Checks everything: `npm test`. Every section runs, also after one that failed; the last line counts.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ended, ownGroup } from "./child.mjs";
import { command } from "./command.mjs";
import { findBrowser } from "./find-browser.mjs";
import { nodeModules, out, root } from "./paths.mjs";
import { setup } from "./setup.mjs";

const reports = join(out, "test");
/** Milliseconds for a test that names no other limit: a busy machine is not a defect. */
const PATIENCE = 30_000;

let passed = 0;
let failed = 0;
/** @type {string[]} */
const brokenSections = [];

/**
 * Runs the command of an installed package; its output goes to the terminal.
 *
 * @param {string} packageName
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>} whether it succeeded
 */
async function tool(packageName, name, args, env = {}) {
  const folder = join(nodeModules, packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const child = spawn(process.execPath, [join(folder, bin[name]), ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
    detached: ownGroup,
  });
  return (await ended(child)).code === 0;
}

/**
 * @param {string} title
 * @param {() => Promise<void>} check
 */
async function section(title, check) {
  console.log(`\n── ${title}`);
  const start = performance.now();
  const failedBefore = failed;
  await check();
  const ok = failed === failedBefore;
  if (!ok) brokenSections.push(title);
  console.log(`   ${title}: ${ok ? "ok" : "failed"}, ${seconds(performance.now() - start)}`);
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** @param {boolean} ok */
function count(ok) {
  if (ok) passed++;
  else failed++;
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function vitest(name, args, env) {
  const report = join(reports, `${name}.json`);
  const ok = await tool(
    "vitest",
    "vitest",
    [
      "run",
      ...args,
      `--testTimeout=${PATIENCE}`,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    env,
  );
  const result = existsSync(report)
    ? JSON.parse(readFileSync(report, "utf8"))
    : { numPassedTests: 0, numFailedTests: 0 };
  passed += result.numPassedTests;
  // A file that cannot be loaded, or a folder without tests, has no failed test of its own.
  failed += ok ? result.numFailedTests : Math.max(1, result.numFailedTests);
}

command(async () => {
  await setup({ dev: true });
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  await section("types", async () => count(await tool("typescript", "tsc", ["-p", "test"])));
  await section("lint", async () =>
    count(await tool("@biomejs/biome", "biome", ["check", "--error-on-warnings"])),
  );
  await section("rooms", async () => count(await tool("dependency-cruiser", "depcruise", ["src"])));
  await section("unit tests", () =>
    vitest("unit", [
      "test",
      "--exclude=test/notebooks/**",
      "--exclude=test/claims/**",
      "--exclude=test/browser/**",
    ]),
  );
  await section("notebooks", () => vitest("notebooks", ["test/notebooks"]));
  // After the notebooks, whose stored runs it finds.
  await section("claims", () => vitest("claims", ["test/claims"]));

  const browser = findBrowser();
  if (browser === undefined) console.log("\n── in a browser\n   skipped: no browser");
  else await section("in a browser", () => vitest("browser", ["test/browser"], { CHROMIUM: browser }));

  if (brokenSections.length > 0) console.log(`\nFailed: ${brokenSections.join(", ")}`);
  console.log(`\nAll of it took ${seconds(performance.now())}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});
