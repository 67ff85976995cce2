import { expect, test } from "vitest";
import { aboveChance } from "../../src/stability";

test("aboveChance() is 0 at the floor, 1 at perfect agreement, and below 0 under the floor", () => {
  for (const floor of [-0.5, 0, 0.27, 0.99]) {
    expect(aboveChance(floor, floor)).toBe(0);
    expect(aboveChance(1, floor)).toBe(1);
    expect(aboveChance(floor - 0.1, floor)).toBeLessThan(0);
    expect(aboveChance((1 + floor) / 2, floor)).toBeCloseTo(0.5, 12);
  }
});

test.each([1, 1.5, Number.NaN])("aboveChance() refuses the floor %d", (floor) => {
  expect(() => aboveChance(0.5, floor)).toThrow(
    new RangeError(`Cannot correct a score for the chance floor ${floor}: the floor must be below 1`),
  );
});
