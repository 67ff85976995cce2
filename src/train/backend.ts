import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import nodeUtil from "node:util";

export type TensorFlow = typeof import("@tensorflow/tfjs");

/**
 * What trains skip-gram with the full softmax: TensorFlow's own library, this project's WebAssembly ("engine"), or
 * TensorFlow's WebAssembly ("wasm").
 */
export interface Backend {
  readonly name: "tensorflow" | "engine" | "wasm";
  /** One line for people, for example "WebAssembly". */
  readonly description: string;
}

interface LoadedBackend {
  readonly name: "tensorflow" | "wasm";
  readonly description: string;
  readonly tf: TensorFlow;
}

let chosen: Promise<Backend> | undefined;
let loaded: Promise<LoadedBackend> | undefined;

const engine: Backend = { name: "engine", description: "WebAssembly" };

/**
 * Chooses what trains skip-gram with the full softmax, once per process: TensorFlow's native library if
 * @tensorflow/tfjs-node can load it (its own binary, or the one `npm run native` builds), otherwise this project's
 * WebAssembly, which works everywhere. Other models train on tensors, with the native library or TensorFlow's WebAssembly.
 * The environment variable RESEED_BACKEND=engine, =wasm or =tensorflow insists on one.
 *
 * @throws Error if RESEED_BACKEND names an unknown backend, or one that cannot be loaded
 * @example
 * ```ts
 * ["tensorflow", "engine", "wasm"].includes((await chooseBackend()).name); // → true
 * ```
 */
export function chooseBackend(): Promise<Backend> {
  chosen ??= choose(process.env.RESEED_BACKEND).catch((error) => {
    // So that a notebook can set RESEED_BACKEND right and try again.
    chosen = undefined;
    throw error;
  });
  return chosen;
}

async function choose(wanted: string | undefined): Promise<Backend> {
  if (wanted === "engine") return engine;
  const { name, description } = await loadTensorFlow();
  return name === "wasm" && wanted !== "wasm" ? engine : { name, description };
}

/** What runs the tensors of the other models. */
export function loadTensorFlow(): Promise<LoadedBackend> {
  loaded ??= load(process.env.RESEED_BACKEND).catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function load(wanted: string | undefined): Promise<LoadedBackend> {
  switch (wanted) {
    case "tensorflow":
      return await loadNative();
    case "wasm":
    case "engine":
      return await loadWebAssembly();
    case undefined:
    case "":
      return await loadNative().catch(loadWebAssembly);
    default:
      throw new RangeError(
        `Cannot use RESEED_BACKEND=${wanted}: choose "tensorflow", "engine" or "wasm", or leave it out`,
      );
  }
}

const requireHere = createRequire(__filename);

async function loadNative(): Promise<LoadedBackend> {
  restoreUtilFunctions();
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  let tf: TensorFlow;
  try {
    tf = requireHere("@tensorflow/tfjs-node") as TensorFlow;
  } catch (cause) {
    throw new Error(
      "Cannot load TensorFlow's native library (@tensorflow/tfjs-node). Run `npm run native` to build it, " +
        "or leave out RESEED_BACKEND=tensorflow to train with WebAssembly",
      { cause },
    );
  }
  await tf.setBackend("tensorflow");
  await tf.ready();
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  return {
    name: "tensorflow",
    description: `TensorFlow ${binding.TF_Version}, native (tfjs ${tf.version_core})`,
    tf,
  };
}

async function loadWebAssembly(): Promise<LoadedBackend> {
  const tf = requireHere("@tensorflow/tfjs") as TensorFlow;
  const wasm = requireHere("@tensorflow/tfjs-backend-wasm") as typeof import("@tensorflow/tfjs-backend-wasm");
  wasm.setWasmPaths(
    join(dirname(requireHere.resolve("@tensorflow/tfjs-backend-wasm/package.json")), "dist/"),
  );
  await tf.setBackend("wasm");
  await tf.ready();
  registerUnsortedSegmentSum(tf);
  return { name: "wasm", description: `WebAssembly (tfjs ${tf.version_core})`, tf };
}

/** tfjs-node 4.22 calls two functions of node:util that Node 22 warns of, and Node 23 has no more. */
function restoreUtilFunctions(): void {
  const util = nodeUtil as unknown as Record<string, unknown>;
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}

/** The gradient of `tf.gather` needs this kernel, and the WebAssembly backend comes without it. */
function registerUnsortedSegmentSum(tf: TensorFlow): void {
  tf.registerKernel({
    kernelName: "UnsortedSegmentSum",
    backendName: "wasm",
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { x, segmentIds } = inputs as Record<"x" | "segmentIds", import("@tensorflow/tfjs").TensorInfo>;
      const numSegments = attrs!.numSegments as number;
      const store = backend as unknown as {
        readSync(dataId: object): Float32Array | Int32Array;
        write(values: Float32Array, shape: number[], dtype: string): object;
      };
      const values = store.readSync(x.dataId);
      const segments = store.readSync(segmentIds.dataId);
      const width = values.length / segments.length;
      const sums = new Float32Array(numSegments * width);
      segments.forEach((segment, row) => {
        if (segment < 0 || segment >= numSegments) return;
        for (let j = 0; j < width; j++) sums[segment * width + j]! += values[row * width + j]!;
      });
      const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
      return { dataId: store.write(sums, shape, "float32"), shape, dtype: "float32" };
    },
  });
}
