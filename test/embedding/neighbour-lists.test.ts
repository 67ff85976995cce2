import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { neighbourLists } from "../../src/embedding";
import { randomFromText, randomOrthogonal, shuffle } from "../../src/random";
import { randomMatrix } from "../matrix/random-matrix";
import reference from "../stability/fixtures/metrics.json";

/** By the definition: all cosines, sorted. */
function plainLists(run: Matrix, k: number): number[][] {
  const cosine = (i: number, j: number) => {
    const [a, b] = [run.getRow(i), run.getRow(j)];
    const dot = a.reduce((sum, value, at) => sum + value * b[at]!, 0);
    return Number((dot / (Math.hypot(...a) * Math.hypot(...b))).toFixed(10));
  };
  const words = Array.from({ length: run.rows }, (_, i) => i);
  return words.map((i) =>
    words
      .filter((j) => j !== i)
      .sort((a, b) => cosine(i, b) - cosine(i, a) || a - b)
      .slice(0, k),
  );
}

const listsOf = (run: Matrix, k: number) => {
  const { rows } = neighbourLists(run, k);
  return Array.from({ length: run.rows }, (_, word) => [...rows.slice(word * k, (word + 1) * k)]);
};

describe("neighbourLists()", () => {
  test.each(reference.cases)("of $name are numpy's", ({ first, second, k, neighbours }) => {
    expect(listsOf(new Matrix(first), k)).toEqual(neighbours[0]);
    expect(listsOf(new Matrix(second), k)).toEqual(neighbours[1]);
  });

  test.each([
    [150, 3, 12],
    [201, 50, 1],
    [66, 2, 65],
    [2, 1, 1],
  ])("of %d random words in %d dimensions are the %d nearest of all, sorted", (words, dimension, k) => {
    const run = randomMatrix(words, dimension, "run");
    expect(neighbourLists(run, k)).toMatchObject({ words, k });
    expect(listsOf(run, k)).toEqual(plainLists(run, k));
  });

  test("tell apart words whose cosines differ far less than single precision can see", () => {
    // The words are turned away from word 0 by 0.01 and more, in steps of 1e-7: neighbouring cosines differ by 1e-9.
    const order = shuffle([...Array(300).keys()], randomFromText("order"));
    const angles = [0, ...order.map((j) => 0.01 + 1e-7 * j)];
    const run = new Matrix(angles.map((angle) => [Math.cos(angle), Math.sin(angle)]));
    const nearest = [...order.keys()].sort((a, b) => order[a]! - order[b]!).map((at) => at + 1);
    expect(listsOf(run, 20)[0]).toEqual(nearest.slice(0, 20));
  });

  test("put equally near words in the order of their rows, also after a rotation", () => {
    const lattice = new Matrix(
      [...Array(27).keys()]
        .map((code) => [(code % 3) - 1, (Math.floor(code / 3) % 3) - 1, Math.floor(code / 9) - 1])
        .filter((row) => row.some((value) => value !== 0)),
    );
    expect(listsOf(lattice, 7)).toEqual(plainLists(lattice, 7));
    for (const text of ["a", "b", "c"]) {
      const turned = lattice.mmul(randomOrthogonal(3, randomFromText(text)));
      expect(listsOf(turned, 7)).toEqual(listsOf(lattice, 7));
    }
  });

  test("of words that are all alike are the first rows", () => {
    const lists = listsOf(Matrix.ones(130, 4), 3);
    expect(lists[0]).toEqual([1, 2, 3]);
    expect(lists[2]).toEqual([0, 1, 3]);
    expect(lists[129]).toEqual([0, 1, 2]);
  });

  test("do not change with the lengths of the vectors", () => {
    const run = randomMatrix(80, 5, "run");
    const stretched = run.clone();
    for (let word = 0; word < 80; word++) stretched.mulRow(word, 10 ** ((word % 7) * 20 - 60));
    expect(listsOf(stretched, 10)).toEqual(listsOf(run, 10));
  });

  test.each([0, -1, 1.5, 4, 5, Number.NaN])("refuse to have %d words of 4", (k) => {
    expect(() => neighbourLists(Matrix.eye(4), k)).toThrow(
      new RangeError(
        `Cannot find the ${k} nearest neighbours among 4 words: each has 3 others, and a whole number from 1 to 3 is needed`,
      ),
    );
  });

  test("refuse a zero vector, and a number that is not finite", () => {
    const run = randomMatrix(5, 3, "run");
    expect(() => neighbourLists(run.clone().setRow(3, [0, 0, 0]), 2)).toThrow(
      new RangeError(
        "Cannot find neighbours: word 3 has a zero vector, which has no direction. Leave it out",
      ),
    );
    expect(() => neighbourLists(run.clone().set(1, 2, Number.NaN), 2)).toThrow(
      /^Cannot find neighbours in the run: row 1, column 2 is NaN\. Did its training diverge\?/,
    );
  });
});
