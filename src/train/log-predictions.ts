import type { Matrix } from "ml-matrix";

/**
 * The logarithms of {@link softmaxPredictions}: row w is log p(c | w) over all context words c. They are finite also
 * where a probability is too small for a number, so that a loss made of them is.
 */
export function logPredictions(words: Matrix, contexts: Matrix): Matrix {
  if (words.columns !== contexts.columns) {
    throw new RangeError(
      `Cannot multiply word vectors of dimension ${words.columns} with context vectors of dimension ${contexts.columns}: ` +
        "both need the same dimension",
    );
  }
  const result = words.mmul(contexts.transpose());
  for (let w = 0; w < result.rows; w++) {
    const logits = result.getRow(w);
    const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    const logSum = Math.log(sum);
    result.setRow(
      w,
      logits.map((logit) => logit - largest - logSum),
    );
  }
  return result;
}
