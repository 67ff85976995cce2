import type { Interval } from "../stability";
import { errorBars } from "./error-bars";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** The words that moved most between two periods. */
export interface MovedWords {
  /** The two periods. */
  readonly title: string;
  readonly words: readonly { readonly word: string; readonly excess: Interval }[];
}

/**
 * How far words moved between periods beyond what reseeding moves them, each with its 95 % interval over runs, one panel for
 * each step from a period to the next.
 *
 * @example
 * ```ts
 * const excess = { mean: 0.4, low: 0.35, high: 0.45 };
 * const chart = movedWords([{ title: "1900 to 1950", words: [{ word: "trust", excess }] }]);
 * chart.caption; // → "The word that moved farthest: 1900 to 1950, trust (0.40)."
 * ```
 */
export function movedWords(steps: readonly MovedWords[]): Figure {
  const all = steps.flatMap(({ words }) => words.map(({ excess }) => excess));
  requireNumbers(
    "displacements",
    all.flatMap(({ mean, low, high }) => [mean, low, high]),
  );
  const told = steps.map(
    ({ title, words }) => `${title}, ${words[0]!.word} (${formatFixed(words[0]!.excess.mean, 2)})`,
  );
  return figure({
    title: "Which words moved most, beyond what reseeding moves them?",
    caption: `The word that moved farthest: ${told.join("; ")}.`,
    height: 460,
    panels: steps.map(({ title, words }) => ({
      title,
      x: {
        title: "displacement (no unit)",
        range: [Math.min(0, ...all.map(({ low }) => low)), 1.1 * Math.max(...all.map(({ high }) => high))],
      },
      y: {
        title: "word",
        range: [words.length - 0.4, -0.6],
        ticks: { values: words.map((_, k) => k), labels: words.map(({ word }) => word) },
      },
      traces: [
        {
          type: "scatter",
          mode: "markers",
          name: "displacement beyond reseeding: mean and 95 % interval over runs",
          x: words.map(({ excess }) => excess.mean),
          y: words.map((_, k) => k),
          text: words.map(({ word }) => word),
          error_x: { ...errorBars(words.map(({ excess }) => excess)), color: palette[0] },
          marker: { color: palette[0], size: 8, symbol: "circle" },
          hovertemplate: "%{text}: %{x:.2f}<extra></extra>",
        },
      ],
    })),
  });
}
