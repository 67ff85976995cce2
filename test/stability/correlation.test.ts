import { describe, expect, test } from "vitest";
import { correlation } from "../../src/stability";
import reference from "./fixtures/statistics.json";

describe("correlation()", () => {
  test.each(reference.correlation)("of $first.length numbers is numpy's $correlation", (lists) => {
    expect(correlation(lists.first, lists.second)).toBeCloseTo(lists.correlation, 10);
    expect(correlation(lists.second, lists.first)).toBeCloseTo(lists.correlation, 10);
  });

  test("is not a number if one list is constant, also where the mean of its numbers is not exact", () => {
    for (const constant of [0, 0.1, 1e300 / 3]) {
      expect(correlation([constant, constant, constant], [1, 2, 4])).toBeNaN();
      expect(correlation([1, 2, 4], [constant, constant, constant])).toBeNaN();
    }
  });

  test("refuses lists of different lengths", () => {
    expect(() => correlation([1, 2, 3], [1, 2])).toThrow(
      new RangeError("Cannot correlate 3 numbers with 2: the lists must be equally long"),
    );
  });

  test("refuses empty lists", () => {
    expect(() => correlation([], [])).toThrow(
      new RangeError("Cannot take the mean of no values: at least one is needed"),
    );
  });
});
