import type { Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import { Matrix } from "ml-matrix";
import { beforeAll, describe, expect, test } from "vitest";
import { gaussian, randomFromText, randomOrthogonal } from "../../src/random";
import { loadTensorFlow, type TensorFlow } from "../../src/train/backend";
import { tensorLayers } from "../../src/train/tensor-layers";
import {
  mapParameters,
  type TransformerParameters,
  type TransformerShape,
  transformerModel,
} from "../../src/train/transformer-model";
import { finiteDifferences } from "./finite-differences";
import { plainAttention, plainTransformerLoss } from "./plain-transformer";
import { relativeDifference } from "./relative-difference";

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await loadTensorFlow());
});

const normal = gaussian(randomFromText("a transformer"));
const draw = (rows: number, columns: number, scale: number) =>
  Matrix.from1DArray(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => scale * normal()),
  );

const words = 7;
const shape = { dimension: 6, heads: 2, blockLength: 5 };
const ids = [0, 3, 3, 6, 1, 2, 0, 0, 4, 5];
const targets = [3, 3, 6, 1, 2, 0, 0, 4, 5, 5];

function drawParameters(depth: number, tied: boolean): TransformerParameters<Matrix> {
  const { dimension: d } = shape;
  return {
    words: draw(words, d, 0.8),
    ...(!tied && { contexts: draw(words, d, 0.8) }),
    positions: draw(shape.blockLength, d, 0.5),
    layers: Array.from({ length: depth }, () => ({
      queries: draw(d, d, 0.6),
      keys: draw(d, d, 0.6),
      values: draw(d, d, 0.6),
      mix: draw(d, d, 0.6),
      expand: draw(d, 4 * d, 0.4),
      shrink: draw(4 * d, d, 0.4),
    })),
  };
}

const tensor = (matrix: Matrix) => tf.tensor2d(matrix.to2DArray());
const matrixOf = (tensor2d: { arraySync(): unknown }) => new Matrix(tensor2d.arraySync() as number[][]);
const idTensor = (list: readonly number[]) => tf.tensor1d([...list], "int32");

/** A model's loss, and its gradient for each parameter in the order of the parameters. */
function lossAndGradients(parameters: TransformerParameters<Matrix>, whole: TransformerShape) {
  const list: Tensor2D[] = [];
  const tensors = mapParameters(parameters, (matrix) => {
    list.push(tensor(matrix));
    return list.at(-1)!;
  });
  const place = new Map(list.map((one, i) => [one, i]));
  const model = transformerModel(tf, whole);
  const { value, grads } = tf.valueAndGrads((...moved) => {
    const inner = mapParameters(tensors, (one) => moved[place.get(one)!] as Tensor2D);
    return model.loss(inner, idTensor(ids), idTensor(targets));
  })(list);
  return { loss: value.dataSync()[0]!, gradients: grads.map(matrixOf) };
}

/** The rows that the output multiplies, one per place. */
function statesOf(
  parameters: TransformerParameters<Matrix>,
  whole: TransformerShape,
  list: readonly number[],
) {
  return matrixOf(transformerModel(tf, whole).states(mapParameters(parameters, tensor), idTensor(list)));
}

test("causal attention is that of a plain loop over places", () => {
  const layers = tensorLayers(tf);
  const sequences = [1, 2, 3].map(() => [1, 2, 3].map(() => draw(5, 4, 1)));
  const stack = (part: number) =>
    tf.tensor3d(sequences.map((matrices) => matrices[part]!.to2DArray())) as Tensor3D;
  const result = layers.causalAttention(stack(0), stack(1), stack(2)).arraySync();
  for (const [k, [queries, keys, values]] of sequences.entries()) {
    const expected = plainAttention(queries!, keys!, values!);
    expect(relativeDifference(new Matrix(result[k]!), expected)).toBeLessThan(1e-6);
  }
});

const cases = [
  [0, "none", true],
  [0, "layer", false],
  [1, "none", false],
  [1, "rms", true],
  [2, "layer", true],
  [2, "rms", false],
] as const;

describe.each(cases)("a transformer of depth %d with norm %s, tied: %s,", (depth, norm, tied) => {
  const whole = { ...shape, norm };
  const parameters = drawParameters(depth, tied);

  test("has the loss of the plain loops in double precision, to 1e-6", () => {
    const expected = plainTransformerLoss(parameters, whole, ids, targets);
    expect(Math.abs(lossAndGradients(parameters, whole).loss / expected - 1)).toBeLessThan(1e-6);
  });

  test("has for every parameter the gradient that finite differences of the plain loops give, to 1e-5", () => {
    const { gradients } = lossAndGradients(parameters, whole);
    let i = 0;
    mapParameters(parameters, (matrix) => {
      const lossWith = (moved: Matrix) => {
        const inside = mapParameters(parameters, (other) => (other === matrix ? moved : other));
        return plainTransformerLoss(inside, whole, ids, targets);
      };
      // ReLU has kinks, so the steps must be small.
      const expected = finiteDifferences(lossWith, matrix, 1e-5);
      expect(expected.norm("frobenius")).toBeGreaterThan(1e-3);
      expect(relativeDifference(gradients[i]!, expected)).toBeLessThan(1e-5);
      i++;
    });
    expect(i).toBe(gradients.length);
  });
});

describe.each(["layer", "rms", "none"] as const)("with norm %s", (norm) => {
  const parameters = drawParameters(2, false);
  test.each([0, 1, 2, 3, 4])(
    "no place before place %d sees the word there, and all from there on do",
    (changed) => {
      const other = ids.with(changed, 5);
      expect(other).not.toEqual(ids);
      const before = statesOf(parameters, { ...shape, norm }, ids);
      const after = statesOf(parameters, { ...shape, norm }, other);
      for (let i = 0; i < ids.length; i++) {
        const same = after.getRow(i).every((value, j) => value === before.get(i, j));
        expect(same, `place ${i}`).toBe(i < changed || i >= shape.blockLength);
      }
    },
  );

  test("the same word at two places has two states, because its position differs", () => {
    const before = statesOf(parameters, { ...shape, norm }, ids);
    expect(relativeDifference(before.getRowVector(1), before.getRowVector(2))).toBeGreaterThan(0.01);
  });
});

describe("a turn of the whole residual stream", () => {
  const parameters = drawParameters(2, false);
  const Q = randomOrthogonal(shape.dimension, randomFromText("a turn"));
  const back = Q.transpose();
  const turned: TransformerParameters<Matrix> = {
    words: parameters.words.mmul(Q),
    contexts: parameters.contexts!.mmul(Q),
    positions: parameters.positions.mmul(Q),
    layers: parameters.layers.map((layer) => ({
      queries: back.mmul(layer.queries),
      keys: back.mmul(layer.keys),
      values: back.mmul(layer.values),
      mix: layer.mix.mmul(Q),
      expand: back.mmul(layer.expand),
      shrink: layer.shrink.mmul(Q),
    })),
  };
  const loss = (norm: TransformerShape["norm"], with_: TransformerParameters<Matrix>) =>
    plainTransformerLoss(with_, { ...shape, norm }, ids, targets);

  test.each(["rms", "none"] as const)("leaves the loss as it is with norm %s, to 1e-13", (norm) => {
    expect(Math.abs(loss(norm, turned) / loss(norm, parameters) - 1)).toBeLessThan(1e-13);
  });

  test("changes the loss with norm layer, whose mean knows the axes", () => {
    expect(Math.abs(loss("layer", turned) / loss("layer", parameters) - 1)).toBeGreaterThan(1e-3);
  });
});
