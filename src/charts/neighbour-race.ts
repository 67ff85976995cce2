import { mean } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** A word near another one, and its cosine with it in each run. */
export interface RacingWord {
  readonly word: string;
  readonly cosines: readonly number[];
}

/**
 * The words nearest to a word on average, with their cosines in all runs: how far apart they are, and how far each moves.
 *
 * @param word to which they are near
 * @param racers at least k + 1 words, each with as many cosines
 * @param k so many places there are in a list
 * @throws RangeError if there are not more words than places, or a cosine is not finite
 * @example
 * ```ts
 * const racers = [
 *   { word: "queen", cosines: [0.6, 0.8] }, { word: "prince", cosines: [0.5, 0.7] }, { word: "throne", cosines: [0.4, 0.6] },
 * ];
 * const chart = neighbourRace("king", racers, 2);
 * chart.caption; // → "On average the word in place 2 is 0.100 above that in place 3. From place 1 to place 3 it is 0.200. A word's own cosines spread over 0.200."
 * ```
 */
export function neighbourRace(word: string, racers: readonly RacingWord[], k: number): Figure {
  if (racers.length <= k)
    throw new RangeError(
      `Cannot draw a race of ${racers.length} words for ${k} places: more words are needed`,
    );
  requireNumbers(
    "the race of the neighbours",
    racers.flatMap(({ cosines }) => cosines),
  );
  const order = racers
    .map(({ word: name, cosines }) => ({ name, cosines, centre: mean(cosines) }))
    .sort((a, b) => b.centre - a.centre);
  const last = order.length - 1;
  const spread = mean(order.map(({ cosines }) => Math.max(...cosines) - Math.min(...cosines)));
  const above = (place: number) => formatFixed(order[place - 1]!.centre - order[k]!.centre, 3);
  return figure({
    title: `The race for the ${k} places next to “${word}”`,
    caption:
      `On average the word in place ${k} is ${above(k)} above that in place ${k + 1}.` +
      ` From place 1 to place ${k + 1} it is ${above(1)}. A word's own cosines spread over ${formatFixed(spread, 3)}.`,
    height: 170 + 19 * order.length,
    x: { title: `cosine with “${word}” (no unit)` },
    y: {
      title: "place on average",
      range: [-0.7, last + 0.7],
      ticks: {
        values: order.map((_, place) => last - place),
        labels: order.map(({ name }, place) => `${name} · ${place + 1}`),
      },
    },
    traces: [
      {
        type: "scatter",
        mode: "markers",
        name: "in a run",
        x: order.flatMap(({ cosines }) => cosines),
        y: order.flatMap(({ cosines }, place) => cosines.map(() => last - place)),
        marker: { color: palette[0], size: 6, opacity: 0.55, symbol: "circle" },
        hovertemplate: "%{x:.3f}<extra></extra>",
      },
      {
        type: "scatter",
        mode: "markers",
        name: "mean over runs",
        x: order.map(({ centre }) => centre),
        y: order.map((_, place) => last - place),
        marker: { color: palette[1], size: 10, symbol: "diamond" },
        hovertemplate: "mean %{x:.3f}<extra></extra>",
      },
    ],
    references: [{ y: last - k + 0.5, label: `${k} places`, place: "above left" }],
  });
}
