import { describe, expect, test } from "vitest";
import { linearTicks, logTicks } from "../../src/charts/ticks";

describe("linearTicks()", () => {
  test.each([
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [0, 1, 4, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-4.3, 4.3, 3, [-4, -2, 0, 2, 4]],
    [-1.02, 1.02, 4, [-1, -0.5, 0, 0.5, 1]],
    [3.512, 3.722, 4, [3.55, 3.6, 3.65, 3.7]],
    [1e-9, 5e-9, 4, [1e-9, 2e-9, 3e-9, 4e-9, 5e-9]],
  ])("divides %d to %d into about %d parts", (low, high, count, ticks) => {
    expect(linearTicks(low, high, count)).toEqual(ticks);
  });

  test.each([1, 2, 3, 5, 8, 13])("gives between half and double of %d parts, for any range", (count) => {
    for (let length = 0.001; length < 1e4; length *= 1.13) {
      const ticks = linearTicks(-length / 3, length, count);
      const parts = (length * 4) / 3 / (ticks[1]! - ticks[0]!);
      if (ticks.length > 1) expect(Math.abs(Math.log2(parts / count))).toBeLessThan(0.7);
    }
  });

  test.each([
    [1, 1],
    [2, 1],
    [0, Number.POSITIVE_INFINITY],
    [Number.NaN, 1],
  ])("refuses %d to %d", (low, high) => {
    expect(() => linearTicks(low, high)).toThrow(`Cannot place ticks from ${low} to ${high}`);
  });
});

describe("logTicks()", () => {
  test.each([
    [1, 10, [1, 2, 5, 10]],
    [1, 300, [1, 3, 10, 30, 100, 300]],
    [0.5, 20000, [1, 10, 100, 1000, 10000]],
    [3e-18, 100, [1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1]],
    // Less than a power of ten apart: even steps.
    [100, 200, [100, 120, 140, 160, 180, 200]],
  ])("gives round numbers from %d to %d", (low, high, ticks) => {
    expect(logTicks(low, high)).toEqual(ticks);
  });

  test.each([
    [0, 1],
    [-1, 1],
    [2, 1],
  ])("refuses %d to %d", (low, high) => {
    expect(() => logTicks(low, high)).toThrow(`Cannot place logarithmic ticks from ${low} to ${high}`);
  });
});
