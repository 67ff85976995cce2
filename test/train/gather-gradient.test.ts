import type { Tensor } from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { gaussian, randomStream, seedStreams } from "../../src/random";
import { loadTensorFlow, type TensorFlow } from "../../src/train/backend";

let tf: TensorFlow;
beforeAll(async () => {
  vi.stubEnv("RESEED_BACKEND", "wasm");
  ({ tf } = await loadTensorFlow());
});

const normal = gaussian(randomStream(seedStreams(1), "init"));
const numbers = (count: number) => Float32Array.from({ length: count }, normal);

describe("the gradient of tf.gather on WebAssembly is that of the plain JavaScript backend", () => {
  test.each<[string, number[], number[], number[], number]>([
    ["rows of a matrix", [5, 3], [4, 0, 2], [3], 0],
    ["rows that are taken several times, and some never", [5, 3], [2, 2, 0, 2, 2], [5], 0],
    ["a table of rows", [5, 3], [0, 1, 1, 4, 4, 4], [2, 3], 0],
    ["columns of a matrix", [4, 6], [5, 5, 1], [3], 1],
    ["numbers of a list", [7], [6, 0, 0], [3], 0],
    ["slices of a cube", [3, 2, 4], [1, 1, 2, 0], [4], 0],
  ])("for %s", async (_, shape, indices, indexShape, axis) => {
    const size = shape.reduce((a, b) => a * b);
    const values = numbers(size);
    const weights = numbers((size / shape[axis]!) * indices.length);
    const gradientOn = async (backend: string) => {
      await tf.setBackend(backend);
      const x = tf.tensor(values, shape);
      const taken = tf.tensor(indices, indexShape, "int32");
      // Every gathered number has a weight of its own and a square, so that no two slopes are alike.
      const weighted = (input: Tensor) => {
        const gathered = tf.gather(input, taken, axis);
        return tf.sum(tf.mul(tf.square(gathered), tf.tensor(weights, gathered.shape)));
      };
      const gradient = tf.grad(weighted as (input: Tensor) => Tensor)(x);
      return { shape: gradient.shape, values: [...gradient.dataSync()] };
    };
    const onCpu = await gradientOn("cpu");
    const onWasm = await gradientOn("wasm");
    expect(onWasm.shape).toEqual(shape);
    expect(onCpu.values.some((value) => value !== 0)).toBe(true);
    for (const [i, value] of onCpu.values.entries()) expect(onWasm.values[i]).toBeCloseTo(value, 5);
  });

  test("where an index lies outside: such a row is left out", async () => {
    await tf.setBackend("wasm");
    const sums = tf.unsortedSegmentSum(
      tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]),
      tf.tensor1d([1, -1, 7], "int32"),
      2,
    );
    expect(sums.arraySync()).toEqual([
      [0, 0],
      [1, 2],
    ]);
  });
});
