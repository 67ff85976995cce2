import type { Interval } from "../stability";
import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { intervalBand } from "./interval-band";
import { palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** How much runs differ on texts of one length. */
export interface VarianceAtLength {
  readonly length: number;
  /** What comes from the text: the variance between texts, each averaged over seeds. */
  readonly text: Interval;
  /** What comes from the seed: the variance between seeds on the same text. */
  readonly seed: Interval;
}

export interface VariancePanel {
  readonly title: string;
  readonly lengths: readonly VarianceAtLength[];
  /** The variance between seeds on an endless text, if it is known. */
  readonly endless?: number;
}

/**
 * The two parts of the variance between runs, what comes from the text and what comes from the seed, against the length of
 * the text, on logarithmic axes. Beyond the longest text stands ∞, where that is known. What lies below the axis stands at its lower
 * edge.
 *
 * @param title what the figure shows
 * @param unit of the variance
 * @param x what a length is counted in: "pairs of words"
 * @param floor the lower edge of the axis
 * @example
 * ```ts
 * const interval = (mean) => ({ mean, low: 0.9 * mean, high: 1.1 * mean });
 * const lengths = [{ length: 100, text: interval(1e-3), seed: interval(1e-4) }, { length: 400, text: interval(3e-4), seed: interval(1e-4) }];
 * const chart = varianceAgainstText([{ title: "small", lengths, endless: 1e-4 }], {
 *   title: "Variance", unit: "no unit", x: "pairs", floor: 1e-6,
 * });
 * chart.caption; // → "Share of the seed, small: 9 % at 100, 25 % at 400."
 * ```
 */
export function varianceAgainstText(
  panels: readonly VariancePanel[],
  {
    title,
    unit,
    x,
    floor,
  }: { readonly title: string; readonly unit: string; readonly x: string; readonly floor: number },
): Figure {
  const values = panels.flatMap(({ lengths, endless }) => [
    ...lengths.flatMap(({ text, seed }) => [text, seed].flatMap(({ mean, low, high }) => [mean, low, high])),
    ...(endless === undefined ? [] : [endless]),
  ]);
  requireNumbers("the variance against the length of the text", values);
  const shown = (value: number) => Math.max(value, floor);
  const clipped = ({ mean, low, high }: Interval) => ({
    mean: shown(mean),
    low: shown(low),
    high: shown(high),
  });
  return figure({
    title,
    caption:
      `Share of the seed, ${panels.map(shareOf).join("; ")}.` +
      (values.some((value) => value < floor)
        ? ` What is below ${exponent(floor)} stands at the lower edge.`
        : ""),
    height: 460,
    shareY: true,
    panels: panels.map(({ title: heading, lengths, endless }) => {
      const at = lengths.map(({ length }) => length);
      const ticks = endless === undefined ? at : [...at, beyond(at)];
      return {
        title: heading,
        x: {
          title: `length of the text (${x})`,
          type: "log" as const,
          range: [at[0]! / 1.5, 1.5 * ticks.at(-1)!] as const,
          ticks: {
            values: ticks,
            labels: ticks.map((value, k) => (k < at.length ? formatNumber(value) : "∞")),
          },
        },
        y: {
          title: `variance (${unit})`,
          type: "log" as const,
          range: [floor / 1.5, 2 * Math.max(...values)] as const,
        },
        traces: [
          ...intervalBand(
            at,
            lengths.map(({ text }) => clipped(text)),
            { name: "from the text", color: palette[1], dash: "dash" },
          ),
          ...intervalBand(
            at,
            lengths.map(({ seed }) => clipped(seed)),
            { name: "from the seed", color: palette[0], dash: "solid" },
          ),
          ...(endless === undefined
            ? []
            : [
                {
                  type: "scatter" as const,
                  mode: "markers" as const,
                  name: "from the seed, on an endless text",
                  x: [beyond(at)],
                  y: [shown(endless)],
                  marker: { color: palette[0], symbol: "diamond" as const, size: 11 },
                },
              ]),
        ],
      };
    }),
  });
}

/** Where ∞ stands: as far from the longest text as that is from the shortest but one. */
function beyond(lengths: readonly number[]): number {
  return lengths.at(-1)! * (lengths.at(-1)! / lengths[0]!) ** (1 / Math.max(1, lengths.length - 1));
}

function shareOf({ title, lengths }: VariancePanel): string {
  const share = ({ text, seed, length }: VarianceAtLength) => {
    const seedPart = Math.max(0, seed.mean);
    const all = seedPart + Math.max(0, text.mean);
    return `${formatFixed(all === 0 ? 0 : (100 * seedPart) / all, 0)} % at ${formatNumber(length)}`;
  };
  return `${title}: ${share(lengths[0]!)}, ${share(lengths.at(-1)!)}`;
}
