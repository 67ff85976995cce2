import { type Figure, staticSvg } from "../charts";
import { withoutMarkup } from "../charts/plotly-text";
import { escapeHtml } from "./escape-html";
import { scriptJson } from "./script-json";

/**
 * A figure as HTML: a picture with alternative text for pages where scripts do not run, which the script replaces by
 * the interactive chart as soon as Plotly is there; below it, the caption.
 */
export function figureHtml(figure: Figure): string {
  const { data, layout, config, frames, caption } = figure;
  const picture = Buffer.from(staticSvg(figure)).toString("base64");
  const label = escapeHtml(withoutMarkup(layout.title.text));
  return `<figure aria-label="${label}" style="margin:0;padding:4px;background:#fff;color:#222;max-width:1000px">
<img alt="${escapeHtml(caption)}" src="data:image/svg+xml;base64,${picture}" style="display:block;max-width:100%;height:auto">
<div style="display:none;height:${layout.height}px"></div>
<figcaption style="font:14px/1.45 Arial,Helvetica,sans-serif;padding:2px 12px 8px;max-width:46em">${escapeHtml(caption)}</figcaption>
<script>(() => {
  const root = document.currentScript.parentElement;
  const picture = root.querySelector("img");
  const target = root.querySelector("div");
  const figure = ${scriptJson({ data, layout, config, ...(frames && { frames }) })};
  const giveUp = Date.now() + 15000;
  const showPicture = (yes) => {
    picture.style.display = yes ? "block" : "none";
    target.style.display = yes ? "none" : "block";
  };
  const draw = () => {
    if (window.Plotly) {
      showPicture(false);
      window.Plotly.newPlot(target, figure).catch((error) => {
        showPicture(true);
        console.error(error);
      });
      return;
    }
    if (window.reseedPlotly) window.reseedPlotly();
    if (Date.now() < giveUp) setTimeout(draw, 100);
  };
  draw();
})();</script>
</figure>`;
}
