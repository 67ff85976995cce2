import { describe, expect, test } from "vitest";
import { type DepthPairRow, type DepthStudy, depthClaim, depthVerdict } from "../../../src/experiment";
import { pairsOfRuns } from "../../../src/stability";

const MOMENTS = [1000, 2000];

/** Four runs of three depths. The scores rise in training, and with the depth by so much for each layer. */
function study(rise: { readonly words: number; readonly output: number }): DepthStudy {
  const depths = [0, 1, 4];
  const pairs = pairsOfRuns([0, 1, 2, 3], (a, b) => 0.01 * (a + b));
  return {
    runs: depths.flatMap((depth) =>
      MOMENTS.flatMap((wordsRead) =>
        [0, 1, 2, 3].map((seed) => ({
          depth,
          seed,
          wordsRead,
          loss: 5 - wordsRead / 1000,
          wordsStart: 0,
          outputStart: 0,
        })),
      ),
    ),
    pairs: depths.flatMap((depth) =>
      MOMENTS.flatMap((wordsRead) =>
        (["words", "output"] as const).flatMap((vectors) =>
          pairs.map(
            ({ first, second, value }): DepthPairRow => ({
              depth,
              vectors,
              wordsRead,
              band: "all",
              first,
              second,
              heldOutCosine: wordsRead / 4000 + rise[vectors] * depth + value,
              heldOutCosineFloor: 0,
              neighbourOverlap: 0,
            }),
          ),
        ),
      ),
    ),
  };
}

describe("depthClaim()", () => {
  test("holds if the word vectors of deeper models are more alike, and does not if they are not", () => {
    expect(depthClaim(study({ words: 0.05, output: 0 }), "made up").verdict).toBe("holds");
    expect(depthClaim(study({ words: -0.05, output: 0 }), "made up").verdict).toBe("does not hold");
    expect(depthClaim(study({ words: 0, output: 0 }), "made up").verdict).toBe("does not hold");
  });

  test("is not decided by the output vectors, which stand beside it", () => {
    const made = study({ words: -0.05, output: 0.02 });
    const claim = depthClaim(made, "made up");
    expect(claim.verdict).toBe("does not hold");
    expect(claim.interval.mean).toBeCloseTo(-0.2, 12);
    expect(claim.figure).toBe(
      "cosine of word vectors on held-out words, depth 4 minus depth 0, same words read",
    );
    const output = claim.beside.find(
      ({ figure }) =>
        figure === "cosine of output vectors on held-out words, depth 4 minus depth 0, same words read",
    );
    expect(output!.interval.mean).toBeCloseTo(0.08, 12);
    // Two depths with layers, two kinds of vectors, two ways to compare; one of these decides.
    expect(claim.beside).toHaveLength(7);
    expect(claim.depths).toEqual(depthVerdict(made));
  });

  test("says how it was measured", () => {
    expect(depthClaim(study({ words: 0, output: 0 }), "made up")).toMatchObject({
      id: "C13",
      setting: "made up, 2,000 words read, 4 runs of each depth",
    });
  });
});
