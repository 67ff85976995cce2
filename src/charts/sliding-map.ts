import { type Matrix, SingularValueDecomposition } from "ml-matrix";
import { procrustes } from "../align";
import { mean } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { labelPlaces } from "./label-places";
import { grey, palette } from "./palette";

const FRAMES = 20;

/**
 * Two runs in the plane in which the shown words of the second run spread most, with a slider: at 0 % the first run is
 * as it was trained, at 100 % it is turned onto the second by Procrustes. In between, each word moves on a straight line.
 *
 * @param words names of the shown words
 * @param rows their row numbers
 * @param source V×d, the run that moves
 * @param target V×d, the run that stays
 * @example
 * ```ts
 * const run = new Matrix([[1, 0], [0, 2], [3, 1]]);
 * const turned = run.mmul(new Matrix([[0, 1], [-1, 0]]));
 * slidingMap(["a", "b", "c"], [0, 1, 2], run, turned).frames.length; // → 21
 * ```
 */
export function slidingMap(
  words: readonly string[],
  rows: readonly number[],
  source: Matrix,
  target: Matrix,
): Figure {
  if (words.length < 2 || words.length !== rows.length || target.columns < 2)
    throw new RangeError(
      `Cannot draw ${words.length} words from ${rows.length} rows of ${target.columns} numbers: ` +
        "at least 2 words are needed, one row for each, and 2 dimensions",
    );
  const columns = Array.from({ length: target.columns }, (_, j) => j);
  const shown = (matrix: Matrix) => matrix.selection([...rows], columns);
  const centred = shown(target).center("column");
  const plane = new SingularValueDecomposition(centred, {
    autoTranspose: true,
  }).rightSingularVectors.subMatrix(0, target.columns - 1, 0, 1);
  const project = (matrix: Matrix) => shown(matrix).mmul(plane).to2DArray() as [number, number][];
  const from = project(source);
  const to = project(procrustes(source, target).aligned);
  const partners = project(target);
  const along = (points: readonly (readonly number[])[], j: 0 | 1) => points.map((point) => point[j]!);
  const moving = (share: number) => {
    const points = from.map(
      ([x, y], k) => [x + share * (to[k]![0] - x), y + share * (to[k]![1] - y)] as const,
    );
    const lines = (j: 0 | 1) => points.flatMap((point, k) => [point[j], partners[k]![j], null]);
    return [
      { x: lines(0), y: lines(1) },
      { x: along(points, 0), y: along(points, 1) },
    ] as const;
  };
  const gap = (points: readonly [number, number][]) =>
    mean(points.map(([x, y], k) => Math.hypot(x - partners[k]![0], y - partners[k]![1])));
  const all = [...from, ...to, ...partners];
  const rangeX = span(along(all, 0));
  const rangeY = span(along(all, 1));
  // The map at its smallest: one unit has the same length on both axes, so the tighter of the two decides.
  const perUnit = Math.min(540 / (rangeX[1] - rangeX[0]), 430 / (rangeY[1] - rangeY[0]));
  const pixels = (points: readonly [number, number][]) =>
    points.map(([x, y]) => [x * perUnit, -y * perUnit] as const);
  const places = labelPlaces(words, pixels(partners), pixels(from)).map(({ place }) => place);
  const [lines, dots] = moving(0);
  return figure({
    title: "Two runs slide onto each other",
    caption:
      `In this plane, a word of run 1 is ${formatFixed(gap(from), 2)} away from its partner in run 2 before the turn ` +
      `and ${formatFixed(gap(to), 2)} after it (mean over the ${words.length} words shown).`,
    x: { title: "first main direction of run 2 (no unit)", range: rangeX },
    y: { title: "second main direction of run 2 (no unit)", range: rangeY, sameScale: true },
    height: 640,
    traces: [
      {
        type: "scatter",
        mode: "lines",
        name: "same word",
        line: { color: grey, width: 1, dash: "dot" },
        hoverinfo: "skip",
        ...lines,
      },
      {
        type: "scatter",
        mode: "markers",
        name: "run 1",
        text: words,
        marker: { color: palette[1], size: 8, symbol: "diamond" },
        ...dots,
      },
      {
        type: "scatter",
        mode: "markers+text",
        name: "run 2",
        x: along(partners, 0),
        y: along(partners, 1),
        text: words,
        textposition: places,
        marker: { color: palette[0], size: 8, symbol: "circle" },
      },
    ],
    animation: {
      title: "Turned",
      traces: [0, 1],
      steps: Array.from({ length: FRAMES + 1 }, (_, k) => ({
        label: `${(100 * k) / FRAMES} %`,
        data: moving(k / FRAMES),
      })),
    },
  });
}

function span(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = 0.12 * (high - low);
  return [low - margin, high + margin];
}
