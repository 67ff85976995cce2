import { createRequire } from "node:module";
import { exponent, formatFixed } from "../charts";
import { emit } from "./emit";
import { escapeHtml } from "./escape-html";

export type Cell = string | number;
export type Row = Readonly<Record<string, Cell>>;

/**
 * Shows rows as a table, with its caption above it. The rows go through a danfo.js DataFrame, which checks that they
 * fit together; a DataFrame can be given instead.
 *
 * @param digits behind the point for numbers that are not whole; default 3
 * @throws RangeError if there are no rows, or a row has other columns than the first
 * @example
 * ```ts
 * showTable([{ word: "king", count: 2540 }], { caption: "One word" }); // → undefined
 * showTable([], { caption: "None" }); // throws /no rows/
 * ```
 */
export function showTable(
  rows: readonly Row[] | DataFrameLike,
  { caption, digits = 3 }: { readonly caption: string; readonly digits?: number },
): void {
  const frame = "columns" in rows ? rows : dataFrame(rows, caption);
  const columns = frame.columns;
  const values = frame.values as readonly (readonly unknown[])[];
  const numeric = columns.map((_, k) => values.every((row) => typeof row[k] === "number"));
  const cell = (value: unknown) => (typeof value === "number" ? formatNumber(value, digits) : String(value));
  const align = (k: number) =>
    `text-align:${numeric[k] ? "right" : "left"};padding:4px 12px;vertical-align:top`;
  const head = columns
    .map((name, k) => `<th scope="col" style="${align(k)}">${escapeHtml(name)}</th>`)
    .join("");
  const body = values
    .map(
      (row) =>
        `<tr>${row.map((value, k) => `<td style="${align(k)}">${escapeHtml(cell(value))}</td>`).join("")}</tr>`,
    )
    .join("");
  emit({
    "text/html":
      `<table style="margin:0"><caption style="caption-side:top;text-align:left;padding:4px 0;color:inherit">${escapeHtml(caption)}</caption>` +
      `<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
    "text/plain": [caption, columns.join(" | "), ...values.map((row) => row.map(cell).join(" | "))].join(
      "\n",
    ),
  });
}

/** What the table needs of a danfo.js DataFrame. */
export interface DataFrameLike {
  readonly columns: readonly string[];
  /** One list per row. */
  readonly values: readonly unknown[];
}

function dataFrame(rows: readonly Row[], caption: string): DataFrameLike {
  if (rows.length === 0) throw new RangeError(`Cannot show the table "${caption}": it has no rows`);
  const columns = Object.keys(rows[0]!);
  const misfit = rows.findIndex((row) => Object.keys(row).join("\n") !== columns.join("\n"));
  if (misfit >= 0) {
    throw new RangeError(
      `Cannot show the table "${caption}": row ${misfit} has the columns ${Object.keys(rows[misfit]!).join(", ")}, the first row has ${columns.join(", ")}`,
    );
  }
  const { DataFrame } = createRequire(__filename)("danfojs-node") as typeof import("danfojs-node");
  return new DataFrame([...rows]);
}

function formatNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return formatFixed(value, 0);
  return Math.abs(value) < 10 ** -digits ? exponent(value) : formatFixed(value, digits);
}
