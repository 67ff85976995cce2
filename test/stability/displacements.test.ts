import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { randomFromText, randomOrthogonal } from "../../src/random";
import { displacements, mean } from "../../src/stability";
import studies from "./fixtures/displacements.json";
import { randomRun } from "./random-runs";

test.each(studies)(
  "displacements() gives what scipy gives, to 1e-12: $name",
  ({ first, second, displacements: expected }) => {
    const found = displacements(new Matrix(first[0]!), new Matrix(second.at(-1)!));
    for (const [w, value] of found.entries()) expect(Math.abs(value - expected[w]!)).toBeLessThan(1e-12);
  },
);

describe("displacements()", () => {
  const early = randomRun(40, 5, "early");
  const late = randomRun(40, 5, "late");
  const close = (found: number[], expected: number[]) => {
    for (const [w, value] of found.entries()) expect(value).toBeCloseTo(expected[w]!, 12);
  };

  test("are the same in both directions, and do not see turns or the lengths of vectors", () => {
    const plain = displacements(early, late);
    close(displacements(late, early), plain);
    close(displacements(early.mmul(randomOrthogonal(5, randomFromText("turn"))), late), plain);
    const stretched = late.clone();
    for (let row = 0; row < 40; row++) stretched.mulRow(row, 0.1 + row);
    close(displacements(early, stretched), plain);
  });

  test("are 0 where nothing differs but a turn, and never below", () => {
    for (const value of displacements(early, early.mmul(randomOrthogonal(5, randomFromText("turn"))))) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1e-14);
    }
  });

  test("are on average no larger after another turn", () => {
    const unit = (run: Matrix) =>
      run.clone().apply(function (this: Matrix, i, j) {
        this.set(i, j, run.get(i, j) / run.getRowVector(i).norm());
      });
    const least = mean(displacements(early, late));
    const random = randomFromText("others");
    for (let k = 0; k < 200; k++) {
      const other = unit(early).mmul(randomOrthogonal(5, random));
      const cosines = Array.from({ length: 40 }, (_, w) =>
        other.getRowVector(w).dot(unit(late).getRowVector(w)),
      );
      expect(1 - mean(cosines)).toBeGreaterThanOrEqual(least);
    }
  });

  test("refuses different vocabularies, and a word without a direction", () => {
    expect(() => displacements(early, randomRun(39, 5, "short"))).toThrow(
      "Cannot align 40 words with 39: both runs need the same vocabulary in the same order",
    );
    const zero = late.clone().setRow(7, [0, 0, 0, 0, 0]);
    expect(() => displacements(early, zero)).toThrow(
      "Cannot measure displacements: word 7 has a zero vector, which has no direction. Leave it out",
    );
  });
});
