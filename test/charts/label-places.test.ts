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
  ).toEqual([
    { place: "top center", free: true },
    { place: "top center", free: true },
  ]);
});

test("labelPlaces() moves a word that would lie on another, or on a point", () => {
  const near = labelPlaces(
    ["king", "david"],
    [
      [0, 0],
      [8, 2],
    ],
  );
  expect(near.map(({ place }) => place)).toEqual(["top center", "bottom center"]);
  const point = labelPlaces(
    ["king", "queen"],
    [
      [0, 0],
      [3, -14],
    ],
  );
  expect(point[0]!.place).not.toBe("top center");
});

test("labelPlaces() rather covers points than another word", () => {
  const dense = Array.from({ length: 500 }, (_, k): [number, number] => [
    (k % 100) - 50,
    5 * Math.floor(k / 100),
  ]);
  const [, second] = labelPlaces(
    ["king", "david"],
    [
      [0, 0],
      [8, 2],
    ],
    dense,
  );
  expect(second!.free).toBe(true);
});

test("labelPlaces() says which word finds no room beside the others", () => {
  const places = labelPlaces(
    ["a", "b", "c", "d", "e"],
    Array.from({ length: 5 }, () => [0, 0] as const),
  );
  expect(places.map(({ free }) => free)).toEqual([true, true, true, true, false]);
});
