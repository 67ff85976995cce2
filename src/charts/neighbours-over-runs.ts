import { mean } from "../stability";
import { type Figure, figure } from "./figure";
import { requireNumbers } from "./require-numbers";

/**
 * The nearest neighbours of a word in all runs side by side: one row for each word that is a neighbour in any run, one column
 * for each run, and in the cell the word's place in the list of that run. Words that stay stand above, words that come
 * and go below.
 *
 * @param word whose neighbours they are
 * @param lists its nearest neighbours in each run, the nearest first; all equally long
 * @throws RangeError unless there are lists, none of them empty
 * @example
 * ```ts
 * const chart = neighboursOverRuns("king", [["queen", "prince"], ["queen", "throne"], ["prince", "queen"]]);
 * chart.caption; // → "Of 3 words, 1 is among the 2 nearest of “king” in all 3 runs, 1 in some of them, and 1 in a single run."
 * ```
 */
export function neighboursOverRuns(word: string, lists: readonly (readonly string[])[]): Figure {
  requireNumbers(
    "neighbours over runs",
    lists.map(({ length }) => length),
  );
  const runs = lists.length;
  const k = lists[0]!.length;
  const placeIn = (list: readonly string[], other: string) =>
    list.includes(other) ? list.indexOf(other) + 1 : null;
  const rows = [...new Set(lists.flat())]
    .map((other) => {
      const places = lists.map((list) => placeIn(list, other));
      const listed = places.filter((place): place is number => place !== null);
      return { other, places, times: listed.length, place: mean(listed) };
    })
    .sort((a, b) => b.times - a.times || a.place - b.place || (a.other < b.other ? -1 : 1));
  const count = (holds: (times: number) => boolean) => rows.filter(({ times }) => holds(times)).length;
  const [always, once] = [count((times) => times === runs), count((times) => times === 1)];
  const some = rows.length - always - once;
  const is = always === 1 ? "is" : "are";
  const upwards = rows.toReversed();
  const borders = [
    { y: rows.length - 0.5 - always, label: "in every run", shown: always > 0 },
    { y: once - 0.5, label: "in a single run", shown: once > 0 },
  ].filter(({ shown, y }) => shown && y > -0.5 && y < rows.length - 0.5);
  return figure({
    title: `The ${k} nearest neighbours of “${word}” in ${runs} runs`,
    caption:
      `Of ${rows.length} words, ${always} ${is} among the ${k} nearest of “${word}” in all ${runs} runs, ` +
      `${some} in some of them, and ${once} in a single run.`,
    height: 150 + 19 * rows.length,
    x: {
      title: "run",
      range: [-0.5, runs - 0.5],
      ticks: { values: lists.map((_, run) => run), labels: lists.map((_, run) => String(run + 1)) },
    },
    y: {
      title: "neighbour (in how many runs)",
      range: [-0.5, rows.length - 0.5],
      ticks: {
        values: upwards.map((_, row) => row),
        labels: upwards.map(({ other, times }) => `${other} (${times})`),
      },
    },
    traces: [
      {
        type: "heatmap",
        x: lists.map((_, run) => run),
        y: upwards.map((_, row) => row),
        z: upwards.map(({ places }) => places),
        zmin: 1,
        zmax: k,
        colorscale: NEAR_IS_DARK,
        texttemplate: "%{z:.0f}",
        showscale: false,
        hovertemplate: "%{y}, run %{x}: place %{z}<extra></extra>",
      },
    ],
    shapes: borders.map(({ y }) => ({
      type: "line",
      xref: "paper",
      x0: 0,
      x1: 1,
      y0: y,
      y1: y,
      layer: "above",
      line: { color: "#222222", width: 2 },
    })),
  });
}

/** Light enough at the far end to be told from an empty cell. */
const NEAR_IS_DARK = [
  [0, "#08306B"],
  [0.35, "#2171B5"],
  [0.7, "#6BAED6"],
  [1, "#C6DBEF"],
] as const;
