import { describe, expect, test } from "vitest";
import { type DepthPairRow, type DepthStudy, depthVerdict, verdictOf } from "../../src/experiment";
import { pairsOfRuns, pairwiseInterval } from "../../src/stability";

const moments = [100, 200, 300];

interface Made {
  readonly depth: number;
  readonly losses: readonly number[];
  readonly words: readonly number[];
  readonly output: readonly number[];
}

/** Four runs of each depth. The score of a pair is that of the depth, and a little of its own that grows with the depth. */
function study(depths: readonly Made[]): DepthStudy {
  const pairs = pairsOfRuns([0, 1, 2, 3], (a, b) => 0.01 * (a + b));
  return {
    runs: depths.flatMap(({ depth, losses }) =>
      moments.flatMap((wordsRead, k) =>
        [-0.1, 0.1].map((off, seed) => ({
          depth,
          seed,
          wordsRead,
          loss: losses[k]! + off,
          wordsStart: 0,
          outputStart: 0,
        })),
      ),
    ),
    pairs: depths.flatMap((made) =>
      moments.flatMap((wordsRead, k) =>
        (["words", "output"] as const).flatMap((vectors) =>
          pairs.flatMap(({ first, second, value }): DepthPairRow[] => {
            const row = {
              depth: made.depth,
              vectors,
              wordsRead,
              first,
              second,
              heldOutCosineFloor: 0,
              neighbourOverlap: 0,
            };
            const heldOutCosine = made[vectors][k]! + value * (1 + 0.1 * made.depth);
            return [
              { ...row, band: "all", heldOutCosine },
              { ...row, band: "< 10", heldOutCosine: -1 },
            ];
          }),
        ),
      ),
    ),
  };
}

const shallow = { depth: 0, losses: [5, 4, 3.5], words: [0.2, 0.5, 0.8], output: [0.3, 0.6, 0.7] };
const deep = { depth: 2, losses: [5.5, 4.5, 4], words: [0.1, 0.3, 0.6], output: [0.2, 0.5, 0.75] };

describe("depthVerdict()", () => {
  const { loss, differences, sameWords, sameLoss } = depthVerdict(study([deep, shallow]));

  test("compares at the loss that the worst depth ends with", () => {
    expect(loss).toBeCloseTo(4, 12);
  });

  test("takes differences pair by pair, after all words and at the same loss", () => {
    expect(differences.map(({ depth, vectors }) => [depth, vectors])).toEqual([
      [2, "words"],
      [2, "output"],
    ]);
    // What differs between pairs at depth 2 and 0 is a fifth of 0.01 · (a + b).
    const spread = (centre: number) =>
      pairwiseInterval(pairsOfRuns([0, 1, 2, 3], (a, b) => centre + 0.002 * (a + b)));
    const close = (found: object, wanted: object) => {
      for (const [end, value] of Object.entries(wanted))
        expect((found as Record<string, number>)[end]).toBeCloseTo(value, 10);
    };
    close(differences[0]!.sameWords, spread(0.6 - 0.8));
    close(differences[1]!.sameWords, spread(0.75 - 0.7));
    // At the loss 4 the shallow model has read 200 words, the deep one 300.
    close(differences[0]!.sameLoss, spread(0.6 - 0.5));
    close(differences[1]!.sameLoss, spread(0.75 - 0.6));
  });

  test("judges each kind of vectors for itself", () => {
    expect(sameWords).toEqual({ words: "does not hold", output: "holds" });
    expect(sameLoss).toEqual({ words: "holds", output: "holds" });
  });

  test("judges all depths but the smallest together", () => {
    const deeper = { ...deep, depth: 4, output: [0.2, 0.5, 0.6] };
    expect(depthVerdict(study([shallow, deep, deeper])).sameWords.output).toBe("depends");
  });
});

test("verdictOf() refuses to judge without a difference", () => {
  expect(() => verdictOf([])).toThrow(new RangeError("Cannot judge without a difference: give at least one"));
});
