import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { runTool, ToolFailure } from "./child.mjs";
import { Failure, fail } from "./failure.mjs";
import { nodeModules, root } from "./paths.mjs";
import { stepOnce } from "./step.mjs";
import { whyInstallFailed } from "./why-install-failed.mjs";

const stamp = join(nodeModules, ".reseed-packages");

/**
 * Installs the npm packages of package-lock.json. Packages for the tests stay once they are there.
 *
 * @param {boolean} dev the tests' packages too
 */
export async function npmPackages(dev) {
  const wanted = dev || existsSync(join(nodeModules, "vitest"));
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const machine = `${process.platform}-${process.arch} node${process.versions.node.split(".")[0]}`;
  const key = `${lock.slice(0, 16)} ${machine}${wanted ? " +dev" : ""}`;
  const hadNative = existsSync(nativeLibrary);
  await stepOnce("npm packages", { stamp, key }, async (wasUnfinished) => {
    // npm writes this list last. Without it the folder may be half written, and only `npm ci` starts afresh;
    // with it `npm install` adds what is missing and leaves the rest, such as a TensorFlow built here, alone.
    const whole = !wasUnfinished && existsSync(join(nodeModules, ".package-lock.json"));
    const args = whole ? ["install", "--no-save"] : ["ci"];
    await npm([...args, "--ignore-scripts", "--include=optional", wanted ? "--include=dev" : "--omit=dev"]);
  });
  if (hadNative && !existsSync(nativeLibrary)) {
    console.log("  The native TensorFlow went with the old packages: npm run native builds it again");
  }
}

const nativeLibrary = join(nodeModules, "@tensorflow", "tfjs-node", "lib", "napi-v8", "tfjs_binding.node");

const quiet = ["--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];
/** By default, npm waits more than a minute before it says that there is no network. */
const lessPatient = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=10000"];

/** @param {string[]} args */
async function npm(args) {
  const [tool, ...first] = npmCommand();
  try {
    await runTool(tool, [...first, ...args, ...quiet, ...lessPatient], { cwd: root });
  } catch (error) {
    if (error instanceof ToolFailure) {
      throw new Failure(whyInstallFailed("npm", error.output), error.details);
    }
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") {
      fail(
        "npm was not found: it comes with Node.js from https://nodejs.org (Debian, Ubuntu: sudo apt install npm)",
      );
    }
    throw error;
  }
}

/** The npm that runs this command, else the one beside node, else the one on the path. */
export function npmCommand() {
  const beside = dirname(process.execPath);
  const scripts = [
    process.env.npm_execpath || "",
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const script = scripts.find((path) => basename(path) === "npm-cli.js" && existsSync(path));
  return script ? [process.execPath, script] : [process.platform === "win32" ? "npm.cmd" : "npm"];
}
