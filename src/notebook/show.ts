import { type Figure, withCaption } from "../charts";
import { emit } from "./emit";
import { figureHtml } from "./figure-html";
import { plotlyLoader } from "./plotly-loader";
import { session } from "./session";

/**
 * Shows figures in the notebook, each as one output: interactive where the front end draws Plotly charts or runs
 * scripts, otherwise as a picture; its caption as text. Outside a notebook, prints the caption.
 *
 * @example
 * ```ts
 * const chart = figure({
 *   title: "Line",
 *   caption: "It goes up.",
 *   x: { title: "x" },
 *   y: { title: "y" },
 *   traces: [{ type: "scatter", mode: "lines", x: [0, 1], y: [0, 1] }],
 * });
 * show(chart); // → undefined
 * ```
 */
export function show(...figures: readonly Figure[]): void {
  for (const figure of figures) {
    const loader = session.hasLoader ? "" : plotlyLoader();
    session.hasLoader = true;
    const { data, config, frames } = figure;
    emit({
      "application/vnd.plotly.v1+json": {
        data,
        layout: withCaption(figure),
        config,
        ...(frames && { frames }),
      },
      "text/html": loader + figureHtml(figure),
      "text/plain": figure.caption,
    });
  }
}
