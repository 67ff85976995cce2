import { describe, expect, test } from "vitest";
import { quantile } from "../../src/stability";
import reference from "./fixtures/statistics.json";

describe("quantile()", () => {
  test.each(reference.quantile)("of $values.length values is numpy's", ({ values, quantiles }) => {
    for (const [share, expected] of quantiles as [number, number][]) {
      expect(Math.abs(quantile(values, share) - expected)).toBeLessThanOrEqual(1e-14 * Math.abs(expected));
    }
  });

  test("leaves the list as it is", () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  test("sorts numbers as numbers", () => {
    expect(quantile([10, 9, 100], 0)).toBe(9);
    expect(quantile([10, 9, 100], 1)).toBe(100);
  });

  test("refuses an empty list", () => {
    expect(() => quantile([], 0.5)).toThrow(
      new RangeError("Cannot take a quantile of no values: at least one is needed"),
    );
  });

  test.each([-0.01, 1.01, Number.NaN])("refuses the share %d", (share) => {
    expect(() => quantile([1, 2], share)).toThrow(
      new RangeError(`Cannot take the ${share} quantile: a share from 0 to 1 is needed`),
    );
  });
});
