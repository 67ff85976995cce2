import { Matrix, QrDecomposition } from "ml-matrix";
import { gaussian } from "./gaussian";
import type { Random } from "./random";

/**
 * A random orthogonal d × d matrix Q (QᵀQ = I): a rotation, or as often a rotation with a reflection.
 * All of them are equally likely (the Haar distribution on the orthogonal group O(d)).
 *
 * Throws a RangeError if d is not a whole number of at least 1.
 *
 * Source: F. Mezzadri, How to generate random matrices from the classical compact groups,
 * Notices of the AMS 54 (2007), section 5.
 *
 * @example
 * ```ts
 * const Q = randomOrthogonal(3, randomStream(seedStreams(7), "init"));
 * Q.transpose().mmul(Q).get(0, 0); // → 1.000000000000
 * Q.transpose().mmul(Q).get(0, 1); // → 0.000000000000
 * ```
 */
export function randomOrthogonal(d: number, random: Random): Matrix {
  if (!Number.isInteger(d) || d < 1) {
    throw new RangeError(`Cannot make a random orthogonal matrix of size ${d}: the size is 1, 2, 3, …`);
  }
  const normal = gaussian(random);
  const entries = Array.from({ length: d }, () => Array.from({ length: d }, normal));
  const qr = new QrDecomposition(new Matrix(entries));
  const Q = qr.orthogonalMatrix;
  const R = qr.upperTriangularMatrix;
  // QR is only unique up to signs, and the routine's own choice of them is not uniform.
  for (let j = 0; j < d; j++) {
    if (R.get(j, j) < 0) Q.mulColumn(j, -1);
  }
  return Q;
}
