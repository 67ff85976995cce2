import { type Figure, figure } from "./figure";
import { formatNumber } from "./format-number";
import { labelPlaces } from "./label-places";
import { grey, palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** How far a word moved, and how far it moves without the reason in question. */
export interface ComparedWord {
  readonly word: string;
  readonly displacement: number;
  readonly reference: number;
  /** Whether it is said to have moved. */
  readonly moved: boolean;
}

/** What the figure compares. */
export interface DisplacementText {
  readonly title: string;
  /** The reference displacement, on the x axis. */
  readonly x: string;
  /** The displacement in question, on the y axis. */
  readonly y: string;
  /** What a moved word has done, as a name of the series: "moved farther than …". */
  readonly moved: string;
  /** What the other words have done. */
  readonly stayed: string;
}

const LABELLED = 12;
/** The plot in pixels at its smallest: only where labels go depends on it. */
const [WIDTH, HEIGHT] = [540, 400];

/**
 * The displacement of each word against a reference displacement, with the line on which both are equal. The words
 * farthest above the line are named, where their names do not lie on each other.
 *
 * @example
 * ```ts
 * const words = [
 *   { word: "trust", displacement: 0.5, reference: 0.1, moved: true },
 *   { word: "the", displacement: 0.1, reference: 0.1, moved: false },
 * ];
 * const text = { title: "Moved?", x: "by seed", y: "by period", moved: "moved farther", stayed: "did not" };
 * displacementsAgainst(words, text).caption; // → "Moved farther: 1 of 2 words. Farthest above the line: trust, the."
 * ```
 */
export function displacementsAgainst(words: readonly ComparedWord[], text: DisplacementText): Figure {
  requireNumbers(
    "displacements",
    words.flatMap(({ displacement, reference }) => [displacement, reference]),
  );
  const most = 1.08 * Math.max(...words.flatMap(({ displacement, reference }) => [displacement, reference]));
  const widest = 1.08 * Math.max(...words.map(({ reference }) => reference));
  const above = [...words].sort(
    (a, b) => b.displacement - b.reference - (a.displacement - a.reference) || (a.word < b.word ? -1 : 1),
  );
  const farthest = above.slice(0, LABELLED);
  const pixels = ({ reference, displacement }: ComparedWord) =>
    [(reference / widest) * WIDTH, -(displacement / most) * HEIGHT] as const;
  const named = labelPlaces(
    farthest.map(({ word }) => word),
    farthest.map(pixels),
    above.slice(LABELLED).map(pixels),
  ).flatMap(({ place, free }, k) => (free ? [{ word: farthest[k]!, place }] : []));
  const series = (shown: readonly ComparedWord[]) => ({
    x: shown.map(({ reference }) => rounded(reference)),
    y: shown.map(({ displacement }) => rounded(displacement)),
    text: shown.map(({ word }) => word),
  });
  const moved = words.filter((word) => word.moved);
  return figure({
    title: text.title,
    caption:
      `${text.moved[0]!.toUpperCase()}${text.moved.slice(1)}: ${formatNumber(moved.length)} of ${formatNumber(words.length)} words. ` +
      `Farthest above the line: ${above
        .slice(0, 5)
        .map(({ word }) => word)
        .join(", ")}.`,
    x: { title: text.x, range: [0, widest] },
    y: { title: text.y, range: [0, most] },
    height: 560,
    traces: [
      {
        type: "scatter",
        mode: "lines",
        name: "equally far",
        x: [0, Math.min(widest, most)],
        y: [0, Math.min(widest, most)],
        line: { color: grey, dash: "dash" },
        hoverinfo: "skip",
      },
      ...[
        {
          name: text.moved,
          shown: words.filter((word) => word.moved),
          color: palette[0],
          symbol: "circle" as const,
        },
        {
          name: text.stayed,
          shown: words.filter((word) => !word.moved),
          color: palette[1],
          symbol: "x" as const,
        },
      ].flatMap(({ name, shown, color, symbol }) =>
        shown.length === 0
          ? []
          : {
              type: "scatter" as const,
              mode: "markers" as const,
              name,
              ...series(shown),
              marker: { color, symbol, size: 6, opacity: 0.6 },
              hovertemplate: "%{text}: %{y:.2f}, reference %{x:.2f}<extra></extra>",
            },
      ),
      {
        type: "scatter",
        // The invisible markers keep the words off the points.
        mode: "markers+text",
        name: "words",
        ...series(named.map(({ word }) => word)),
        marker: { size: 8, opacity: 0 },
        textposition: named.map(({ place }) => place),
        showlegend: false,
        hoverinfo: "skip",
      },
    ],
  });
}

/** Without the rounding errors that would fill the notebook's file with digits. */
function rounded(value: number): number {
  return Number(value.toFixed(4));
}
