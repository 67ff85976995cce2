/** The loss of one epoch, right and as the original exercise plots it. */
export interface EpochLoss {
  /** The mean over the epoch's predictions, in nats. */
  readonly loss: number;
  /** The sum of the batches' means, divided by the number of samples. */
  readonly asPlotted: number;
}

/**
 * The loss of each epoch, beside the number that the exercise behind this course plots. There, the means of the
 * batches are summed, and the sum is divided by the number of *samples* instead of batches: it is too small by
 * the size of a batch (and a little more, if the last samples fill no batch). The shape of the curve is right, its values
 * are not: they cannot be compared with log V, the loss of a model that knows nothing.
 *
 * @example
 * ```ts
 * const run = { lossHistory: [3, 2, 2, 1], stepsPerEpoch: 2, samples: 64 };
 * epochLosses(run); // → [{ loss: 2.5, asPlotted: 0.078125 }, { loss: 1.5, asPlotted: 0.046875 }]
 * ```
 */
export function epochLosses({
  lossHistory,
  stepsPerEpoch,
  samples,
}: {
  readonly lossHistory: readonly number[];
  readonly stepsPerEpoch: number;
  readonly samples: number;
}): EpochLoss[] {
  return Array.from({ length: Math.floor(lossHistory.length / stepsPerEpoch) }, (_, epoch) => {
    const means = lossHistory.slice(epoch * stepsPerEpoch, (epoch + 1) * stepsPerEpoch);
    const sum = means.reduce((a, b) => a + b, 0);
    return { loss: sum / stepsPerEpoch, asPlotted: sum / samples };
  });
}
