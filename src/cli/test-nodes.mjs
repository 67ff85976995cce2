// `npm run test:nodes`: the kernel's tests that start a kernel, each on other versions of Node.js than this one.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ended, ownGroup } from "./child.mjs";
import { command } from "./command.mjs";
import { fail } from "./failure.mjs";
import { npmPrefix } from "./npm-prefix.mjs";
import { readOptions } from "./options.mjs";
import { nodeModules, root } from "./paths.mjs";
import { setup } from "./setup.mjs";

/** @type {Readonly<Record<string, string>>} */
const versions = { 20: "20.20.2", 22: "22.23.3", 24: "24.21.0" };
const usage = "npm run test:nodes -- [--only 22,24] [--tests test/kernel/runtime]";

/** What a cell does, how it is stopped, and what the protocol asks for. */
const tests = [
  "test/kernel/programs.test.ts",
  "test/kernel/project-settings.test.ts",
  "test/kernel/runtime",
  "test/kernel/conformance",
  "test/kernel/protocol/kernel.test.ts",
];

command(async () => {
  const options = readOptions(process.argv.slice(2), { usage, values: ["only", "tests"] });
  const [own] = process.versions.node.split(".");
  const wanted = options.only?.split(",") ?? Object.keys(versions).filter((major) => major !== own);
  for (const major of wanted) {
    if (!(major in versions)) {
      fail(`Node.js ${major} is not one of ${Object.keys(versions).join(", ")}. Usage: ${usage}`);
    }
  }
  await setup({ dev: true });
  /** @type {string[]} */
  const failed = [];
  for (const major of wanted) {
    const node = await installNode(versions[major]);
    console.log(`\n── Node.js ${versions[major]}`);
    const child = spawn(
      process.execPath,
      [join(nodeModules, "vitest", "vitest.mjs"), "run", ...(options.tests?.split(",") ?? tests)],
      {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, KERNEL_NODE: node },
        detached: ownGroup,
      },
    );
    if ((await ended(child)).code !== 0) failed.push(versions[major]);
  }
  if (failed.length > 0) fail(`The kernel's tests failed on Node.js ${failed.join(" and ")}`);
});

/**
 * @param {string} version
 * @returns {Promise<string>} the program
 */
async function installNode(version) {
  const isWindows = process.platform === "win32";
  // The npm package "node" only chooses one of these, with a script of its own.
  const beginning = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const name = [beginning, isWindows ? "win" : process.platform, process.arch].join("-");
  const folder = await npmPrefix(join("nodes", version), name, version);
  const node = join(folder, "bin", isWindows ? "node.exe" : "node");
  if (!existsSync(node)) fail(`Node.js ${version} was installed, but ${node} is missing`);
  return node;
}
