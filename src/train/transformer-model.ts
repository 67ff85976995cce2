import type { Scalar, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "./backend";
import { tensorLayers } from "./tensor-layers";

/** What a transformer is made of, besides its parameters. */
export interface TransformerShape {
  readonly dimension: number;
  readonly heads: number;
  readonly blockLength: number;
  readonly norm: "layer" | "rms" | "none";
}

/** The parameters of a transformer. Without `contexts` the output is tied to the words. */
export interface TransformerParameters<T> {
  /** V×d. */
  readonly words: T;
  /** V×d, the output's rows. */
  readonly contexts?: T;
  /** blockLength×d. */
  readonly positions: T;
  readonly layers: readonly TransformerLayer<T>[];
}

export interface TransformerLayer<T> {
  /** d×d, as the keys and values: each head's columns beside the next head's. */
  readonly queries: T;
  readonly keys: T;
  readonly values: T;
  /** d×d. */
  readonly mix: T;
  /** d×4d. */
  readonly expand: T;
  /** 4d×d. */
  readonly shrink: T;
}

/** The same parameters, each turned into something else, in the order of the interface. */
export function mapParameters<A, B>(
  { words, contexts, positions, layers }: TransformerParameters<A>,
  map: (parameter: A) => B,
): TransformerParameters<B> {
  return {
    words: map(words),
    ...(contexts !== undefined && { contexts: map(contexts) }),
    positions: map(positions),
    layers: layers.map(({ queries, keys, values, mix, expand, shrink }) => ({
      queries: map(queries),
      keys: map(keys),
      values: map(values),
      mix: map(mix),
      expand: map(expand),
      shrink: map(shrink),
    })),
  };
}

/** A decoder-only transformer with norms before each part, on sequences of equal length. */
export interface TransformerModel {
  /** What the output multiplies, one row per place (N×d), for ids (N) of sequences one after the other. */
  states(parameters: TransformerParameters<Tensor2D>, ids: Tensor1D): Tensor2D;
  /** The mean loss of predicting targets (N) from ids (N), in nats. */
  loss(parameters: TransformerParameters<Tensor2D>, ids: Tensor1D, targets: Tensor1D): Scalar;
}

export function transformerModel(tf: TensorFlow, shape: TransformerShape): TransformerModel {
  const { dimension, heads, blockLength } = shape;
  const width = dimension / heads;
  const layers = tensorLayers(tf);
  const norm = { layer: layers.layerNorm, rms: layers.rmsNorm, none: (x: Tensor2D) => x }[shape.norm];
  const plus = (a: Tensor2D, b: Tensor2D) => tf.add<Tensor2D>(a, b);

  /** N×d → (sequences · heads)×blockLength×width. */
  const inHeads = (x: Tensor2D): Tensor3D => {
    const split = x.reshape<Tensor4D>([-1, blockLength, heads, width]);
    return tf.transpose(split, [0, 2, 1, 3]).reshape([-1, blockLength, width]);
  };
  const fromHeads = (x: Tensor3D): Tensor2D => {
    const split = x.reshape<Tensor4D>([-1, heads, blockLength, width]);
    return tf.transpose(split, [0, 2, 1, 3]).reshape([-1, dimension]);
  };
  const attend = (x: Tensor2D, { queries, keys, values, mix }: TransformerLayer<Tensor2D>) => {
    const [q, k, v] = [queries, keys, values].map((weights) => inHeads(layers.linear(x, weights)));
    return layers.linear(fromHeads(layers.causalAttention(q!, k!, v!)), mix);
  };
  const think = (x: Tensor2D, { expand, shrink }: TransformerLayer<Tensor2D>) =>
    layers.linear(tf.relu(layers.linear(x, expand)), shrink);

  const states = (parameters: TransformerParameters<Tensor2D>, ids: Tensor1D): Tensor2D => {
    const embedded = layers.rows(parameters.words, ids).reshape([-1, blockLength, dimension]);
    let x = tf.add(embedded, parameters.positions).reshape<Tensor2D>([-1, dimension]);
    for (const layer of parameters.layers) {
      x = plus(x, attend(norm(x), layer));
      x = plus(x, think(norm(x), layer));
    }
    return norm(x);
  };
  return {
    states,
    loss: (parameters, ids, targets) =>
      layers.softmaxLoss(
        states(parameters, ids),
        parameters.contexts ?? parameters.words,
        undefined,
        targets,
      ),
  };
}
