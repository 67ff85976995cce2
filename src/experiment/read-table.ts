import { readFileSync } from "node:fs";
import type { TableRow } from "./write-table";

/** A text in quotation marks, or something without; and what ends it. */
const FIELD = /(?:"(?<text>(?:[^"]|"")*)"|(?<plain>[^",\n]+))(?<end>[,\n])/y;

/**
 * Reads a table that {@link writeTable} wrote: plain rows, as a DataFrame takes them.
 *
 * @throws Error if the file cannot be read, or is not such a table
 * @example
 * ```ts
 * writeTable("out/test/one-row.csv", [{ model: "glove", dimension: 8 }], "made by hand");
 * readTable("out/test/one-row.csv"); // → [{ model: "glove", dimension: 8 }]
 * readTable("package.json"); // throws /package.json is not a table of results/
 * ```
 */
export function readTable(path: string): TableRow[] {
  const [names, ...lines] = fieldsOf(readFileSync(path, "utf8").replace(/^(?:#.*\n)+/, ""));
  const fits = names !== undefined && lines.every((line) => line.length === names.length);
  if (!fits || lines.length === 0) {
    throw new Error(
      `${path} is not a table of results: after a line of column names, each line needs as many values as columns`,
    );
  }
  return lines.map((line) => Object.fromEntries(line.map((value, k) => [String(names[k]), value])));
}

/** The fields of each line; nothing if the text is no table. */
function fieldsOf(text: string): (string | number)[][] {
  const lines: (string | number)[][] = [[]];
  let at = 0;
  for (const { 0: field, groups } of text.matchAll(new RegExp(FIELD, "gy"))) {
    const { text: quoted, plain, end } = groups!;
    at += field.length;
    // The first line holds the names of the columns.
    const value = lines.length === 1 ? plain! : Number(plain);
    lines.at(-1)!.push(quoted === undefined ? value : quoted.replaceAll('""', '"'));
    if (end === "\n") lines.push([]);
  }
  return at === text.length ? lines.slice(0, -1) : [];
}
