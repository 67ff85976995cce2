import { Matrix } from "ml-matrix";
import { procrustes } from "../../src/align";
import {
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
  type Figure,
  gramErrors,
  lossByModel,
  lossCurves,
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
} from "../../src/charts";
import { gaussian, randomFromText, randomOrthogonal } from "../../src/random";
import { frobeniusDistance, mean, pairsOfRuns, pairwiseInterval, wordCosines } from "../../src/stability";

const RUNS = 8;
const ROWS = 120;
const DIMENSION = 16;
const words = "king queen david jerusalem gold silver water mountain father mother prophet egypt".split(" ");

const random = randomFromText("sample figures");
const normal = gaussian(random);

function list<T>(length: number, value: (k: number) => T): T[] {
  return Array.from({ length }, (_, k) => value(k));
}

function noise(scale: number): Matrix {
  return new Matrix(list(ROWS, () => list(DIMENSION, () => scale * normal())));
}

/** Runs that are the same up to a rotation and some noise of their own, as training makes them. */
const common = noise(1);
const runs = list(RUNS, () => common.mmul(randomOrthogonal(DIMENSION, random)).add(noise(0.4)));
const turned = (run: Matrix) => run.mmul(randomOrthogonal(DIMENSION, random));
const onto = (run: Matrix, target: Matrix) => procrustes(run, target).aligned;
const interval = (centre: number, reach: number) => ({
  mean: centre,
  low: centre - reach,
  high: centre + reach,
});
const rounding = () => 1e-16 * Math.abs(normal()) + (random() < 0.2 ? 0 : 5e-17);

