/** What the first cell of every notebook sets. */
export interface Parameters {
  readonly seed: number;
  readonly runs: number;
  readonly preset: string;
}

/**
 * Checks the parameters of a notebook.
 *
 * @throws RangeError unless the seed is an integer, there are at least 4 runs, and the preset is "quick" or "full"
 * @example
 * ```ts
 * requireParameters({ seed: -3, runs: 8, preset: "full" }); // → undefined
 * requireParameters({ seed: 1, runs: 1, preset: "full" }); // throws /at least 4 runs/
 * requireParameters({ seed: 1, runs: 8, preset: "slow" }); // throws /"quick" or "full"/
 * ```
 */
export function requireParameters({ seed, runs, preset }: Parameters): void {
  if (typeof seed !== "number" || !Number.isInteger(seed)) {
    throw new RangeError(
      `Cannot begin with seed ${seed}: an integer is needed, for example 1, 7 or -20. Change it in the first cell`,
    );
  }
  if (!(Number.isInteger(runs) && runs >= 4)) {
    throw new RangeError(
      `Cannot begin with ${runs} runs: at least 4 runs are needed to say how much they differ. Change it in the first cell`,
    );
  }
  if (preset !== "quick" && preset !== "full") {
    throw new RangeError(`Cannot begin with preset "${preset}": choose "quick" or "full" in the first cell`);
  }
}
