// `npm run native`: builds the native part of @tensorflow/tfjs-node against the TensorFlow library in the Python package
// tensorflow-cpu. tfjs-node's own install step fetches a binary from a place that many networks refuse; this way
// needs only npm and pip. The compiler is called directly: node-gyp would fetch Node's headers from the web, and
// node-api-headers has the few that are needed. Node-API is stable, so one build serves every Node version.
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "./child.mjs";
import { command } from "./command.mjs";
import { fail } from "./failure.mjs";
import { nodeModules, root, venvPython } from "./paths.mjs";
import { pip } from "./python-environment.mjs";
import { setup } from "./setup.mjs";
import { readStamp, step } from "./step.mjs";

const tensorflowVersion = "2.21.0";
const neededGigabytes = 1.6;

const tfjsNode = join(nodeModules, "@tensorflow", "tfjs-node");
const apiHeaders = join(nodeModules, "node-api-headers", "include");
const deps = join(tfjsNode, "deps");
const addonFolder = join(tfjsNode, "lib", "napi-v8");
const addon = join(addonFolder, "tfjs_binding.node");
const stamp = join(addonFolder, "built-against.txt");
const downloads = join(nodeModules, ".cache", "native");

async function requireCompiler() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    fail(
      `npm run native builds on Linux x64 only, and this is ${process.platform} ${process.arch}. Nothing is lost but time: everything runs with WebAssembly`,
    );
  }
  try {
    await runTool("g++", ["--version"]);
  } catch {
    fail(
      "npm run native needs a C++ compiler, and g++ was not found. Install it (Debian, Ubuntu: sudo apt install g++), then run the same command again",
    );
  }
}

function requirePackages() {
  for (const [folder, name] of [
    [tfjsNode, "@tensorflow/tfjs-node"],
    [apiHeaders, "node-api-headers"],
  ]) {
    if (!existsSync(folder)) {
      fail(
        `The npm package ${name} is missing. Fetch it with npm ci --ignore-scripts --include=optional, then run the same command again`,
      );
    }
  }
}

function requireDisk() {
  const { bavail, bsize } = statfsSync(root);
  const free = (bavail * bsize) / 1e9;
  if (free < neededGigabytes) {
    fail(
      `npm run native needs ${neededGigabytes} GB of disk for a while, and ${free.toFixed(1)} GB are free in ${root}`,
    );
  }
}

async function download() {
  rmSync(downloads, { recursive: true, force: true });
  mkdirSync(downloads, { recursive: true });
  await pip([
    ...["download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", downloads],
    // The library inside is the same for every Python; the wheel of one that exists is as good as any.
    ...["--python-version", "311", "--platform", "manylinux_2_27_x86_64"],
    `tensorflow-cpu==${tensorflowVersion}`,
  ]);
}

/** Takes the two libraries and the headers out of the wheel, and gives the libraries the names the linker asks for. */
async function extract() {
  rmSync(deps, { recursive: true, force: true });
  const [wheel] = readdirSync(downloads).filter((name) => name.endsWith(".whl"));
  await runTool(venvPython, [
    join(root, "src", "cli", "extract_tensorflow.py"),
    join(downloads, wheel),
    deps,
  ]);
  symlinkSync("libtensorflow_cc.so.2", join(deps, "lib", "libtensorflow.so"));
  symlinkSync("libtensorflow_framework.so.2", join(deps, "lib", "libtensorflow_framework.so"));
}

async function compile() {
  mkdirSync(addonFolder, { recursive: true });
  const sources = readdirSync(join(tfjsNode, "binding"))
    .filter((name) => name.endsWith(".cc"))
    .map((name) => join(tfjsNode, "binding", name));
  await runTool("g++", [
    ...["-shared", "-fPIC", "-std=c++17", "-O2", "-DNAPI_VERSION=8"],
    ...[`-I${tfjsNode}`, `-I${join(deps, "include")}`, `-I${apiHeaders}`, ...sources, "-o", addon],
    ...[
      `-L${join(deps, "lib")}`,
      "-ltensorflow",
      "-ltensorflow_framework",
      "-Wl,-rpath,$ORIGIN/../../deps/lib",
    ],
  ]);
}

/** What only the build needed: 270 MB of download and 290 MB of headers. */
function tidy() {
  rmSync(downloads, { recursive: true, force: true });
  rmSync(join(deps, "include"), { recursive: true, force: true });
}

/**
 * Times a 1024³ product in a child process: one process holds one backend.
 *
 * @param {"tensorflow" | "wasm"} backend
 * @returns {Promise<{ description: string, milliseconds: number }>}
 */
async function measure(backend) {
  const env = { ...process.env, RESEED_BACKEND: backend };
  const said = await runTool(process.execPath, [join(root, "src", "cli", "time-product.mjs")], { env });
  const result = said.split("\n").find((line) => line.startsWith("{"));
  return JSON.parse(result || "null");
}

/** True if a native library is there, be it tfjs-node's own binary or one built here, and loads. */
async function isThere() {
  if (!existsSync(addon)) return false;
  const builtAgainst = readStamp(stamp);
  if (builtAgainst !== undefined && builtAgainst !== tensorflowVersion) return false;
  try {
    await measure("tensorflow");
    return true;
  } catch {
    return false;
  }
}

command(async () => {
  if (!existsSync(addon)) await requireCompiler();
  await setup();
  requirePackages();
  if (await isThere()) console.log("✓ Native TensorFlow … already there");
  else {
    await requireCompiler();
    requireDisk();
    rmSync(stamp, { force: true });
    await step(`TensorFlow ${tensorflowVersion} (a download of about 270 MB)`, download);
    await step("Its library and headers", extract);
    await step("The native part of @tensorflow/tfjs-node", compile);
    tidy();
    writeFileSync(stamp, tensorflowVersion);
  }
  const native = await measure("tensorflow");
  const wasm = await measure("wasm");
  console.log(
    `\n${native.description}: a product of two 1024 × 1024 matrices takes ${native.milliseconds.toFixed(0)} ms.\n` +
      `${wasm.description}: ${wasm.milliseconds.toFixed(0)} ms. ` +
      `Native is ${(wasm.milliseconds / native.milliseconds).toFixed(1)} times faster; the course takes it from now on.`,
  );
});