/** One figure of each kind, from made-up data of the size and spread that the notebooks have. */
export const sampleFigures: Readonly<Record<string, Figure>> = {
  againstTextLength: againstTextLength(
    ["epochs held", "updates held"].map((title, panel) => ({
      title,
      series: ["another seed", "another text", "both", "chance floor"].map((name, k) => ({
        name,
        lengths: [25_000, 50_000, 100_000, 200_000, 400_000, 790_000],
        values: list(6, (i) => interval((k === 3 ? 0.4 : 0.8 - 0.05 * k + 0.03 * i) - 0.02 * panel, 0.01)),
      })),
    })),
    {
      title: "How alike are two runs, if the text is longer?",
      x: "length of the text (words)",
      y: { title: "mean cosine on held-out words (no unit)", range: [0, 1] },
    },
  ),

  anchorScores: anchorScores(
    [16, 32, 64, 128, 256, 512, 1024, 2048].map((anchors) => {
      const floor = 1 / Math.sqrt(anchors / 16);
      return {
        anchors,
        fitted: interval(0.93 + 0.07 * floor, 0.01),
        floor: interval(0.95 * floor, 0.02),
        heldOut: anchors === 2048 ? undefined : interval(0.94 - 0.5 * floor, 0.015),
        gaussian: 0.849 * floor,
      };
    }),
    16,
  ),

  averagedRuns: averagedRuns(
    [1, 2, 3],
    [
      {
        name: "the ten nearest neighbours of a word",
        values: [0.61, 0.71, 0.75].map((mean) => interval(mean, 0.01)),
        floor: 0.014,
      },
      {
        name: "the twenty words that moved most",
        values: [0.55, 0.64, 0.73].map((mean) => interval(mean, 0.08)),
        floor: 0.028,
      },
    ],
  ),

  coordinatesOverRuns: coordinatesOverRuns(
    ["king", "water", "said"].map((title, row) => ({
      title,
      runs: runs.map((run) => (row === 0 ? run : onto(run, runs[0]!)).getRow(row)),
    })),
    "The vectors of three words in 8 runs: king as trained, the others aligned",
  ),

  cosineHistogram: cosineHistogram(
    [
      { name: "as trained", values: runs.slice(1).flatMap((run, k) => wordCosines(run, runs[k]!)) },
      { name: "randomly turned", values: runs.flatMap((run) => wordCosines(turned(run), run)) },
      {
        name: "after alignment",
        values: runs.slice(1).flatMap((run) => wordCosines(onto(run, runs[0]!), runs[0]!)),
      },
    ],
    "Is a word like itself in another run?",
  ),

  cosinesUnderMaps: (() => {
    const before = list(780, () => Math.tanh(0.15 + 0.35 * normal()));
    return cosinesUnderMaps({
      before,
      turned: before.map((cosine) => cosine + 2e-16 * normal()),
      stretched: before.map((cosine) => Math.tanh(Math.atanh(cosine) + 0.12 * normal())),
    });
  })(),

  differencesBetweenRuns: differencesBetweenRuns(
    list(RUNS, (i) => list(RUNS, (j) => (i === j ? 0 : i % 3 === j % 3 ? 0.004 : 0.021 + 0.001 * (i + j)))),
    [
      [0, 3, 6],
      [1, 4, 7],
      [2, 5],
    ],
    "predictions",
  ),

  displacementsAgainst: displacementsAgainst(
    list(700, (k) => {
      const reference = 0.06 * Math.exp(0.4 * normal());
      const displacement = reference + 0.13 * Math.exp(0.6 * normal());
      return {
        word: words[k] ?? `word${k}`,
        displacement,
        reference,
        moved: displacement > reference + 0.05,
      };
    }),
    {
      title: "Did the words move, or only the seeds?",
      x: "displacement between two seeds of one period (no unit)",
      y: "displacement between two periods (no unit)",
      moved: "moved farther than reseeding moves them",
      stayed: "did not",
    },
  ),

  distanceAgainstChance: distanceAgainstChance(
    (
      [
        ["two runs", (a: Matrix, b: Matrix) => frobeniusDistance(a, b)],
        ["randomly turned", (a: Matrix, b: Matrix) => frobeniusDistance(turned(a), b)],
        ["after alignment", (a: Matrix, b: Matrix) => frobeniusDistance(onto(a, b), b)],
      ] as const
    ).map(([name, measure]) => {
      const pairs = pairsOfRuns(runs, measure);
      return { name, values: pairs.map(({ value }) => value), interval: pairwiseInterval(pairs) };
    }),
  ),

  distanceScatter: distanceScatter([
    (() => {
      const first = list(1500, () => 0.8 + 0.16 * normal());
      return { name: "two words at random", first, second: first.map((x) => x + 0.05 * normal()) };
    })(),
    (() => {
      const first = list(600, () => 0.3 + 0.07 * normal());
      return {
        name: "a word and one of its ten neighbours",
        first,
        second: first.map((x) => x + 0.04 * normal()),
      };
    })(),
  ]),

  errorAgainstCount: errorAgainstCount(
    [1000, 2000, 4000, 8000].map((length) => {
      const counts = list(length / 100, (k) => Math.ceil(length / (5 * (k + 1))) + 8);
      return { length, counts, errors: counts.map((n) => 0.7 * Math.exp(0.3 * normal()) * n ** -0.35) };
    }),
    { mean: -0.35, low: -0.38, high: -0.33 },
  ),

  errorAgainstText: (() => {
    const lengths = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
    const foretold = lengths.map((length) => 50 / Math.sqrt(length));
    return errorAgainstText(
      lengths,
      list(16, (text) =>
        foretold.map((error, i) =>
          i < 2 || (i === 2 && text === 3) ? undefined : error * Math.exp(0.1 * normal() + 0.3 / i),
        ),
      ),
      foretold,
    );
  })(),

  gramErrors: gramErrors(
    list(60, (k) => ({ mirror: k % 2 === 1, gramError: 4 * rounding() + 1e-16, lossError: rounding() })),
  ),

  lossCurves: lossCurves(
    list(RUNS, () => {
      const slow = 1 + 0.2 * normal();
      return list(280 + Math.floor(90 * random()), (step) => 4.31 + 1.39 * Math.exp((-step * slow) / 40));
    }),
    { "knows nothing: ln 300": Math.log(300), "word frequencies only": 5.02, "cannot be beaten": 4.18 },
  ),

  lossByModel: (() => {
    const wordsRead = [6, 12, 23, 40, 58, 86, 115].map((thousands) => 1000 * thousands);
    return lossByModel(
      [0, 1, 2, 4].map((depth) => ({
        name: `depth ${depth}`,
        losses: list(4, () =>
          wordsRead.map((words) => 3.9 + 1.8 * Math.exp(-words / (15_000 + 7000 * depth)) + 0.02 * normal()),
        ),
      })),
      wordsRead,
      { "knows nothing": Math.log(300), "word frequencies only": 4.7 },
    );
  })(),

  lossUnderMaps: lossUnderMaps(
    (
      [
        ["turn all", rounding, rounding],
        ["counter-stretch", () => 10 * rounding(), undefined],
        ["shift contexts", rounding, undefined],
        ["stretch all", () => 0.3 * Math.exp(normal()), () => 0.5 * Math.exp(normal())],
        ["shift all", () => 0.02 * Math.exp(normal()), () => 0.05 * Math.exp(normal())],
        ["turn words only", () => 2 * Math.exp(0.3 * normal()), undefined],
      ] as const
    ).map(([kind, untied, tied]) => ({
      kind,
      untied: list(60, untied),
      tied: tied === undefined ? [] : list(60, tied),
    })),
  ),

  movedWords: movedWords(
    ["1790–1855 → 1856–1899", "1856–1899 → 1900–1947", "1900–1947 → 1948–2021"].map((title) => ({
      title,
      words: words
        .slice(0, 10)
        .map((word, k) => ({ word, excess: interval(0.5 - 0.02 * k, 0.03 + 0.01 * random()) })),
    })),
  ),

  neighbourRace: neighbourRace(
    "king",
    words.slice(1).map((word, place) => ({
      word,
      cosines: list(RUNS, () => 0.62 - 0.005 * place + 0.015 * normal()),
    })),
    5,
  ),

  neighboursOverRuns: neighboursOverRuns(
    "king",
    list(RUNS, (run) => [
      ...list(3, (k) => words[1 + ((k + run) % 3)]!),
      words[4 + (run % 6)]!,
      words[11 - (run % 2)]!,
    ]),
  ),

  overlapByDepth: overlapByDepth(
    list(64, (j) => interval(1 - 0.0045 * j, 0.004)),
    list(64, (j) => 0.04 + 0.92 / (j + 1)),
  ),

  pairMeans: (() => {
    const pairs = pairsOfRuns(runs, (a, b) => mean(wordCosines(a, b)));
    return pairMeans(
      pairs,
      pairwiseInterval(pairs),
      list(200, (k) => mean(wordCosines(turned(runs[k % RUNS]!), common))),
    );
  })(),

  rotatedStarts: rotatedStarts(
    ["sgd", "momentum", "adam"].flatMap((optimiser) =>
      list(5, (run) => ({
        optimiser,
        distances: list(
          101,
          (step) =>
            (optimiser === "adam" ? (step === 0 ? 1e-16 : 0.9 * (1 - Math.exp(-step / 9))) : 3e-16) *
              (1 + 0.1 * run) +
            (optimiser === "momentum" ? 2e-17 : 1e-17) * step,
        ),
      })),
    ),
  ),

  rotatingRun: (() => {
    const shown = words.slice(0, 10);
    const start = shown.map(() => [2 * normal(), 1.5 * normal()] as const);
    return rotatingRun(
      shown,
      list(37, (k) => {
        const angle = (2 * Math.PI * k) / 36;
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        return {
          angle,
          positions: start.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]),
          loss: 3.512345 + 2e-16 * normal(),
          lossStretched: 3.512345 + 0.21 * Math.sin(angle) ** 2,
        };
      }),
    );
  })(),

  scoresAgainstLoss: scoresAgainstLoss(
    ["word vectors", "output vectors"].map((title, panel) => ({
      title,
      paths: [0, 1, 2, 4].map((depth) => {
        const losses = [4.6, 4.3, 4.1, 3.95 - 0.01 * depth].map((loss) => loss + 0.03 * depth);
        return {
          name: `depth ${depth}`,
          losses,
          scores: losses.map((loss) => interval(0.6 * (4.9 - loss) + 0.1 * panel, 0.03)),
        };
      }),
    })),
    "mean cosine on held-out words (no unit)",
  ),

  scoresByFrequency: scoresByFrequency(
    ["word vectors", "output vectors"].map((title, panel) => ({
      title,
      models: [0, 1, 2, 4].map((depth) => ({
        name: `depth ${depth}`,
        scores: list(4, (band) => interval(0.3 + 0.15 * band - 0.04 * depth + 0.05 * panel, 0.04)),
      })),
      floor: [0.02, 0.05, 0.1, 0.2],
    })),
    ["< 500", "500–999", "1,000–4,999", "≥ 5,000"],
    "mean cosine on held-out words (no unit)",
  ),

  scoresByRow: scoresByRow(
    ["the start", "the order", "the random words", "the leaving-out", "the text", "all but the text"].map(
      (name, k) => ({
        name,
        scores: {
          "only this is different": interval(k === 4 ? 0.71 : 0.25 + 0.03 * k, 0.015),
          "only this is the same": interval(k === 4 ? 0.38 : 0.71 - 0.003 * k, 0.02),
        },
      }),
    ),
    ["only this is different", "only this is the same"],
    {
      title: "How much do two runs differ?",
      x: "share of neighbours that differ (no unit)",
      y: "what is different, or the same",
      references: [
        { at: 0.72, label: "all is different" },
        { at: 0.97, label: "by chance" },
      ],
    },
  ),

  scoresWithFloors: scoresWithFloors(
    ["word vectors", "output vectors"].map((title, panel) => ({
      title,
      scores: [0, 1, 2, 4].map((depth) => {
        const pairs = list(10, () => 0.6 - 0.04 * depth + 0.08 * panel + 0.02 * normal());
        return {
          name: String(depth),
          values: pairs,
          interval: interval(mean(pairs), 0.02),
          floor: interval(0.03, 0.01),
        };
      }),
    })),
    {
      title: "Do more layers make the vectors more stable?",
      x: "depth",
      y: "mean cosine on held-out words (no unit)",
    },
  ),

  slidingMap: slidingMap(
    words,
    words.map((_, row) => row),
    runs[1]!,
    runs[0]!,
  ),

  spectraOfRuns: spectraOfRuns(
    list(RUNS, () => list(64, (j) => 600 * Math.exp(0.03 * normal()) * (j + 1) ** -1.1)),
    { name: "pure noise of the same size", values: list(64, (j) => 50 - 0.35 * j) },
  ),

  varianceParts: varianceParts(
    ["6 numbers per word: right size", "4 numbers per word: too small"].map((title, panel) => ({
      title,
      parts: [10_000, 40_000, 160_000, 640_000].map((at) => ({
        at,
        text: { mean: 0.5 / at, low: panel === 1 ? -0.1 / at : 0.4 / at, high: 0.7 / at },
        seed: panel === 0 ? interval(1e-17, 1e-17) : interval(3e-5 * Math.exp(0.1 * normal()), 1e-5),
      })),
      endless: panel === 0 ? 1e-17 : 3e-5,
    })),
    {
      title: "What makes two runs differ: another text, or another seed?",
      x: "N, the length of the text (pairs of words)",
      unit: "probability, squared",
      floor: 1e-9,
    },
  ),

  whatRemains: (() => {
    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 400];
    const falling = (from: number, to: number, pace: number) =>
      steps.map((step) =>
        list(28, () => (to + (from - to) * Math.exp(-step / pace)) * Math.exp(0.05 * normal())),
      );
    return whatRemains(
      steps,
      [
        { name: "after the best turn", pairs: falling(0.8, 0.31, 40), floor: steps.map(() => 0.85) },
        { name: "after the best linear map", pairs: falling(0.7, 0.12, 30), floor: steps.map(() => 0.75) },
        { name: "predictions", pairs: falling(0.2, 0.01, 15), floor: steps.map(() => 0.27) },
      ],
      120,
    );
  })(),
};
