import { expect, test } from "vitest";
import { labelPlaces } from "../../src/charts/label-places";

test("labelPlaces() puts words above their points where nothing is in the way", () => {
  expect(
    labelPlaces(
      ["king", "queen"],
      [
        [0, 0],
        [100, 0],
      ],
    ),
  ).toEqual(["top center", "top center"]);
});

test("labelPlaces() moves a word that would lie on another, or on a point", () => {
  const near = labelPlaces(
    ["king", "david"],
    [
      [0, 0],
      [8, 2],
    ],
  );
  expect(near).toEqual(["top center", "bottom center"]);
  const point = labelPlaces(
    ["king", "queen"],
    [
      [0, 0],
      [3, -14],
    ],
  );
  expect(point[0]).not.toBe("top center");
});
