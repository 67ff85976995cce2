import { describe, expect, test } from "vitest";
import { formatInterval, formatShare } from "../../src/notebook";

describe("formatInterval()", () => {
  test("writes an end that nothing bounds", () => {
    expect(formatInterval({ mean: 2, low: -Infinity, high: Infinity }, 0)).toBe("2 (−∞ to ∞)");
  });

  test.each([
    { mean: NaN, low: 0, high: 1 },
    { mean: -Infinity, low: -Infinity, high: 1 },
    { mean: 0, low: NaN, high: 1 },
  ])("refuses %o", (interval) => {
    expect(() => formatInterval(interval)).toThrow(RangeError);
  });
});

describe("formatShare()", () => {
  test("leaves what lies between 0 and 1 as it is", () => {
    expect(formatShare({ mean: 0.24, low: 0.2, high: 0.28 })).toBe("0.24 (0.20 to 0.28)");
  });

  test("cuts off what no share can be, the estimate too", () => {
    expect(formatShare({ mean: 1.02, low: 0.5, high: 1.5 })).toBe("1.00 (0.50 to 1.00)");
    expect(formatShare({ mean: -0.02, low: -0.5, high: -0.01 }, 1)).toBe("0.0 (0.0 to 0.0)");
  });

  test("refuses what is not a number", () => {
    expect(() => formatShare({ mean: NaN, low: 0, high: 1 })).toThrow(RangeError);
  });
});
