import { palette } from "./palette";
import type { Dash, MarkerSymbol } from "./plotly-json";

const DASHES: readonly Dash[] = ["solid", "dash", "dot", "dashdot"];
const SYMBOLS: readonly MarkerSymbol[] = ["circle", "square", "diamond", "triangle-up", "x", "cross"];

/**
 * A colour together with a dash and a marker of its own, so that series can be told apart without the colour.
 *
 * @param index 0 for the first series; from the seventh on, colours come again
 * @example
 * ```ts
 * seriesStyle(0); // → { color: "#0072B2", dash: "solid", symbol: "circle" }
 * seriesStyle(1).dash; // → "dash"
 * ```
 */
export function seriesStyle(index: number): { color: string; dash: Dash; symbol: MarkerSymbol } {
  return {
    color: palette[index % palette.length],
    dash: DASHES[index % DASHES.length],
    symbol: SYMBOLS[index % SYMBOLS.length],
  };
}
