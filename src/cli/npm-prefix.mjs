import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "./child.mjs";
import { npmCommand } from "./npm-packages.mjs";
import { out } from "./paths.mjs";
import { stepOnce } from "./step.mjs";

/**
 * Installs an npm package as `npm install --global` does, but in a folder of its own: neither the project's packages nor
 * others come near it. What is there already stays.
 *
 * @param {string} name of the folder, below out
 * @param {string} packageName
 * @param {string} version an exact one
 * @param {{ scripts?: boolean }} [options] `scripts`: install scripts of packages run too
 * @returns {Promise<string>} the folder of the package
 * @throws {import("./child.mjs").ToolFailure} if npm cannot install it
 */
export async function npmPrefix(name, packageName, version, { scripts = false } = {}) {
  const prefix = join(out, name);
  const modules = join(prefix, process.platform === "win32" ? "." : "lib", "node_modules");
  const wanted = `${packageName}@${version}`;
  await stepOnce(wanted, { stamp: join(prefix, ".installed"), key: wanted }, async () => {
    rmSync(prefix, { recursive: true, force: true });
    mkdirSync(prefix, { recursive: true });
    const [tool, ...first] = npmCommand();
    const quiet = ["--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];
    const where = ["--global", "--prefix", prefix, ...(scripts ? [] : ["--ignore-scripts"])];
    await runTool(tool, [...first, "install", wanted, ...where, ...quiet], { cwd: prefix });
  });
  return join(modules, packageName);
}
