import { Matrix } from "ml-matrix";
import { distance } from "../matrix/distance";
import { norm } from "../matrix/norm";
import { procrustes } from "./procrustes";
import { requireSameShape } from "./same-shape";

/** Several runs, turned onto their common mean. */
export interface Consensus {
  /** M (V×d): the mean of the turned runs. It is shorter than they are where they disagree. */
  readonly mean: Matrix;
  /** The runs after their turns (V×d each), in the order given. */
  readonly aligned: readonly Matrix[];
  /** The turn of each run (d×d, orthogonal): aligned = run · rotation. */
  readonly rotations: readonly Matrix[];
  /** Σ_k ‖run_k·Q_k − M‖²_F, which is Σ_k ‖run_k‖²_F − n·‖M‖²_F, in squared units of the vectors. */
  readonly residual: number;
  /** How often all runs were turned. */
  readonly rounds: number;
  /** Whether the last round changed next to nothing: false if it ended for the limit of rounds. */
  readonly converged: boolean;
}

/** When the turning ends. */
export interface ConsensusOptions {
  /** Stop when a round lowers the residual by less than this share of Σ_k ‖run_k‖²_F. Default 1e-9. */
  readonly tolerance?: number;
  /** Default 100. */
  readonly maxRounds?: number;
}

/**
 * Generalised Procrustes: turns several runs at once, so that they lie as close as possible to their common mean. Each
 * round turns every run onto the mean of all ({@link procrustes}), then takes the mean anew; the residual never rises.
 * The first run is the first mean, so that the result stands as that run does. Nothing is centred or scaled. With many
 * disagreeing runs it may end in a local minimum, as all such methods.
 *
 * Source: J. C. Gower, Generalized Procrustes analysis, Psychometrika 40 (1975), without translation and scaling.
 *
 * @param runs at least two, V×d each
 * @throws RangeError if there are fewer than two runs, if their shapes differ, if a number is not finite, or if there
 *   is no round to make
 * @example
 * ```ts
 * const run = new Matrix([[1, 0], [0, 2], [3, 1]]);
 * const turns = [0, 1, 2].map((k) => randomOrthogonal(2, randomStream(seedStreams(k), "init")));
 * const { mean, residual } = generalisedProcrustes(turns.map((turn) => run.mmul(turn)));
 * residual; // → 0.0000000000
 * Matrix.sub(mean, run.mmul(turns[0])).norm("frobenius"); // → 0.0000000000
 * ```
 */
export function generalisedProcrustes(runs: readonly Matrix[], options: ConsensusOptions = {}): Consensus {
  const { tolerance = 1e-9, maxRounds = 100 } = options;
  const [first, ...others] = runs;
  if (first === undefined || others.length === 0) {
    throw new RangeError(`Cannot turn ${runs.length} runs onto their mean: at least two are needed`);
  }
  for (const run of others) requireSameShape(first, run, "align");
  if (!(Number.isInteger(maxRounds) && maxRounds > 0)) {
    throw new RangeError(
      `Cannot turn runs onto their mean in ${maxRounds} rounds: a positive integer is needed`,
    );
  }
  const size = runs.reduce((sum, run) => sum + norm(run) ** 2, 0);
  let before = Number.POSITIVE_INFINITY;
  let mean = first;
  for (let rounds = 1; ; rounds++) {
    const alignments = runs.map((run) => procrustes(run, mean));
    const aligned = alignments.map((alignment) => alignment.aligned);
    mean = aligned
      .reduce((sum, run) => sum.add(run), Matrix.zeros(first.rows, first.columns))
      .div(runs.length);
    const residual = aligned.reduce((sum, run) => sum + distance(run, mean) ** 2, 0);
    const converged = before - residual <= tolerance * size;
    if (converged || rounds === maxRounds) {
      const rotations = alignments.map((alignment) => alignment.rotation);
      return { mean, aligned, rotations, residual, rounds, converged };
    }
    before = residual;
  }
}
