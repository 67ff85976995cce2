import { Matrix } from "ml-matrix";
import type { TransformerParameters, TransformerShape } from "../../src/train/transformer-model";

/** softmax(q·kᵀ/√d)·v for one sequence and one head, place by place, each seeing no later one. */
export function plainAttention(queries: Matrix, keys: Matrix, values: Matrix): Matrix {
  const result = Matrix.zeros(queries.rows, values.columns);
  for (let i = 0; i < queries.rows; i++) {
    const weights: number[] = [];
    for (let j = 0; j <= i; j++) {
      let score = 0;
      for (let a = 0; a < queries.columns; a++) score += queries.get(i, a) * keys.get(j, a);
      weights.push(Math.exp(score / Math.sqrt(queries.columns)));
    }
    const sum = weights.reduce((a, b) => a + b);
    for (const [j, weight] of weights.entries()) {
      for (let a = 0; a < values.columns; a++)
        result.set(i, a, result.get(i, a) + (weight / sum) * values.get(j, a));
    }
  }
  return result;
}

/** The mean loss of a transformer on several sequences: one place after the other, in double precision. */
export function plainTransformerLoss(
  parameters: TransformerParameters<Matrix>,
  { dimension, heads, blockLength, norm }: TransformerShape,
  ids: readonly number[],
  targets: readonly number[],
): number {
  const width = dimension / heads;
  const all = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);
  const places = all(0, blockLength);
  let loss = 0;
  for (let first = 0; first < ids.length; first += blockLength) {
    const x = Matrix.zeros(blockLength, dimension);
    for (const i of places) {
      for (let j = 0; j < dimension; j++)
        x.set(i, j, parameters.words.get(ids[first + i]!, j) + parameters.positions.get(i, j));
    }
    for (const layer of parameters.layers) {
      const seen = plainNorm(x, norm);
      const [q, k, v] = [layer.queries, layer.keys, layer.values].map((weights) => seen.mmul(weights));
      const joined = Matrix.zeros(blockLength, dimension);
      for (let head = 0; head < heads; head++) {
        const columns = all(head * width, (head + 1) * width);
        const part = (matrix: Matrix) => matrix.selection(places, columns);
        const out = plainAttention(part(q!), part(k!), part(v!));
        for (const i of places) {
          for (let a = 0; a < width; a++) joined.set(i, head * width + a, out.get(i, a));
        }
      }
      x.add(joined.mmul(layer.mix));
      const hidden = plainNorm(x, norm).mmul(layer.expand);
      for (const i of places) {
        for (let a = 0; a < hidden.columns; a++) hidden.set(i, a, Math.max(0, hidden.get(i, a)));
      }
      x.add(hidden.mmul(layer.shrink));
    }
    const logits = plainNorm(x, norm).mmul((parameters.contexts ?? parameters.words).transpose());
    for (const i of places) {
      const row = logits.getRow(i);
      const sum = row.reduce((total, logit) => total + Math.exp(logit), 0);
      loss += Math.log(sum) - row[targets[first + i]!]!;
    }
  }
  return loss / ids.length;
}

function plainNorm(x: Matrix, norm: TransformerShape["norm"]): Matrix {
  if (norm === "none") return x;
  const result = x.clone();
  for (let i = 0; i < x.rows; i++) {
    const row = x.getRow(i);
    const mean = norm === "layer" ? row.reduce((a, b) => a + b) / row.length : 0;
    const square = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
    result.setRow(
      i,
      row.map((value) => (value - mean) / Math.sqrt(square + 1e-5)),
    );
  }
  return result;
}
