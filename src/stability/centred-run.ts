import type { Matrix } from "ml-matrix";
import { centredColumns } from "../matrix/centred-columns";
import type { Flat } from "../matrix/flat";
import { norm } from "../matrix/norm";
import { sumOfSquares } from "../matrix/sum-of-squares";

/**
 * The coordinates of all words minus their means (d×V).
 *
 * @throws RangeError if nothing is left
 */
export function centredRun(run: Matrix): Flat {
  const centred = centredColumns(run);
  if (Math.sqrt(sumOfSquares(centred.values)) <= 1e-14 * norm(run)) {
    throw new RangeError(
      "Cannot compare a run whose vectors are all equal: nothing is left when their mean is taken away",
    );
  }
  return centred;
}
