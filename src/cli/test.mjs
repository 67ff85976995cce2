// Checks everything: `npm test`. Every section runs, also after one that failed; the last line counts.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./find-browser.mjs";
import { root } from "./paths.mjs";
import { setup } from "./setup.mjs";

await setup({ dev: true });

const reports = join(root, "out", "test");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

let passed = 0;
let failed = 0;
const brokenSections = [];

/** Runs the command of an installed package; its output goes to the terminal. Returns true if it succeeded. */
function tool(packageName, command, args, env = {}) {
  const folder = join(root, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const script = join(folder, bin[command]);
  const options = { cwd: root, stdio: "inherit", env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [script, ...args], options).status === 0;
}

function section(title, check) {
  console.log(`\n── ${title}`);
  const start = performance.now();
  const failedBefore = failed;
  check();
  if (failed > failedBefore) brokenSections.push(title);
  console.log(
    `   ${title}: ${failed > failedBefore ? "failed" : "ok"}, ${seconds(performance.now() - start)}`,
  );
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function count(ok) {
  if (ok) passed++;
  else failed++;
}

function vitest(name, args, env) {
  const report = join(reports, `${name}.json`);
  const ok = tool(
    "vitest",
    "vitest",
    ["run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    env,
  );
  const result = existsSync(report)
    ? JSON.parse(readFileSync(report, "utf8"))
    : { numPassedTests: 0, numFailedTests: 0 };
  passed += result.numPassedTests;
  // A file that cannot be loaded, or a folder without tests, has no failed test of its own.
  failed += ok ? result.numFailedTests : Math.max(1, result.numFailedTests);
}

section("types", () => count(tool("typescript", "tsc", ["-p", "test"])));
section("lint", () => count(tool("@biomejs/biome", "biome", ["check", "--error-on-warnings"])));
section("rooms", () => count(tool("dependency-cruiser", "depcruise", ["src"])));
section("unit tests", () =>
  vitest("unit", ["test", "--exclude=test/notebooks/**", "--exclude=test/browser/**"]),
);
section("notebooks", () => vitest("notebooks", ["test/notebooks"]));

const browser = findBrowser();
if (browser === undefined) console.log("\n── figures in a browser\n   skipped: no browser");
else section("figures in a browser", () => vitest("browser", ["test/browser"], { CHROMIUM: browser }));

if (brokenSections.length > 0) console.log(`\nFailed: ${brokenSections.join(", ")}`);
console.log(`\nAll of it took ${seconds(performance.now())}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
