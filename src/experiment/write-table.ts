import { dirname } from "node:path";
import { openFolder } from "./open-folder";
import { writeSafely } from "./write-safely";

/** A row of a table of results: plain values by the name of their column. */
export type TableRow = Readonly<Record<string, number | string>>;

/**
 * Writes a table as a file of comma-separated values: comments behind #, a line with the names of the columns, then one
 * line per row. Texts stand in quotation marks, numbers do not, with all digits that tell them from their neighbours.
 * The same rows give the same bytes. {@link readTable} gives the rows back; pandas reads it with `comment="#"`.
 *
 * @throws RangeError if there are no rows, or one has other columns than the first
 * @example
 * ```ts
 * const rows = [{ model: "glove", loss: 0.1 }, { model: 'the "other"', loss: NaN }];
 * writeTable("out/test/two-rows.csv", rows, "made by hand");
 * readTable("out/test/two-rows.csv"); // → [{ model: "glove", loss: 0.1 }, { model: 'the "other"', loss: NaN }]
 * ```
 */
export function writeTable(path: string, rows: readonly TableRow[], comment: string): void {
  const text = Buffer.from(tableText(path, rows, comment));
  openFolder(dirname(path));
  writeSafely(path, [text]);
}

function tableText(path: string, rows: readonly TableRow[], comment: string): string {
  if (rows.length === 0) throw new RangeError(`Cannot write the table ${path}: it has no rows`);
  const columns = Object.keys(rows[0]!);
  const lines = rows.map((row, place) => {
    const own = Object.keys(row);
    if (own.join("\n") !== columns.join("\n")) {
      throw new RangeError(
        `Cannot write the table ${path}: row ${place} has the columns ${own.join(", ")}, the first row has ${columns.join(", ")}`,
      );
    }
    return columns.map((column) => field(row[column]!)).join(",");
  });
  return [...comment.split("\n").map((line) => `# ${line}`), columns.join(","), ...lines, ""].join("\n");
}

function field(value: number | string): string {
  return typeof value === "number" ? String(value) : `"${value.replaceAll('"', '""')}"`;
}
