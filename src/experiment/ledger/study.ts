import type { Claim } from "../claims";
import type { Preset } from "../dimension-grid";

export interface StudyOptions {
  readonly preset: Preset;
  /** The whole number that all randomness follows from. */
  readonly seed: number;
  /** Where runs are stored and found again, as for {@link runGrid}. */
  readonly folder?: string;
  readonly workers?: number;
  /** Told now and then how much is done, as a progress bar wants it. */
  readonly report?: (done: number, total: number) => unknown;
  readonly signal?: AbortSignal;
}

/** What a notebook finds out about statements of the lesson, without its texts and figures. */
export interface Study {
  /** "04" */
  readonly notebook: string;
  /** The statements that it judges: ["C8", "C9"]. */
  readonly claims: readonly string[];
  /** Trains what is not stored yet, and judges. */
  readonly run: (options: StudyOptions) => Promise<readonly Claim[]>;
}
