import { expect, test } from "vitest";
import { pairsAtLoss } from "../../src/stability";

const pairs = (...values: number[]) => values.map((value, k) => ({ first: 0, second: k + 1, value }));
const losses = [5, 4, 3.5, 3.4];
const moments = [pairs(0, 1), pairs(0.4, 0.6), pairs(0.6, 0.5), pairs(0.7, 0.5)];

test.each([
  [5, 0, 1],
  [4.75, 0.1, 0.9],
  [4, 0.4, 0.6],
  [3.6, 0.56, 0.52],
  [3.4, 0.7, 0.5],
])("pairsAtLoss() at a loss of %d lies between the two moments around it", (loss, first, second) => {
  const at = pairsAtLoss(losses, moments, loss);
  expect(at.map(({ first, second }) => [first, second])).toEqual([
    [0, 1],
    [0, 2],
  ]);
  expect(at[0]!.value).toBeCloseTo(first, 12);
  expect(at[1]!.value).toBeCloseTo(second, 12);
});

test("pairsAtLoss() takes the first time that the loss is reached, if it comes back", () => {
  const at = pairsAtLoss([5, 4, 4.5, 3], [pairs(0), pairs(1), pairs(5), pairs(9)], 4.25);
  expect(at[0]!.value).toBeCloseTo(0.75, 12);
});

test("pairsAtLoss() takes the later moment where the loss stands still", () => {
  expect(pairsAtLoss([4, 4], [pairs(0), pairs(1)], 4)[0]!.value).toBe(1);
});

test.each([5.1, 3.3])("pairsAtLoss() refuses the loss %d, which the model was not seen to have", (loss) => {
  expect(() => pairsAtLoss(losses, moments, loss)).toThrow(
    new RangeError(
      `Cannot compare at the loss ${loss}: the model was looked at while its loss went from 5 to 3.4`,
    ),
  );
});

test("pairsAtLoss() refuses losses and pairs of different numbers of moments", () => {
  expect(() => pairsAtLoss([5, 4], moments, 4)).toThrow(
    new RangeError(
      "Cannot compare at a loss: there are 2 losses and pairs of 4 moments, as many of both are needed",
    ),
  );
});
