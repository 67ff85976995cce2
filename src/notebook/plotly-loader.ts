import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const requireHere = createRequire(__filename);
const GENERATED = join(__dirname, "..", "..", "dist");

/**
 * A script that brings plotly.js, compressed, into a page which has no Plotly of its own. It only runs when the first
 * chart asks for it through `window.reseedPlotly`, so that it costs nothing where the front end draws charts itself.
 */
export function plotlyLoader(): string {
  return `<script>
if (!window.reseedPlotly) window.reseedPlotly = (() => {
  let asked = false;
  return async () => {
    if (asked || window.Plotly) return;
    asked = true;
    const bytes = Uint8Array.from(atob("${compressedPlotly().toString("base64")}"), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
  };
})();
</script>`;
}

/** Compressing takes a second, so the result is kept among the generated files. */
function compressedPlotly(): Buffer {
  const { version } = requireHere("plotly.js-dist/package.json") as { version: string };
  const kept = join(GENERATED, `plotly-${version}.js.gz`);
  if (existsSync(kept)) return readFileSync(kept);
  const compressed = gzipSync(readFileSync(requireHere.resolve("plotly.js-dist")), { level: 9 });
  mkdirSync(GENERATED, { recursive: true });
  // Written under another name first: two kernels may start at the same time.
  const unfinished = `${kept}.${process.pid}`;
  writeFileSync(unfinished, compressed);
  renameSync(unfinished, kept);
  return compressed;
}
