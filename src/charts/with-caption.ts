import { DESIGN_WIDTH } from "./design-width";
import type { Figure, Layout } from "./figure";
import { plotlyText } from "./plotly-text";
import { wrapText } from "./wrap-text";

const SIZE = 13;
const LINE = 18;

/**
 * The figure's layout with the caption inside, under plot and legend, for front ends that show nothing but the chart.
 *
 * @example
 * ```ts
 * const chart = cosineHistogram([{ name: "raw", values: [0, 0.2] }], "Cosines");
 * const { annotations, height } = withCaption(chart);
 * annotations.at(-1).text; // → "Mean cosine, raw: 0.10."
 * height - chart.layout.height; // → 32
 * ```
 */
export function withCaption({ layout, caption }: Figure): Layout {
  const lines = wrapText(plotlyText(caption), DESIGN_WIDTH - 40, SIZE);
  const room = lines.length * LINE + 14;
  return {
    ...layout,
    height: layout.height + room,
    margin: { ...layout.margin, b: layout.margin.b + room },
    annotations: [
      ...layout.annotations,
      {
        text: lines.join("<br>"),
        align: "left",
        showarrow: false,
        font: { size: SIZE },
        x: 0,
        xref: "paper",
        xanchor: "left",
        xshift: 12 - layout.margin.l,
        y: 0,
        yref: "paper",
        yanchor: "top",
        yshift: -layout.margin.b,
      },
    ],
  };
}
