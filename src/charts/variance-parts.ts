import type { Interval } from "../stability";
import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { intervalBand } from "./interval-band";
import { palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** How much runs differ at one point: on texts of one length, say. */
export interface VariancePartsAt {
  readonly at: number;
  /** What comes from the text: the variance between texts, each averaged over seeds. */
  readonly text: Interval;
  /** What comes from the seed: the variance between seeds on the same text. */
  readonly seed: Interval;
}

export interface VariancePanel {
  readonly title: string;
  readonly parts: readonly VariancePartsAt[];
  /** The part of the seed where x is infinite (on an endless text), if it is known. */
  readonly endless?: number;
}

export interface VarianceAxes {
  readonly title: string;
  readonly x: string;
  readonly unit: string;
  readonly floor: number;
}

/**
 * The two parts of the variance between runs, what comes from the text and what comes from the seed, for example against
 * the length of the text, on logarithmic axes. To the right of all stands ∞, where that is known. What lies below the axis
 * stands at its lower edge.
 *
 * @param axes the title of the figure, what lies along x ("length of the text (verses)"), the unit of the variance, and the
 *   lower edge of the y axis
 * @example
 * ```ts
 * const interval = (mean) => ({ mean, low: 0.9 * mean, high: 1.1 * mean });
 * const parts = [100, 400].map((at) => ({ at, text: interval(0.3 / at), seed: interval(0.001) }));
 * const axes = { title: "Variance", x: "N (pairs)", unit: "no unit", floor: 1e-6 };
 * const chart = varianceParts([{ title: "small", parts, endless: 0.001 }], axes);
 * chart.caption; // → "Share of the seed, small: 25 % at 100, 57 % at 400."
 * ```
 */
export function varianceParts(panels: readonly VariancePanel[], axes: VarianceAxes): Figure {
  const { title, x, unit, floor } = axes;
  const values = panels.flatMap(({ parts, endless }) => [
    ...parts.flatMap(({ text, seed }) => [text, seed].flatMap(({ mean, low, high }) => [mean, low, high])),
    ...(endless === undefined ? [] : [endless]),
  ]);
  requireNumbers("the parts of the variance", values);
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
    panels: panels.map(({ title: heading, parts, endless }) => {
      const at = parts.map((part) => part.at);
      const ticks = endless === undefined ? at : [...at, beyond(at)];
      return {
        title: heading,
        x: {
          title: x,
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
            parts.map(({ text }) => clipped(text)),
            { name: "from the text", color: palette[1], dash: "dash" },
          ),
          ...intervalBand(
            at,
            parts.map(({ seed }) => clipped(seed)),
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

/** Where ∞ stands: one step to the right of the last value. */
function beyond(at: readonly number[]): number {
  return at.at(-1)! * (at.at(-1)! / at[0]!) ** (1 / Math.max(1, at.length - 1));
}

function shareOf({ title, parts }: VariancePanel): string {
  const share = ({ text, seed, at }: VariancePartsAt) => {
    const ofSeed = Math.max(0, seed.mean);
    const all = ofSeed + Math.max(0, text.mean);
    return `${formatFixed(all === 0 ? 0 : (100 * ofSeed) / all, 0)} % at ${formatNumber(at)}`;
  };
  return `${title}: ${share(parts[0]!)}, ${share(parts.at(-1)!)}`;
}
