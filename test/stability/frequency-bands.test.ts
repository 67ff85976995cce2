import { describe, expect, test } from "vitest";
import { bandMeans, frequencyBands, mean } from "../../src/stability";

describe("frequencyBands()", () => {
  test("puts every word into one band, with the edges above", () => {
    const counts = Int32Array.from({ length: 200 }, (_, row) => 200 - row);
    const bands = frequencyBands(counts, [10, 50, 100]);
    expect(bands.map((band) => band.label)).toEqual(["< 10", "10–49", "50–99", "≥ 100"]);
    expect(bands.flatMap((band) => band.rows).sort((a, b) => a - b)).toEqual([...counts.keys()]);
    expect(bands[1]!.rows.map((row) => counts[row])).toEqual(Array.from({ length: 40 }, (_, i) => 49 - i));
  });

  test("leaves out a band without words", () => {
    expect(frequencyBands([500, 7], [5, 10, 100]).map((band) => band.label)).toEqual(["5–9", "≥ 100"]);
  });

  test("names a band of one count by it", () => {
    expect(frequencyBands([1, 2, 3], [1, 2, 3]).map((band) => band.label)).toEqual(["1", "2", "≥ 3"]);
  });

  test.each([[[]], [[10, 10]], [[10, 5]], [[Number.NaN]]])("refuses the edges %j", (edges) => {
    expect(() => frequencyBands([1, 2], edges)).toThrow(
      new RangeError(
        `Cannot cut a vocabulary at ${edges.join(", ") || "no counts"}: rising counts are needed, such as 10, 100`,
      ),
    );
  });
});

describe("bandMeans()", () => {
  const bands = frequencyBands([9, 1, 5, 1], [2, 6]);

  test("average over the words of each band alone", () => {
    expect(bandMeans([0.5, 0.25, 1, 0.75], bands)).toEqual([0.5, 1, 0.5]);
    expect(bandMeans(Float64Array.of(4, 2, 3, 8), bands)).toEqual([mean([2, 8]), 3, 4]);
  });

  test("refuse values of a smaller vocabulary", () => {
    expect(() => bandMeans([1, 2, 3], bands)).toThrow(
      new RangeError("Cannot take the mean of band < 2: it has row 3, and there are 3 values"),
    );
  });
});
