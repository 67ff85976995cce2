import { expect, test } from "vitest";
import { ranks } from "../../src/stability/ranks";

test.each([
  [[], []],
  [[7], [1]],
  [
    [3, 1, 2],
    [3, 1, 2],
  ],
  [
    [5, -1, 5, 0, 5],
    [4, 1, 4, 2, 4],
  ],
  [
    [2, 2, 1, 1],
    [3.5, 3.5, 1.5, 1.5],
  ],
])("ranks() of %j are %j", (values, expected) => {
  expect([...ranks(Float64Array.from(values))]).toEqual(expected);
});
