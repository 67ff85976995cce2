import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { grey, palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/**
 * The eigenvalues of all runs over each other, on a logarithmic axis, beside those of something that is no run.
 *
 * @param spectra the eigenvalues of each run, in falling order
 * @param other what to compare with, such as noise
 * @throws RangeError if there is no spectrum, or an eigenvalue is not finite
 * @example
 * ```ts
 * const chart = spectraOfRuns([[4, 2, 1], [4, 2.2, 1]], { name: "noise", values: [2.5, 2.3, 2.2] });
 * chart.caption; // → "The eigenvalues of the runs differ by at most 10 %. From the first to the last they fall 4 times; noise, 1.1 times."
 * ```
 */
export function spectraOfRuns(
  spectra: readonly (readonly number[])[],
  other: { readonly name: string; readonly values: readonly number[] },
): Figure {
  requireNumbers("the spectra of the runs", [...spectra.flat(), ...other.values]);
  const places = (values: readonly number[]) => values.map((_, i) => i + 1);
  const ratios = spectra[0]!.map((_, i) => {
    const values = spectra.map((spectrum) => spectrum[i]!);
    return Math.max(...values) / Math.min(...values);
  });
  const fall = (values: readonly number[]) => {
    const times = values[0]! / values.at(-1)!;
    return formatFixed(times, times < 10 && !Number.isInteger(times) ? 1 : 0);
  };
  return figure({
    title: `The eigenvalues of ${spectra.length} runs`,
    caption:
      `The eigenvalues of the runs differ by at most ${formatFixed(100 * (Math.max(...ratios) - 1), 0)} %. ` +
      `From the first to the last they fall ${fall(spectra[0]!)} times; ${other.name}, ${fall(other.values)} times.`,
    x: { title: "number of the eigenvalue, the largest first" },
    y: { title: "eigenvalue (no unit)", type: "log" },
    height: 440,
    traces: [
      ...spectra.map((values) => ({
        type: "scatter" as const,
        mode: "lines" as const,
        name: "a run",
        x: places(values),
        y: values,
        line: { color: palette[0], width: 1.5, dash: "solid" as const },
        opacity: 0.7,
      })),
      {
        type: "scatter",
        mode: "lines",
        name: other.name,
        x: places(other.values),
        y: other.values,
        line: { color: grey, dash: "dash" },
      },
    ],
  });
}
