// Builds the native part of @tensorflow/tfjs-node against the TensorFlow library in the Python package
// tensorflow-cpu. tfjs-node's own install step fetches a binary from a place that many networks refuse; this way
// needs only npm and pip. The compiler is called directly: node-gyp would fetch Node's headers from the web, and
// node-api-headers has the few that are needed. Node-API is stable, so one build serves every Node version.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { root, venvPython } from "./paths.mjs";
import { setup } from "./setup.mjs";
import { fail, run, step } from "./steps.mjs";

const tensorflowVersion = "2.21.0";
const neededGigabytes = 1.6;

const tfjsNode = join(root, "node_modules", "@tensorflow", "tfjs-node");
const apiHeaders = join(root, "node_modules", "node-api-headers", "include");
const deps = join(tfjsNode, "deps");
const addonFolder = join(tfjsNode, "lib", "napi-v8");
const addon = join(addonFolder, "tfjs_binding.node");
const stamp = join(addonFolder, "built-against.txt");
const downloads = join(root, "node_modules", ".cache", "native");

function checkMachine() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    fail(
      `npm run native works on Linux x64 only (this is ${process.platform} ${process.arch}): everything runs with WebAssembly without it`,
    );
  }
  try {
    execFileSync("g++", ["--version"], { stdio: "ignore" });
  } catch {
    fail("npm run native needs a C++ compiler, and g++ was not found: sudo apt-get install g++");
  }
  for (const [folder, name] of [
    [tfjsNode, "@tensorflow/tfjs-node"],
    [apiHeaders, "node-api-headers"],
  ]) {
    if (!existsSync(folder)) {
      fail(
        `The npm package ${name} is not installed (it is optional): npm install --ignore-scripts --include=optional`,
      );
    }
  }
}

function checkDisk() {
  const { bavail, bsize } = statfsSync(root);
  const free = (bavail * bsize) / 1e9;
  if (free < neededGigabytes) {
    fail(
      `npm run native needs ${neededGigabytes} GB of disk for a while, and ${free.toFixed(1)} GB are free in ${root}`,
    );
  }
}

function download() {
  rmSync(downloads, { recursive: true, force: true });
  mkdirSync(downloads, { recursive: true });
  run(
    venvPython,
    [
      ...[
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
      ],
      ...["--python-version", "311", "--platform", "manylinux_2_27_x86_64", "--dest", downloads],
      `tensorflow-cpu==${tensorflowVersion}`,
    ],
    "Could not download tensorflow-cpu: check the network, then run npm run native again",
  );
}

/** Takes the two libraries and the headers out of the wheel, and gives the libraries the names the linker asks for. */
function extract() {
  rmSync(deps, { recursive: true, force: true });
  const wheel = join(
    downloads,
    readdirSync(downloads).find((name) => name.endsWith(".whl")),
  );
  run(
    venvPython,
    [join(root, "src", "cli", "extract_tensorflow.py"), wheel, deps],
    `Could not unpack ${wheel}`,
  );
  symlinkSync("libtensorflow_cc.so.2", join(deps, "lib", "libtensorflow.so"));
  symlinkSync("libtensorflow_framework.so.2", join(deps, "lib", "libtensorflow_framework.so"));
}

function compile() {
  mkdirSync(addonFolder, { recursive: true });
  const sources = readdirSync(join(tfjsNode, "binding"))
    .filter((name) => name.endsWith(".cc"))
    .map((name) => join(tfjsNode, "binding", name));
  run(
    "g++",
    [
      ...["-shared", "-fPIC", "-std=c++17", "-O2", "-DNAPI_VERSION=8"],
      ...[`-I${tfjsNode}`, `-I${join(deps, "include")}`, `-I${apiHeaders}`, ...sources, "-o", addon],
      ...[
        `-L${join(deps, "lib")}`,
        "-ltensorflow",
        "-ltensorflow_framework",
        "-Wl,-rpath,$ORIGIN/../../deps/lib",
      ],
    ],
    "Could not compile the binding of @tensorflow/tfjs-node: the compiler's message is above",
  );
}

/** What only the build needed: 270 MB of download and 290 MB of headers. */
function tidy() {
  rmSync(downloads, { recursive: true, force: true });
  rmSync(join(deps, "include"), { recursive: true, force: true });
}

/** Times a 1024³ product in a child process of its own for each backend: one process holds one backend. */
function measure(backend) {
  const env = { ...process.env, RESEED_BACKEND: backend };
  const script = join(root, "src", "cli", "time-product.mjs");
  return JSON.parse(execFileSync(process.execPath, [script], { env, encoding: "utf8" }));
}

checkMachine();
await setup();
if (existsSync(addon) && existsSync(stamp) && readFileSync(stamp, "utf8") === tensorflowVersion) {
  console.log(`The native library is already built (TensorFlow ${tensorflowVersion})`);
} else {
  checkDisk();
  rmSync(stamp, { force: true });
  await step(`Download TensorFlow ${tensorflowVersion} (about 270 MB)`, download);
  await step("Unpack its library and headers", extract);
  await step("Compile the binding of @tensorflow/tfjs-node", compile);
  await step("Remove what only the build needed", tidy);
  writeFileSync(stamp, tensorflowVersion);
}
const native = measure("tensorflow");
const wasm = measure("wasm");
console.log(native.description);
console.log(
  `A 1024 × 1024 × 1024 product: ${native.milliseconds.toFixed(0)} ms natively, ` +
    `${wasm.milliseconds.toFixed(0)} ms with WebAssembly: ${(wasm.milliseconds / native.milliseconds).toFixed(1)} times faster`,
);
