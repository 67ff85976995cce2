import { expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import type { Optimizer } from "../../src/train";
import { startEngine } from "../../src/train/engine";
import { engineFollower } from "../../src/train/engine-follower";
import { memoriesOf, optimizerStep } from "../../src/train/optimizer-step";
import { float32Arithmetic } from "./float32-arithmetic";

const LENGTH = 1024;
const STEPS = 20;

test.each<Optimizer>([
  { name: "sgd", learningRate: 0.3 },
  { name: "momentum", learningRate: 0.3, momentum: 0.9 },
  { name: "adagrad", learningRate: 0.3 },
  { name: "adam", learningRate: 0.05 },
  { name: "adamw", learningRate: 0.05, weightDecay: 0.2 },
])("%o in WebAssembly gives the bits of the one definition of all optimizers", (optimizer) => {
  const draw = gaussian(randomFromText("engine follower"));
  const engine = startEngine();
  const bytes = 4 * LENGTH;
  const [values, gradient] = [engine.reserve(bytes), engine.reserve(bytes)];
  const follow = engineFollower(engine, optimizer, bytes, values, gradient);
  const list = (address: number) => new Float32Array(engine.buffer, address, LENGTH);
  list(values).set(Float32Array.from({ length: LENGTH }, draw));
  let expected: Float32Array = list(values).slice();
  let memory: readonly Float32Array[] = Array.from(
    { length: memoriesOf[optimizer.name] },
    () => new Float32Array(LENGTH),
  );
  for (let step = 1; step <= STEPS; step++) {
    // From so small that its square is nothing to so large that its square is infinite, zeros among them.
    const now = Float32Array.from({ length: LENGTH }, (_, i) =>
      i % 50 === 0 ? 0 : draw() * 10 ** ((i % 64) - 34),
    );
    list(gradient).set(now);
    follow(step);
    ({ values: expected, memory } = optimizerStep(optimizer, float32Arithmetic, expected, now, memory, step));
  }
  expect(expected.every(Number.isFinite)).toBe(true);
  const bits = (numbers: Float32Array) => Buffer.from(Float32Array.from(numbers).buffer).toString("hex");
  expect(bits(list(values))).toBe(bits(expected));
});
