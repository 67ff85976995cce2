import { expect, test } from "vitest";
import { formatColumn } from "../../../src/kernel/runtime/format-column";

test.each([
  ["whole numbers stay whole", [2540, 0, -7], ["2540", "0", "-7"]],
  ["numbers have the same decimals, six digits at most", [1777.666, 58, 0], ["1777.67", "58.00", "0.00"]],
  ["decimals that no number needs are left out", [0.5, 0.25, 1], ["0.50", "0.25", "1.00"]],
  ["small numbers keep their digits", [0.00321234567, 0.0007], ["0.00321235", "0.00070000"]],
  ["numbers of very different size have their own decimals", [3, 0.0000035591612], ["3", "0.00000355916"]],
  ["very large and very small ones too", [1.5e20, 0.25], ["150000000000000000000", "0.25"]],
  [
    "what is no finite number is written out",
    [Number.NaN, 1.5, Infinity, null],
    ["NaN", "1.5", "Infinity", "null"],
  ],
  [
    "text stays as it is, and objects stay on one line",
    ["a\u00a0b", { a: [1] }],
    ["a\u00a0b", "{ a: [ 1 ] }"],
  ],
])("%s", (_, values, expected) => {
  expect(formatColumn(values)).toEqual(expected);
});
