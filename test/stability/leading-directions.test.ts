import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { gaussian, randomFromText, randomOrthogonal } from "../../src/random";
import { leadingDirections } from "../../src/stability";

test("leadingDirections() finds the directions that a matrix was made of, also after a turn", () => {
  const random = randomFromText("leading directions");
  const normal = gaussian(random);
  const left = randomOrthogonal(40, random).subMatrix(0, 39, 0, 4);
  const turn = randomOrthogonal(5, random);
  const strengths = Matrix.diag([9, 6, 4, 2, 1]);
  const run = left.mmul(strengths).mmul(turn.transpose());
  const found = leadingDirections(run, 3);
  const alike = found.transpose().mmul(left.subMatrix(0, 39, 0, 2));
  for (let k = 0; k < 3; k++) expect(Math.abs(alike.get(k, k))).toBeCloseTo(1, 10);
  expect(found.transpose().mmul(found).sub(Matrix.eye(3)).norm("max")).toBeLessThan(1e-10);
  expect(() => leadingDirections(run, 6)).toThrow(
    "Cannot take the 6 strongest directions of a run: it has 5",
  );
  expect(() => leadingDirections(run.clone().set(0, 0, normal() / 0), 1)).toThrow(/row 0, column 0/);
});
