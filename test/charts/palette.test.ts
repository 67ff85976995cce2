import { describe, expect, test } from "vitest";
import { divergingScale, grey, ink, palette, sequentialScale, seriesStyle } from "../../src/charts";
import { ciede2000, contrastWithWhite, seenLab, sights } from "./colour-difference";

/** Differences from 2 on are seen side by side; lines that do not touch, and a legend, need several times that. */
const CLEARLY_DIFFERENT = 10;

function pairs<T>(values: readonly T[]): [T, T][] {
  return values.flatMap((a, i) => values.slice(i + 1).map((b): [T, T] => [a, b]));
}

describe("ciede2000() agrees with the published test data", () => {
  // Rows 1, 7, 17, 18, 26 and 34 of Sharma, Wu & Dalal (2005), table 1.
  test.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ] as const)("%j and %j", (first, second, difference) => {
    expect(ciede2000(first, second)).toBeCloseTo(difference, 4);
  });
});

test.each(sights)("the six colours differ clearly with %s", (sight) => {
  for (const [a, b] of pairs(palette))
    expect(ciede2000(seenLab(a, sight), seenLab(b, sight)), `${a} and ${b}`).toBeGreaterThan(
      CLEARLY_DIFFERENT,
    );
});

test.each(sights)("the first three colours differ from grey and ink with %s", (sight) => {
  for (const colour of palette.slice(0, 3))
    for (const other of [grey, ink])
      expect(
        ciede2000(seenLab(colour, sight), seenLab(other, sight)),
        `${colour} and ${other}`,
      ).toBeGreaterThan(CLEARLY_DIFFERENT);
});

test("the first three colours and grey stand out from white as graphics should, text as text should", () => {
  for (const colour of [...palette.slice(0, 3), grey]) expect(contrastWithWhite(colour)).toBeGreaterThan(3);
  expect(contrastWithWhite(grey)).toBeGreaterThan(4.5);
  expect(contrastWithWhite(ink)).toBeGreaterThan(7);
});

test("no two of the first twelve series look alike without their colour", () => {
  const looks = Array.from({ length: 12 }, (_, k) => seriesStyle(k)).map(
    ({ dash, symbol }) => `${dash} ${symbol}`,
  );
  expect(new Set(looks).size).toBe(12);
});

test.each(sights)("a heat map grows darker from low to high with %s", (sight) => {
  const lightness = sequentialScale.map(([, colour]) => seenLab(colour, sight)[0]);
  for (const [k, light] of lightness.slice(1).entries()) expect(lightness[k]! - light).toBeGreaterThan(8);
});

test.each(sights)("the two sides of a diverging heat map differ clearly with %s", (sight) => {
  const colours = divergingScale.map(([, colour]) => seenLab(colour, sight));
  for (const [low, high] of [
    [0, 4],
    [1, 3],
    [0, 2],
    [2, 4],
  ] as const)
    expect(ciede2000(colours[low]!, colours[high]!)).toBeGreaterThan(CLEARLY_DIFFERENT);
});
