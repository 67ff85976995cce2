import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(__dirname, "..", "..");
const binding = join(root, "node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node");

/** Makes a process in which @tensorflow/tfjs-node cannot be loaded, as where its binary is not built. */
const withoutNative = `
  const Module = require("node:module");
  const load = Module._load;
  Module._load = (request, ...rest) => {
    if (request === "@tensorflow/tfjs-node") throw new Error("no binary");
    return load(request, ...rest);
  };
`;

const report = `
  chooseBackend().then(
    (backend) => console.log(JSON.stringify(backend)),
    ({ name, message, cause }) => console.log(JSON.stringify({ name, message, cause: cause?.message })),
  );
`;

/** The choice is made once per process, so each test asks a new one, which runs the compiled package. */
function inNewProcess(backend: string | undefined, ...code: string[]): unknown {
  const { RESEED_BACKEND: _, ...env } = process.env;
  const load = `const { chooseBackend } = require(${JSON.stringify(join(root, "dist/train"))});`;
  const output = execFileSync(process.execPath, ["-e", [load, ...code].join("\n")], {
    env: backend === undefined ? env : { ...env, RESEED_BACKEND: backend },
    encoding: "utf8",
  });
  return JSON.parse(output.trim().split("\n").at(-1)!);
}

const webAssembly = {
  name: "wasm",
  description: expect.stringMatching(/^WebAssembly \(tfjs 4\.\d+\.\d+\)$/),
};

const engine = { name: "engine", description: "WebAssembly" };

describe("chooseBackend()", { timeout: 30_000 }, () => {
  test("takes TensorFlow's WebAssembly if RESEED_BACKEND says so", () => {
    expect(inNewProcess("wasm", report)).toEqual(webAssembly);
  });

  test("takes this project's WebAssembly if RESEED_BACKEND says so, without loading TensorFlow", () => {
    const loaded = `
      chooseBackend().then((backend) => {
        const modules = Object.keys(require.cache).filter((path) => path.includes("@tensorflow"));
        console.log(JSON.stringify({ ...backend, modules }));
      });
    `;
    expect(inNewProcess("engine", loaded)).toEqual({ ...engine, modules: [] });
  });

  test.each([undefined, ""])(
    "takes this project's WebAssembly if RESEED_BACKEND is %o and there is no native library",
    (empty) => {
      expect(inNewProcess(empty, withoutNative, report)).toEqual(engine);
    },
  );

  test("says how to get the native library if RESEED_BACKEND insists on it and there is none", () => {
    expect(inNewProcess("tensorflow", withoutNative, report)).toEqual({
      name: "Error",
      message:
        "Cannot load TensorFlow's native library (@tensorflow/tfjs-node). Run `npm run native` to build it, " +
        "or leave out RESEED_BACKEND=tensorflow to train with WebAssembly",
      cause: "no binary",
    });
  });

  test.skipIf(!existsSync(binding)).each(["tensorflow", undefined])(
    "takes the native library, where it is built, if RESEED_BACKEND is %o",
    (backend) => {
      expect(inNewProcess(backend, report)).toEqual({
        name: "tensorflow",
        description: expect.stringMatching(/^TensorFlow 2\.\d+\.\d+, native \(tfjs 4\.\d+\.\d+\)$/),
      });
    },
  );

  test("refuses a backend that it does not know", () => {
    expect(inNewProcess("webgl", report)).toEqual({
      name: "RangeError",
      message: 'Cannot use RESEED_BACKEND=webgl: choose "tensorflow", "engine" or "wasm", or leave it out',
    });
  });

  test("can be asked again after RESEED_BACKEND is set right, and then keeps to its choice", () => {
    const again = `
      (async () => {
        const tries = [];
        for (const name of ["nonsense", "wasm", "engine", "tensorflow"]) {
          process.env.RESEED_BACKEND = name;
          tries.push(await chooseBackend().then((backend) => backend.name, (error) => error.name));
        }
        console.log(JSON.stringify(tries));
      })();
    `;
    expect(inNewProcess(undefined, again)).toEqual(["RangeError", "wasm", "wasm", "wasm"]);
  });

  test("puts back the functions of node:util that the native library calls and Node 23 took out", () => {
    const removed = `
      const util = require("node:util");
      for (const name of ["isNullOrUndefined", "isArray"]) delete util[name];
      chooseBackend().then(() => {
        const { isNullOrUndefined, isArray } = require("util");
        console.log(JSON.stringify([
          [null, undefined, 0, "", false].map(isNullOrUndefined),
          [[], [1], {}, "a", null].map(isArray),
        ]));
      });
    `;
    expect(inNewProcess(undefined, withoutNative, removed)).toEqual([
      [true, true, false, false, false],
      [true, true, false, false, false],
    ]);
  });
});
