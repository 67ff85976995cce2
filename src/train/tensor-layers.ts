import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import type { TensorFlow } from "./backend";

/** The layers of the language models, with gradients that both backends can take, and take quickly. */
export interface TensorLayers {
  /** The rows of `table` (V×d) that `ids` (N) name: N×d. */
  rows(table: Tensor2D, ids: Tensor1D): Tensor2D;
  /** x·W for x (N×a) and W (a×b). */
  linear(x: Tensor2D, weights: Tensor2D): Tensor2D;
  /** Every row minus its mean, divided by its standard deviation (Ba, Kiros & Hinton 2016), without gain and shift. */
  layerNorm(x: Tensor2D): Tensor2D;
  /** Every row divided by its root mean square (Zhang & Sennrich 2019), without gain. */
  rmsNorm(x: Tensor2D): Tensor2D;
  /**
   * softmax(Q·Kᵀ/√d)·V for each of n sequences of length T (Q, K, V: n×T×d), where place i sees the places up to i
   * only (Vaswani et al. 2017, equation 1, masked).
   */
  causalAttention(queries: Tensor3D, keys: Tensor3D, values: Tensor3D): Tensor3D;
  /**
   * The mean over rows of −log softmax(x·Uᵀ + b)[target], in nats: x (N×d), U (V×d), b (V), targets (N).
   */
  softmaxLoss(x: Tensor2D, output: Tensor2D, bias: Tensor1D | undefined, targets: Tensor1D): Scalar;
}

/** Keeps the norms finite where a row is zero or constant. */
export const normEpsilon = 1e-5;

export function tensorLayers(tf: TensorFlow): TensorLayers {
  type Gradient = (dy: Tensor, saved: Tensor[]) => Tensor[];
  const withGradient = (
    inputs: readonly Tensor[],
    forward: (inputs: Tensor[]) => { value: Tensor; saved: Tensor[]; gradient: Gradient },
  ): Tensor =>
    tf.customGrad((...args) => {
      const save = args.pop() as unknown as (tensors: Tensor[]) => void;
      const { value, saved, gradient } = forward(args as Tensor[]);
      save(saved);
      return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => gradient(dy, kept) };
    })(...inputs);

  // WebAssembly multiplies transposed matrices ten times slower than plain ones, so the thin ones are transposed first.
  const timesTransposed = (a: Tensor2D, b: Tensor2D) => tf.matMul(a, tf.transpose(b)) as Tensor2D;
  const transposedTimes = (a: Tensor2D, b: Tensor2D): Tensor2D =>
    a.shape[1] > b.shape[1]
      ? tf.transpose(tf.matMul(tf.transpose(b), a) as Tensor2D)
      : (tf.matMul(tf.transpose(a), b) as Tensor2D);

  const normalise = (x: Tensor2D, centred: boolean) =>
    withGradient([x], ([input]) => {
      const shifted = centred ? tf.sub(input!, tf.mean(input!, 1, true)) : input!;
      const size = tf.sqrt(tf.add(tf.mean(tf.square(shifted), 1, true), normEpsilon));
      const y = tf.div(shifted, size);
      return {
        value: y,
        saved: [y, size],
        gradient: (dy, [y, size]) => {
          const along = tf.mul(y!, tf.mean(tf.mul(dy, y!), 1, true));
          const rest = tf.sub(centred ? tf.sub(dy, tf.mean(dy, 1, true)) : dy, along);
          return [tf.div(rest, size!)];
        },
      };
    }) as Tensor2D;

  /** 0 where place i may look, −1e9 elsewhere. */
  const mask = (length: number): Tensor2D => {
    const values = new Float32Array(length * length);
    for (let i = 0; i < length; i++) values.fill(-1e9, i * length + i + 1, (i + 1) * length);
    return tf.tensor2d(values, [length, length]);
  };

  return {
    rows: (table, ids) => tf.gather(table, ids),
    linear: (x, weights) =>
      withGradient([x, weights], ([x, weights]) => ({
        value: tf.matMul(x!, weights!),
        saved: [x!, weights!],
        gradient: (dy, [x, weights]) => [
          timesTransposed(dy as Tensor2D, weights as Tensor2D),
          transposedTimes(x as Tensor2D, dy as Tensor2D),
        ],
      })) as Tensor2D,
    layerNorm: (x) => normalise(x, true),
    rmsNorm: (x) => normalise(x, false),
    causalAttention: (queries, keys, values) =>
      withGradient([queries, keys, values], ([q, k, v]) => {
        const scale = 1 / Math.sqrt(q!.shape[2]!);
        const scores = tf.add(tf.mul(tf.matMul(q!, k!, false, true), scale), mask(q!.shape[1]!));
        const weights = tf.softmax(scores);
        return {
          value: tf.matMul(weights, v!),
          saved: [q!, k!, v!, weights],
          gradient: (dy, [q, k, v, weights]) => {
            const toWeights = tf.mul(tf.matMul(dy, v!, false, true), weights!);
            const toScores = tf.mul(tf.sub(toWeights, tf.mul(weights!, tf.sum(toWeights, 2, true))), scale);
            return [
              tf.matMul(toScores, k!),
              tf.matMul(toScores, q!, true, false),
              tf.matMul(weights!, dy, true, false),
            ];
          },
        };
      }) as Tensor3D,
    softmaxLoss: (x, output, bias, targets) =>
      withGradient([x, output, ...(bias ? [bias] : [])], ([x, output, bias]) => {
        const count = x!.shape[0]!;
        const chosen = tf.gather(output!, targets);
        let logits: Tensor = timesTransposed(x as Tensor2D, output as Tensor2D);
        let wanted = tf.sum(tf.mul(x!, chosen), 1);
        if (bias) {
          logits = tf.add(logits, bias);
          wanted = tf.add(wanted, tf.gather(bias, targets));
        }
        const predicted = tf.softmax(logits);
        // A row's log Σ exp is its largest logit minus the log of its largest probability, which is never 0.
        const logSum = tf.sub(tf.max(logits, 1), tf.log(tf.max(predicted, 1)));
        return {
          value: tf.mean(tf.sub(logSum, wanted)),
          saved: [x!, output!, chosen, predicted, targets],
          gradient: (dy, [x, output, chosen, predicted, targets]) => {
            const share = tf.div(dy, count);
            const to = (sum: Tensor, part: Tensor) => tf.mul(tf.sub(sum, part), share);
            const rows = output!.shape[0]!;
            return [
              to(tf.matMul(predicted!, output!), chosen!),
              to(
                transposedTimes(predicted as Tensor2D, x as Tensor2D),
                tf.unsortedSegmentSum(x!, targets as Tensor1D, rows),
              ),
              ...(bias
                ? [
                    to(
                      tf.sum(predicted!, 0),
                      tf.unsortedSegmentSum(tf.ones([count]), targets as Tensor1D, rows),
                    ),
                  ]
                : []),
            ];
          },
        };
      }) as Scalar,
  };
}
