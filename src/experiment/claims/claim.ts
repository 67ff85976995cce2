import type { Interval } from "../../stability";
import type { Verdict } from "../verdict-of";

/** Something that was measured, with its 95 % interval over runs. */
export interface ClaimFigure {
  /** What was measured, in words: "overlap of the ten nearest neighbours". */
  readonly figure: string;
  readonly interval: Interval;
  /** What chance gives for it, where that is known. */
  readonly chance?: number;
}

/** A statement of the lesson, and what came of it. The figure that it extends is the one that decides. */
export interface Claim extends ClaimFigure {
  /** "C8" */
  readonly id: string;
  readonly statement: string;
  readonly verdict: Verdict;
  /** Figures that belong to it and do not decide alone. The first shows most of the other side. */
  readonly beside: readonly ClaimFigure[];
  /** Model, text, number of words and dimensions, runs. */
  readonly setting: string;
  /** Where it is shown, for example "4.3". */
  readonly section: string;
}
