import { mean } from "../stability";
import { type Figure, figure } from "./figure";
import { formatNumber } from "./format-number";
import { grey, palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/**
 * The error of the fit to each of several texts, against the length of the text, with what theory foretells. The line
 * through the texts (root mean square) leaves out lengths at which some text had no finite solution.
 *
 * @param lengths of the texts, in pairs of words
 * @param texts one list for each text, with its error at each length; undefined where it had no finite solution
 * @param foretold the error that theory gives for each length
 * @example
 * ```ts
 * const chart = errorAgainstText([100, 1000], [[undefined, 0.3], [0.9, 0.4]], [0.8, 0.25]);
 * chart.caption; // → "At 1,000 pairs the error is 0.354; theory says 0.25. Without a finite solution: 1 of 2 texts at 100."
 * ```
 */
export function errorAgainstText(
  lengths: readonly number[],
  texts: readonly (readonly (number | undefined)[])[],
  foretold: readonly number[],
): Figure {
  const at = lengths.map((length, i) => ({
    length,
    errors: texts.map((errors) => errors[i]).filter((error) => error !== undefined),
  }));
  requireNumbers("the error against the length of the text", [
    ...lengths,
    ...foretold,
    ...at.flatMap(({ errors }) => errors),
  ]);
  const everywhere = at.filter(({ errors }) => errors.length === texts.length);
  const rootMeanSquare = everywhere.map(({ errors }) => Math.sqrt(mean(errors.map((error) => error ** 2))));
  const missing = at.filter(({ errors }) => errors.length < texts.length);
  const without = missing.map(
    ({ length, errors }) =>
      `${texts.length - errors.length} of ${texts.length} texts at ${formatNumber(length)}`,
  );
  const values = [...foretold, ...at.flatMap(({ errors }) => errors)];
  const last = everywhere.at(-1);
  return figure({
    title: "How far from the truth? The error against the length of the text",
    caption:
      (last === undefined
        ? ""
        : `At ${formatNumber(last.length)} pairs the error is ${formatNumber(rootMeanSquare.at(-1)!)}; ` +
          `theory says ${formatNumber(foretold[lengths.indexOf(last.length)]!)}. `) +
      `Without a finite solution: ${without.join(", ") || "none"}.`,
    x: {
      title: "N, the length of the text (pairs of words)",
      type: "log",
      range: [0.7 * lengths[0]!, 1.4 * lengths.at(-1)!],
    },
    y: {
      title: "error of the logits (nats)",
      type: "log",
      range: [0.6 * Math.min(...values), 3 * Math.max(...values)],
    },
    height: 460,
    traces: [
      {
        type: "scatter",
        mode: "markers",
        name: "a text",
        x: at.flatMap(({ length, errors }) => errors.map(() => length)),
        y: at.flatMap(({ errors }) => errors),
        marker: { color: palette[0], symbol: "circle", size: 6, opacity: 0.5 },
      },
      {
        type: "scatter",
        mode: "lines",
        name: "root mean square of all texts",
        x: everywhere.map(({ length }) => length),
        y: rootMeanSquare,
        line: { color: palette[0], dash: "solid" },
      },
      {
        type: "scatter",
        mode: "lines",
        name: "theory",
        x: lengths,
        y: foretold,
        line: { color: palette[1], dash: "dash" },
      },
    ],
    annotations: missing.map(({ length, errors }) => ({
      x: length,
      y: 1,
      yref: "paper",
      yanchor: "top",
      text: `no solution:<br>${texts.length - errors.length} of ${texts.length}`,
      font: { color: grey },
    })),
  });
}
