import { type Matrix, QrDecomposition, SingularValueDecomposition } from "ml-matrix";
import { requireFinite } from "../matrix/require-finite";

/** Two matrices with the same products as those they come from, in the one form that only a turn can change. */
export interface BalancedFactors {
  /** V×d */
  readonly words: Matrix;
  /** V×d, centred */
  readonly contexts: Matrix;
  /** The d singular values of the products, largest first. */
  readonly singularValues: readonly number[];
}

/**
 * Takes out of two matrices what a softmax model cannot see, but for a turn: the contexts are centred, and what words and
 * contexts can be stretched against each other is shared equally between them. With the singular value decomposition
 * words · (contexts − mean)ᵀ = UΣVᵀ it gives words = UΣ^½ and contexts = VΣ^½. The columns are the principal directions,
 * the strongest first. Two models with the same predictions come out the same, up to signs (and turns among equal singular
 * values): then {@link procrustes} finds the rest.
 *
 * @param words V×d, d at most V
 * @param contexts V×d
 * @throws RangeError if the shapes differ, there are fewer words than dimensions, or a number is not finite
 * @example
 * ```ts
 * const words = new Matrix([[2, 0], [0, 1], [1, 1]]);
 * const contexts = new Matrix([[1, 0], [-1, 1], [0, 2]]);
 * const stretched = balancedFactors(words.clone().mulColumn(0, 10), contexts.clone().mulColumn(0, 0.1));
 * const balanced = balancedFactors(words, contexts);
 * procrustes(stretched.words, balanced.words).residual < 1e-12; // → true
 * procrustes(words.clone().mulColumn(0, 10), words).residual > 10; // → true
 * ```
 */
export function balancedFactors(words: Matrix, contexts: Matrix): BalancedFactors {
  if (words.rows !== contexts.rows || words.columns !== contexts.columns) {
    throw new RangeError(
      `Cannot balance ${words.rows} × ${words.columns} word vectors with ` +
        `${contexts.rows} × ${contexts.columns} context vectors: both matrices need the same shape`,
    );
  }
  if (words.rows < words.columns) {
    throw new RangeError(
      `Cannot balance ${words.rows} words in ${words.columns} dimensions: at least as many words are needed`,
    );
  }
  requireFinite(words, "balance the word vectors");
  requireFinite(contexts, "balance the context vectors");
  const left = new QrDecomposition(words);
  const right = new QrDecomposition(contexts.clone().center("column"));
  const svd = new SingularValueDecomposition(
    left.upperTriangularMatrix.mmul(right.upperTriangularMatrix.transpose()),
  );
  const roots = svd.diagonal.map(Math.sqrt);
  return {
    words: left.orthogonalMatrix.mmul(svd.leftSingularVectors).mulRowVector(roots),
    contexts: right.orthogonalMatrix.mmul(svd.rightSingularVectors).mulRowVector(roots),
    singularValues: svd.diagonal,
  };
}
