import { expect, test } from "vitest";
import { mean } from "../../src/stability";

test("mean() takes lists and typed arrays", () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(mean(Float32Array.of(-1, 0.5))).toBe(-0.25);
});

test.each([[[]], [new Float64Array()]])("mean() refuses %o", (empty) => {
  expect(() => mean(empty)).toThrow(
    new RangeError("Cannot take the mean of no values: at least one is needed"),
  );
});
