import type { Trace, Value } from "./plotly-json";

/**
 * Refuses data that a chart would silently leave out.
 *
 * @throws RangeError if x and y differ in length or hold NaN or an infinity, or a heat map's z does not fit them
 */
export function checkTrace(trace: Trace): void {
  const name = trace.name === undefined ? "a trace" : `"${trace.name}"`;
  checkValues(trace.x, name, "x");
  checkValues(trace.y, name, "y");
  if (trace.type === "heatmap") {
    if (trace.z.length !== trace.y.length || trace.z.some((row) => row.length !== trace.x.length))
      throw new RangeError(
        `Cannot draw ${name}: z has ${trace.z.length} rows of ${trace.z[0]?.length ?? 0}, ` +
          `but there are ${trace.y.length} y and ${trace.x.length} x values`,
      );
    for (const row of trace.z) checkValues(row, name, "z");
    return;
  }
  if (trace.x.length !== trace.y.length)
    throw new RangeError(`Cannot draw ${name}: ${trace.x.length} x values and ${trace.y.length} y values`);
  for (const bars of [trace.error_x, trace.error_y]) {
    if (bars === undefined) continue;
    checkValues(bars.array, name, "error bar");
    checkValues(bars.arrayminus, name, "error bar");
  }
}

function checkValues(values: readonly Value[], name: string, what: string): void {
  const bad = values.findIndex((value) => typeof value === "number" && !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(
      `Cannot draw ${name}: ${what} value ${bad} is ${values[bad]}, a finite number is needed`,
    );
}
