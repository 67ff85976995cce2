import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import * as charts from "../../src/charts";
import { sampleFigures } from "../support/sample-figures";

const {
  againstTextLength,
  anchorScores,
  averagedRuns,
  coordinatesOverRuns,
  cosineHistogram,
  cosinesUnderMaps,
  differencesBetweenRuns,
  displacementsAgainst,
  distanceAgainstChance,
  distanceScatter,
  errorAgainstCount,
  errorAgainstText,
  gramErrors,
  lossCurves,
  lossByModel,
  lossUnderMaps,
  movedWords,
  neighbourRace,
  neighboursOverRuns,
  overlapByDepth,
  pairMeans,
  rotatedStarts,
  rotatingRun,
  scoresAgainstLoss,
  scoresByFrequency,
  scoresByRow,
  scoresWithFloors,
  slidingMap,
  spectraOfRuns,
  varianceParts,
  whatRemains,
} = charts;

const axes = { title: "t", x: "N (pairs)", y: { title: "error", type: "log" as const } };
const interval = (mean: number, low = mean - 0.1, high = mean + 0.1) => ({ mean, low, high });

test("every figure function has a sample, and with it its tests", () => {
  const folder = join(__dirname, "..", "..", "src", "charts");
  const makers = readdirSync(folder).flatMap((file) =>
    [
      ...readFileSync(join(folder, file), "utf8").matchAll(
        /^export function (\w+)\([\s\S]*?\): Figure \{$/gm,
      ),
    ].map(([, name]) => name!),
  );
  expect(makers.filter((name) => name !== "figure").sort()).toEqual(Object.keys(sampleFigures).sort());
});

describe("the caption states the numbers of the data:", () => {
  test("againstTextLength() the first and the last value of each series, panel by panel", () => {
    const fixed = {
      name: "fixed",
      lengths: [100, 400, 1600],
      values: [0.4, 0.2, 0.1].map((x) => interval(x)),
    };
    const growing = { name: "growing", lengths: [400, 1600], values: [0.39, 0.39].map((x) => interval(x)) };
    expect(againstTextLength([{ series: [fixed, growing] }], axes).caption).toBe(
      "From 100 to 1,600: fixed, 0.4 to 0.1; growing, 0.39.",
    );
    const panels = [
      { title: "left", series: [fixed] },
      { title: "right", series: [growing] },
    ];
    expect(againstTextLength(panels, axes).caption).toBe(
      "Left, from 100 to 1,600: fixed, 0.4 to 0.1. Right, from 400 to 1,600: growing, 0.39.",
    );
  });

  test("distanceScatter() the correlation of each kind of pair", () => {
    const first = [0.1, 0.2, 0.3];
    expect(
      distanceScatter([
        { name: "near", first, second: [0.2, 0.3, 0.4] },
        { name: "far", first, second: [0.3, 0.1, 0.2] },
      ]).caption,
    ).toBe("Correlation of the distances shown, near: 1.00; far: −0.50.");
  });

  test("neighbourRace() how far the last place and the first are ahead, and how far a word moves", () => {
    const racers = [0.6, 0.58, 0.5].map((cosine, k) => ({
      word: `w${k}`,
      cosines: [cosine - 0.05, cosine + 0.05],
    }));
    expect(neighbourRace("king", racers, 2).caption).toBe(
      "On average the word in place 2 is 0.080 above that in place 3. From place 1 to place 3 it is 0.100. " +
        "A word's own cosines spread over 0.100.",
    );
    expect(() => neighbourRace("king", racers, 3)).toThrow(/^Cannot draw a race of 3 words for 3 places: /);
  });

  test("neighboursOverRuns() how many words stay, come and go", () => {
    const lists = [
      ["a", "b", "c"],
      ["b", "a", "d"],
      ["a", "b", "d"],
    ];
    const chart = neighboursOverRuns("king", lists);
    expect(chart.caption).toBe(
      "Of 4 words, 2 are among the 3 nearest of “king” in all 3 runs, 1 in some of them, and 1 in a single run.",
    );
    const [{ z }] = chart.data as unknown as [{ z: (number | null)[][] }];
    expect(z).toEqual([
      [3, null, null],
      [null, 3, 3],
      [2, 1, 2],
      [1, 2, 1],
    ]);
  });

  test("overlapByDepth() the overlap of the first and of all, with its floor", () => {
    const overlaps = [0.999, 0.9, 0.7].map((mean) => interval(mean, mean, mean));
    expect(overlapByDepth(overlaps, [0.96, 0.4, 0.04]).caption).toBe(
      "Overlap of two runs in the strongest direction: 1.00 (words shuffled 0.96). In the 3 strongest: 0.70 (0.04).",
    );
  });

  test("spectraOfRuns() how far the eigenvalues differ and fall", () => {
    const spectra = [
      [100, 10, 1],
      [100, 12, 1],
    ];
    expect(spectraOfRuns(spectra, { name: "noise", values: [3, 2.5, 2] }).caption).toBe(
      "The eigenvalues of the runs differ by at most 20 %. From the first to the last they fall 100 times; noise, 1.5 times.",
    );
  });

  test("errorAgainstText() the last error beside theory, and how many texts have none", () => {
    const texts = [
      [undefined, 0.5, 0.3],
      [undefined, undefined, 0.4],
    ];
    expect(errorAgainstText([100, 1000, 10_000], texts, [1, 0.33, 0.3]).caption).toBe(
      "At 10,000 pairs the error is 0.354; theory says 0.3. Without a finite solution: 2 of 2 texts at 100, 1 of 2 texts at 1,000.",
    );
    expect(errorAgainstText([100, 1000], [[undefined, undefined]], [1, 0.3]).caption).toBe(
      "Without a finite solution: 1 of 1 texts at 100, 1 of 1 texts at 1,000.",
    );
    expect(errorAgainstText([100], [[0.5]], [0.4]).caption).toBe(
      "At 100 pairs the error is 0.5; theory says 0.4. Without a finite solution: none.",
    );
  });

  test("errorAgainstCount() the fitted slope, beside that of the square root law", () => {
    const texts = [
      { length: 100, counts: [4, 100], errors: [1, 0.2] },
      { length: 1000, counts: [16, 16], errors: [0.1, 2.5] },
    ];
    expect(errorAgainstCount(texts, interval(-0.341, -0.362, -0.31)).caption).toBe(
      "The fitted slope is −0.34 (−0.36 to −0.31); that of 1/√count is −0.50.",
    );
  });

  test("varianceParts() the share of the seed, and that some values are too small to draw", () => {
    const at = (x: number, text: number, seed: number) => ({
      at: x,
      text: interval(text, text, text),
      seed: interval(seed, seed, seed),
    });
    const options = { title: "t", x: "pairs", unit: "u", floor: 1e-6 };
    const small = { title: "small", parts: [at(10, 3e-4, 1e-4), at(20, -1e-7, 1e-4)], endless: 1e-4 };
    expect(varianceParts([small], options).caption).toBe(
      "Share of the seed, small: 25 % at 10, 100 % at 20. What is below 1·10⁻⁶ stands at the lower edge.",
    );
    const right = { title: "right", parts: [at(10, 1e-4, 2e-5), at(20, 1e-5, 2e-5)] };
    expect(varianceParts([right, right], options).caption).toBe(
      "Share of the seed, right: 17 % at 10, 67 % at 20; right: 17 % at 10, 67 % at 20.",
    );
  });

  test("averagedRuns() the agreement of single runs and of the largest averages, and chance", () => {
    const agreement = (name: string, values: number[], floor: number) => ({
      name,
      values: values.map((value) => interval(value)),
      floor,
    });
    const agreements = [
      agreement("neighbours", [0.6, 0.7, 0.75], 0.01),
      agreement("words", [0.5, 0.6, 0.7], 0.03),
    ];
    expect(averagedRuns([1, 2, 3], agreements).caption).toBe(
      "From 1 to 3 runs in an average: neighbours, 0.60 to 0.75 (by chance 0.01); words, 0.50 to 0.70 (by chance 0.03).",
    );
  });

  test("displacementsAgainst() how many words moved, and which are farthest above the line", () => {
    const text = { title: "t", x: "x", y: "y", moved: "moved farther", stayed: "did not" };
    const word = (name: string, displacement: number, reference: number) => ({
      word: name,
      displacement,
      reference,
      moved: displacement > 0.2,
    });
    const words = [word("a", 0.1, 0.1), word("b", 0.5, 0.3), word("c", 0.4, 0.1), word("d", 0.2, 0.15)];
    expect(displacementsAgainst(words, text).caption).toBe(
      "Moved farther: 2 of 4 words. Farthest above the line: c, b, d, a.",
    );
    const none = words.map((each) => ({ ...each, moved: false }));
    expect(displacementsAgainst(none, text).caption).toMatch(/^Moved farther: 0 of 4 words\./);
  });

  test("movedWords() the first word of each panel", () => {
    const words = [
      { word: "trust", excess: interval(0.456) },
      { word: "land", excess: interval(0.4) },
    ];
    expect(
      movedWords([
        { title: "early", words },
        { title: "late", words: [...words].reverse() },
      ]).caption,
    ).toBe("The word that moved farthest: early, trust (0.46); late, land (0.40).");
  });

  test("anchorScores() the first and the last score, and chance", () => {
    const score = (anchors: number, fitted: number, floor: number) => ({
      anchors,
      fitted: interval(fitted),
      floor: interval(floor),
      gaussian: floor,
    });
    expect(anchorScores([score(16, 0.99, 0.95), score(2048, 0.934, 0.081)], 16).caption).toBe(
      "Fitted on 16 words in 16 dimensions: 0.99 on these words, 0.95 by chance. " +
        "Fitted on 2,048 words: 0.93, by chance 0.08.",
    );
  });

  test("coordinatesOverRuns() the mean correlation of two runs, also if it is negative", () => {
    const opposite = {
      title: "turned",
      runs: [
        [1, 2],
        [2, 1],
      ],
    };
    const same = {
      title: "aligned",
      runs: [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    };
    expect(coordinatesOverRuns([opposite, same], "t").caption).toBe(
      "Mean correlation of two runs, turned: −1.00; aligned: 1.00.",
    );
  });

  test("cosineHistogram() the mean of each group, without a minus before zero", () => {
    const groups = [
      { name: "raw", values: [-0.002, 0] },
      { name: "aligned", values: [0.8, 1] },
      { name: "mirrored", values: [-0.5] },
    ];
    const { caption, data } = cosineHistogram(groups, "t");
    expect(caption).toBe("Mean cosine, raw: 0.00; aligned: 0.90; mirrored: −0.50.");
    // And the outline holds every value: the shares add up to 100 %.
    for (const trace of data)
      expect((trace.y as number[]).reduce((sum, share) => sum + share)).toBeCloseTo(100, 9);
  });

  test("cosinesUnderMaps() the largest change of each kind", () => {
    const cosines = { before: [0.1, 0.5], turned: [0.1, 0.5 + 3e-16], stretched: [0.2, 0.15] };
    expect(cosinesUnderMaps(cosines).caption).toBe(
      "After a turn, no cosine of two words moved by more than 3·10⁻¹⁶. " +
        "After a counter-stretch, with the same predictions, one moved by 0.35.",
    );
  });

  test("differencesBetweenRuns() the groups, and how near and far they are", () => {
    const differences = [
      [0, 0.2, 0.01],
      [0.2, 0, 0.3],
      [0.01, 0.3, 0],
    ];
    const { caption, data } = differencesBetweenRuns(differences, [[0, 2], [1]], "predictions");
    expect(caption).toBe(
      "2 groups of runs: runs 1, 3; run 2. Two runs of a group differ by at most 0.01. " +
        "Two runs of different groups differ by at least 0.2.",
    );
    // The rows are in the order of the groups, the first at the top: Plotly begins at the bottom.
    expect(data[0]).toMatchObject({
      y: ["run 2", "run 3", "run 1"],
      z: [
        [0.2, 0.3, 0],
        [0.01, 0, 0.3],
        [0, 0.01, 0.2],
      ],
    });
  });

  test("distanceAgainstChance() the mean of each group", () => {
    const groups = [
      { name: "two runs", values: [1], interval: interval(66.14) },
      { name: "shuffled", values: [1], interval: interval(67) },
    ];
    expect(distanceAgainstChance(groups).caption).toBe("Mean distance, two runs: 66.1; shuffled: 67.0.");
  });

  test("gramErrors() the largest difference, and whether it is below the limit", () => {
    const check = (gramError: number) => ({ mirror: false, gramError, lossError: 3e-16 });
    expect(gramErrors([check(1e-16), check(8.2e-16)]).caption).toBe(
      "Over 2 random turns and mirrors, the largest relative difference is 8·10⁻¹⁶, below the line at 10⁻¹².",
    );
    expect(gramErrors([check(0), check(2e-5)]).caption).toBe(
      "Over 2 random turns and mirrors, the largest relative difference is 2·10⁻⁵, not below the line at 10⁻¹². " +
        "What is 0, or smaller than 10⁻¹⁷, stands at 10⁻¹⁷.",
    );
  });

  test("lossCurves() the last loss with its interval, and the steps", () => {
    // scipy.stats.t.ppf(0.975, 1) = 12.706…: 1.5 ± 12.706 · 0.1.
    expect(
      lossCurves(
        [
          [3, 2, 1.6],
          [3, 1.4],
        ],
        {},
      ).caption,
    ).toBe(
      "In the last of 2 to 3 steps the loss is 1.5000 nats per token, " +
        "with a 95 % interval over runs of 0.2294 to 2.7706.",
    );
    expect(
      lossCurves(
        [
          [3, 2],
          [3, 2],
        ],
        {},
      ).caption,
    ).toMatch(/^In the last of 2 steps the loss is 2.0000 /);
  });

  test("lossByModel() the loss of each model at the last moment", () => {
    const models = [
      {
        name: "shallow",
        losses: [
          [5, 2],
          [5, 4],
        ],
      },
      {
        name: "deep",
        losses: [
          [5, 2.5],
          [4, 2.5],
        ],
      },
    ];
    const { caption, data } = lossByModel(models, [500, 8000], {});
    expect(caption).toBe("Loss after 8,000 words, shallow: 3.00; deep: 2.50.");
    expect(data.find(({ name }) => name === "deep")!.y).toEqual([4.5, 2.5]);
    expect(data.find(({ name }) => name === "deep")!.x).toEqual([0.5, 8]);
  });

  test("lossUnderMaps() what is invisible to each model, and the smallest visible change", () => {
    const effects = [
      { kind: "turn", untied: [1e-15, 0], tied: [2e-16] },
      { kind: "stretch", untied: [1e-14], tied: [] },
      { kind: "shift", untied: [0.02, 3], tied: [0.004] },
    ];
    expect(lossUnderMaps(effects).caption).toBe(
      "Invisible (below 10⁻¹² nats, the line) with two matrices: turn, stretch; with one matrix: turn. " +
        "The smallest visible change is 0.004 nats. An empty row: not possible with one matrix. " +
        "What is 0, or smaller than 10⁻¹⁷, stands at 10⁻¹⁷.",
    );
    expect(lossUnderMaps([{ kind: "turn", untied: [1], tied: [1] }]).caption).toBe(
      "Invisible (below 10⁻¹² nats, the line) with two matrices: nothing; with one matrix: nothing. " +
        "The smallest visible change is 1 nats.",
    );
  });

  test("pairMeans() the mean with its interval, and how far chance reaches", () => {
    const pairs = [{ first: 0, second: 1, value: 0.1 }];
    expect(pairMeans(pairs, interval(-0.012, -0.05, 0.026), [0.1, -0.157]).caption).toBe(
      "Between runs the mean is −0.012 (95 % interval over runs −0.050 to 0.026). " +
        "The farthest of the random turns lies at −0.16.",
    );
  });

  test("rotatedStarts() the median distance of each optimiser after the last step", () => {
    const run = (optimiser: string, last: number) => ({ optimiser, distances: [1e-16, last] });
    const runs = [run("sgd", 1e-15), run("sgd", 3e-15), run("sgd", 2e-15), run("adam", 0.5)];
    expect(rotatedStarts(runs).caption).toBe("After 1 step: gradient descent 2·10⁻¹⁵, Adam 0.5.");
  });

  test("rotatingRun() how far the loss moves", () => {
    const model = (angle: number, loss: number, lossStretched: number) => ({
      angle,
      positions: [[1, 0]],
      loss,
      lossStretched,
    });
    expect(rotatingRun(["king"], [model(0, 4, 4), model(3, 4, 4.25)]).caption).toBe(
      "Through a full turn the loss moves by 0 nats. Stretching one of these coordinates and shrinking the other moves it by 0.25 nats.",
    );
  });

  test("scoresAgainstLoss() the last score and the last loss of each model", () => {
    const path = (name: string, loss: number, score: number) => ({
      name,
      losses: [5, loss],
      scores: [interval(0.2), interval(score)],
    });
    const panels = [
      { title: "words", paths: [path("shallow", 4, 0.7), path("deep", 3.5, 0.6)] },
      { title: "outputs", paths: [path("shallow", 4, 0.8), path("deep", 3.5, 0.75)] },
    ];
    expect(scoresAgainstLoss(panels, "cosine").caption).toBe(
      "At the end, words, shallow: score 0.70 at loss 4.00, deep: score 0.60 at loss 3.50; " +
        "outputs, shallow: score 0.80 at loss 4.00, deep: score 0.75 at loss 3.50.",
    );
  });

  test("scoresByFrequency() the rarest and the most frequent words of each model", () => {
    const scores = [interval(0.2), interval(0.5), interval(0.8)];
    const panel = { title: "words", models: [{ name: "deep", scores }], floor: [0, 0, 0] };
    expect(scoresByFrequency([panel], ["< 10", "10–99", "≥ 100"], "cosine").caption).toBe(
      "Words that occur < 10 and ≥ 100 times, words, deep: 0.20 and 0.80.",
    );
  });

  test("scoresByRow() every mean, and what it is compared with", () => {
    const rows = [
      { name: "start", scores: { alone: interval(0.3), others: interval(0.6) } },
      { name: "text", scores: { alone: interval(0.7) } },
    ];
    const text = { title: "t", x: "difference", y: "cause" };
    const references = [{ at: 0.8, label: "all" }];
    expect(scoresByRow(rows, ["alone", "others"], { ...text, references }).caption).toBe(
      "alone: start 0.30, text 0.70; others: start 0.60. For comparison: all 0.80.",
    );
    expect(scoresByRow(rows, ["others"], text).caption).toBe("others: start 0.60.");
  });

  test("scoresWithFloors() the mean of each model, and its floor", () => {
    const score = (name: string, mean: number, floor: number) => ({
      name,
      values: [mean],
      interval: interval(mean),
      floor: interval(floor),
    });
    const panels = [{ title: "words", scores: [score("0", 0.7, 0.04), score("4", 0.6, -0.01)] }];
    expect(scoresWithFloors(panels, { title: "t", x: "depth", y: "cosine" }).caption).toBe(
      "Mean over pairs of runs (chance floor), words, depth 0: 0.70 (0.04), depth 4: 0.60 (−0.01).",
    );
  });

  test("slidingMap() the mean distance before and after the turn", () => {
    const run = new Matrix([
      [1, 0],
      [0, 2],
      [-1, -2],
    ]);
    const quarter = new Matrix([
      [0, 1],
      [-1, 0],
    ]);
    // A quarter turn moves a point by √2 of its length: √2 (1 + 2 + √5) / 3.
    expect(slidingMap(["a", "b", "c"], [0, 1, 2], run, run.mmul(quarter)).caption).toBe(
      "In this plane, a word of run 1 is 2.47 away from its partner in run 2 before the turn " +
        "and 0.00 after it (mean over the 3 words shown).",
    );
  });

  test("whatRemains() the mean of each kind after the last step", () => {
    const remaining = [
      { name: "turn", pairs: [[1], [0.2, 0.4]], floor: [1, 0.7] },
      { name: "predictions", pairs: [[1], [0.0052]], floor: [1, 0.27] },
    ];
    expect(whatRemains([10, 100], remaining, 50).caption).toBe(
      "Mean over pairs after 100 steps (by chance), turn: 0.300 (0.700); predictions: 0.005 (0.270).",
    );
  });
});

describe("data that cannot be drawn is refused by", () => {
  const nan = Number.NaN;
  const eye = Matrix.eye(3);
  test.each<[string, () => unknown, string]>([
    [
      "anchorScores()",
      () => anchorScores([], 4),
      "Cannot draw the scores of an alignment: there are no values",
    ],
    [
      "coordinatesOverRuns()",
      () => coordinatesOverRuns([], "t"),
      "Cannot draw coordinates over runs: there are no values",
    ],
    [
      "cosineHistogram()",
      () => cosineHistogram([{ name: "a", values: [0, nan] }], "t"),
      "Cannot draw cosines: value 1 is NaN",
    ],
    [
      "cosinesUnderMaps()",
      () => cosinesUnderMaps({ before: [], turned: [], stretched: [] }),
      "Cannot draw cosines",
    ],
    ["differencesBetweenRuns()", () => differencesBetweenRuns([[nan]], [[0]], "x"), "value 0 is NaN"],
    [
      "differencesBetweenRuns() without every run in a group",
      () =>
        differencesBetweenRuns(
          [
            [0, 1],
            [1, 0],
          ],
          [[0]],
          "x",
        ),
      "Cannot draw 2 runs in the groups [[0]]: each run from 0 to 1 is needed once",
    ],
    [
      "distanceAgainstChance()",
      () => distanceAgainstChance([]),
      "Cannot draw distances: there are no values",
    ],
    ["againstTextLength()", () => againstTextLength([], axes), 'Cannot draw "t": there are no values'],
    [
      "errorAgainstText()",
      () => errorAgainstText([10], [[nan]], [1]),
      "Cannot draw the error against the length of the text: value 2 is NaN",
    ],
    [
      "errorAgainstCount()",
      () => errorAgainstCount([], interval(-0.5)),
      "Cannot draw the error against the count of a word: there are no values",
    ],
    [
      "errorAgainstCount()",
      () => errorAgainstCount([{ length: 9, counts: [1], errors: [1] }], interval(nan)),
      "Cannot draw the slope of the error: value 0 is NaN",
    ],
    [
      "varianceParts()",
      () => varianceParts([], { title: "t", unit: "u", x: "x", floor: 1 }),
      "Cannot draw the parts of the variance: there are no values",
    ],
    ["gramErrors()", () => gramErrors([]), "Cannot draw relative differences: there are no values"],
    ["lossCurves()", () => lossCurves([[], []], {}), "Cannot draw the loss of the runs: there are no values"],
    [
      "lossUnderMaps()",
      () => lossUnderMaps([{ kind: "turn", untied: [nan], tied: [] }]),
      "Cannot draw changes of the loss",
    ],
    [
      "lossByModel()",
      () => lossByModel([], [1], {}),
      "Cannot draw the loss of the models: there are no values",
    ],
    [
      "scoresAgainstLoss()",
      () => scoresAgainstLoss([], "y"),
      "Cannot draw scores and losses: there are no values",
    ],
    [
      "scoresByFrequency()",
      () => scoresByFrequency([], [], "y"),
      "Cannot draw scores by frequency: there are no",
    ],
    [
      "scoresByRow()",
      () => scoresByRow([], [], { title: "t", x: "x", y: "y" }),
      'Cannot draw "t": there are no values',
    ],
    [
      "scoresWithFloors()",
      () => scoresWithFloors([], { title: "t", x: "x", y: "y" }),
      "Cannot draw the scores of the models: there are no values",
    ],
    ["pairMeans()", () => pairMeans([], interval(0), []), "Cannot draw mean cosines of randomly turned runs"],
    [
      "rotatedStarts()",
      () => rotatedStarts([]),
      "Cannot draw the distance of turned runs: there are no values",
    ],
    [
      "rotatedStarts() with runs of different lengths",
      () =>
        rotatedStarts([
          { optimiser: "sgd", distances: [0, 1] },
          { optimiser: "sgd", distances: [0] },
        ]),
      "Cannot draw runs of 1 and of 0 steps together",
    ],
    ["rotatingRun()", () => rotatingRun([], []), "Cannot draw a turning model: there are no values"],
    ["slidingMap()", () => slidingMap(["a"], [0], eye, eye), "at least 2 words are needed"],
    [
      "whatRemains()",
      () => whatRemains([], [], 1),
      "Cannot draw what is left between runs: there are no values",
    ],
  ])("%s", (_, make, message) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});

describe("data without any spread is drawn by", () => {
  const none = interval(0, 0, 0);
  test.each<[string, () => charts.Figure]>([
    ["cosineHistogram() at 1", () => cosineHistogram([{ name: "a", values: [1, 1 + 1e-15] }], "t")],
    ["cosineHistogram() at −1", () => cosineHistogram([{ name: "a", values: [-1] }], "t")],
    [
      "coordinatesOverRuns()",
      () =>
        coordinatesOverRuns(
          [
            {
              title: "a",
              runs: [
                [0, 1],
                [0, 1],
              ],
            },
          ],
          "t",
        ),
    ],
    [
      "differencesBetweenRuns()",
      () =>
        differencesBetweenRuns(
          [
            [0, 0],
            [0, 0],
          ],
          [[0, 1]],
          "predictions",
        ),
    ],
    ["distanceAgainstChance()", () => distanceAgainstChance([{ name: "a", values: [0], interval: none }])],
    [
      "lossCurves()",
      () =>
        lossCurves(
          [
            [1, 1],
            [1, 1],
          ],
          {},
        ),
    ],
    ["lossByModel()", () => lossByModel([{ name: "a", losses: [[1], [1]] }], [1], {})],
    [
      "scoresAgainstLoss()",
      () => scoresAgainstLoss([{ title: "a", paths: [{ name: "a", losses: [1], scores: [none] }] }], "y"),
    ],
    [
      "scoresByFrequency()",
      () =>
        scoresByFrequency(
          [{ title: "a", models: [{ name: "a", scores: [none] }], floor: [0] }],
          ["all"],
          "y",
        ),
    ],
    [
      "scoresByRow()",
      () => scoresByRow([{ name: "a", scores: { b: none } }], ["b"], { title: "t", x: "x", y: "y" }),
    ],
    [
      "scoresWithFloors()",
      () =>
        scoresWithFloors(
          [{ title: "a", scores: [{ name: "a", values: [0], interval: none, floor: none }] }],
          { title: "t", x: "x", y: "y" },
        ),
    ],
    ["pairMeans()", () => pairMeans([{ first: 0, second: 1, value: 0 }], none, [0])],
    ["whatRemains()", () => whatRemains([10, 20], [{ name: "a", pairs: [[0], [0]], floor: [0, 0] }], 10)],
  ])("%s", (_, make) => {
    expect(charts.staticSvg(make())).not.toMatch(/NaN|Infinity/);
  });
});
