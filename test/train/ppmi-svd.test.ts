import { createHash } from "node:crypto";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { buildVocabulary, countSparseCooccurrence, loadCorpus } from "../../src/corpus";
import { toMatrix } from "../../src/embedding";
import { seedStreams } from "../../src/random";
import { type PpmiSvdOptions, ppmi, type TrainedRun, trainingText, trainPpmiSvd } from "../../src/train";
import { relativeDifference } from "./relative-difference";

const bible = loadCorpus("king-james-bible");
const corpus = { name: "the first verses", documents: bible.documents.slice(0, 3000) };
const text = trainingText(corpus, buildVocabulary(corpus, { maxSize: 200 }));
const seeds = seedStreams(1);
const options: PpmiSvdOptions = { dimension: 12, seeds };

function hash(run: TrainedRun): string {
  const sum = createHash("sha256");
  for (const { vectors } of [run.words, run.contexts!]) sum.update(new Uint8Array(vectors.buffer));
  return sum.digest("hex");
}

function dense(changes: Partial<PpmiSvdOptions> = {}): Matrix {
  const table = ppmi(countSparseCooccurrence(text, { window: 5, ...changes }), changes);
  const full = Matrix.zeros(table.rows, table.columns);
  for (let row = 0; row < table.rows; row++) {
    for (let cell = table.rowStarts[row]!; cell < table.rowStarts[row + 1]!; cell++) {
      full.set(row, table.cellColumns[cell]!, table.values[cell]!);
    }
  }
  return full;
}

describe("trainPpmiSvd()", () => {
  const run = trainPpmiSvd(text, options);

  test.each<Partial<PpmiSvdOptions>>([
    {},
    { window: 2, weighting: "harmonic", smoothing: 1 },
    { shift: 5, eigenvaluePower: 0 },
    { dimension: 5, eigenvaluePower: 1 },
  ])("approximates the table of PPMI as well as the loss says, with %o", (changes) => {
    const { words, contexts, lossHistory } = trainPpmiSvd(text, { ...options, ...changes });
    const table = dense(changes);
    const approximation = toMatrix(words).mmul(toMatrix(contexts!).transpose());
    expect(lossHistory).toHaveLength(1);
    // Single precision keeps 6e-8 of each number.
    expect(relativeDifference(approximation, table) ** 2).toBeCloseTo(lossHistory[0]!, 6);
  });

  test("weights the same directions with the singular values to the power asked for", () => {
    const [none, half, whole] = [0, 0.5, 1].map((eigenvaluePower) =>
      toMatrix(trainPpmiSvd(text, { ...options, eigenvaluePower }).words),
    ) as [Matrix, Matrix, Matrix];
    const directions = none.transpose().mmul(none);
    expect(relativeDifference(directions, Matrix.eye(12))).toBeLessThan(1e-6);
    const lengths = Array.from({ length: 12 }, (_, k) => whole.getColumnVector(k).norm());
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
    const scaled = (power: number) => none.mmul(Matrix.diag(lengths.map((length) => length ** power)));
    expect(relativeDifference(half, scaled(0.5))).toBeLessThan(1e-6);
    expect(relativeDifference(whole, scaled(1))).toBeLessThan(1e-6);
  });

  test("approximates better with more dimensions, and perfectly with all", () => {
    const losses = [2, 5, 12, 50, 200].map(
      (dimension) => trainPpmiSvd(text, { ...options, dimension }).lossHistory[0]!,
    );
    for (const [k, loss] of losses.slice(1).entries()) expect(loss).toBeLessThan(losses[k]!);
    expect(losses.at(-1)).toBeLessThan(1e-12);
  });

  test("gives bitwise the same vectors for any seeds, and on every machine those with this hash", () => {
    const other = trainPpmiSvd(text, { ...options, seeds: seedStreams(2) });
    expect(hash(other)).toBe(hash(run));
    expect(hash(run)).toBe("0e09667d37007b96d3006c21000fb49d9cf46502ecfcd8b320910e23c53ce077");
  });

  test("puts words beside each other that stand in like places", () => {
    const { words } = run;
    const vectors = toMatrix(words);
    const cosine = (a: string, b: string) => {
      const [x, y] = [a, b].map((word) => vectors.getRowVector(words.words.indexOf(word)));
      return x!.dot(y!) / (x!.norm() * y!.norm());
    };
    expect(cosine("wife", "daughter")).toBeGreaterThan(cosine("wife", "gold") + 0.3);
    expect(cosine("father", "brother")).toBeGreaterThan(cosine("father", "earth") + 0.3);
  });

  test("says where its vectors come from, so that they can be made again", () => {
    expect(run.words.words).toBe(text.vocabulary.words);
    expect(run.words.dimension).toBe(12);
    expect(run.words.provenance).toEqual({
      model: "PPMI-SVD",
      backend: "WebAssembly",
      seeds,
      options: {
        dimension: 12,
        window: 5,
        weighting: "equal",
        smoothing: 0.75,
        shift: 1,
        eigenvaluePower: 0.5,
      },
    });
    expect(run.contexts!.provenance).toEqual(run.words.provenance);
    expect(run.seconds).toBeGreaterThan(0);
  });

  test("gives a word that stands beside no other a vector of zeros", () => {
    const lonely = { name: "lonely", documents: [...corpus.documents, ...Array(500).fill(["xyzzy"])] };
    const { words } = trainPpmiSvd(trainingText(lonely, buildVocabulary(lonely, { maxSize: 100 })), options);
    const row = toMatrix(words).getRow(words.words.indexOf("xyzzy"));
    expect(row.map(Math.abs)).toEqual(new Array(12).fill(0));
  });

  test.each<[Partial<PpmiSvdOptions>, string]>([
    [{ dimension: 0 }, "Cannot give 200 words 0 dimensions: a whole number from 1 to 200 is needed"],
    [{ dimension: 201 }, "Cannot give 200 words 201 dimensions: a whole number from 1 to 200 is needed"],
    [
      { eigenvaluePower: Number.NaN },
      "Cannot weight with the singular values to the power NaN: a number is needed, such as 0, 0.5 or 1",
    ],
    [{ window: 0 }, "Cannot count words within a window of 0: the window is 1, 2, 3, …, as in { window: 5 }"],
    [{ shift: -1 }, "Cannot shift by the logarithm of -1: a positive number is needed"],
    [
      { shift: 1e9 },
      "Cannot give the words 12 dimensions: their table has only 0. Take more text or fewer dimensions",
    ],
  ])("refuses %o", (changes, message) => {
    expect(() => trainPpmiSvd(text, { ...options, ...changes })).toThrow(new RangeError(message));
  });

  test("refuses more dimensions than the table has", () => {
    const pairs = { name: "pairs", documents: [["a", "b"], ["c", "d"], ["a", "b"], ["e"]] };
    const few = trainingText(pairs, buildVocabulary(pairs, { minCount: 1 }));
    expect(trainPpmiSvd(few, { dimension: 4, seeds }).lossHistory[0]).toBeCloseTo(0, 12);
    expect(() => trainPpmiSvd(few, { dimension: 5, seeds })).toThrow(
      new RangeError(
        "Cannot give the words 5 dimensions: their table has only 4. Take more text or fewer dimensions",
      ),
    );
  });
});
