import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { heldOutAlignment, procrustes } from "../../src/align";
import { randomFromText, shuffle } from "../../src/random";
import { randomMatrix } from "../matrix/random-matrix";

describe("heldOutAlignment()", () => {
  const [source, target] = [randomMatrix(21, 3, "source"), randomMatrix(21, 3, "target")];
  const columns = [0, 1, 2];

  test("turns each half by the rotation fitted on the other", () => {
    const rows = shuffle([...Array(21).keys()], randomFromText("halves"));
    const aligned = heldOutAlignment(source, target, randomFromText("halves"));
    for (const [fitted, turned] of [
      [rows.slice(0, 10), rows.slice(10)],
      [rows.slice(10), rows.slice(0, 10)],
    ] as const) {
      const { rotation } = procrustes(source.selection(fitted, columns), target.selection(fitted, columns));
      const expected = source.selection(turned, columns).mmul(rotation);
      expect(Matrix.sub(aligned.selection(turned, columns), expected).abs().max()).toBeLessThan(1e-13);
    }
  });

  test("needs half of the words to be as many as the dimensions", () => {
    const run = randomMatrix(7, 4, "run");
    expect(() => heldOutAlignment(run, run, randomFromText("halves"))).toThrow(
      new RangeError("Cannot fit a rotation in 4 dimensions on half of 7 words: at least 8 words are needed"),
    );
  });
});
