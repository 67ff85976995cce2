import { inspect } from "node:util";
import type { MimeBundle } from "../messages";
import { formatColumn } from "./format-column";

const DISPLAY = Symbol.for("Jupyter.display");
const MOST_ROWS = 20;
const MOST_COLUMNS = 12;

/**
 * What a value looks like in a notebook, in several formats: what its own `[Symbol.for("Jupyter.display")]()` returns;
 * else what is known of Plotly figures, danfo.js data frames, ml-matrix matrices and tensors; else util.inspect's text.
 */
export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  const own = attempt(() => (value as { [DISPLAY]?: unknown } | null | undefined)?.[DISPLAY]);
  if (typeof own !== "function") return attempt(() => known(value)) ?? { "text/plain": text(value) };
  const bundle: unknown = own.call(value);
  return bundle instanceof Promise ? bundle.then((late) => completed(late, value)) : completed(bundle, value);
}

/** Reading a property of a proxy, or one with a getter, may throw: then the value is shown as text. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function completed(bundle: unknown, value: unknown): MimeBundle {
  if (typeof bundle !== "object" || bundle === null) return { "text/plain": text(value) };
  return {
    ...("text/plain" in bundle ? {} : { "text/plain": text(value) }),
    ...sendable(bundle as MimeBundle),
  };
}

export function text(value: unknown): string {
  return inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 80 });
}

/**
 * A bundle as it can travel: pictures as base64, all else as JSON.
 *
 * @throws TypeError if something in it has no JSON, such as a BigInt or an object that contains itself
 */
export function sendable(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([mime, data]) => [
      mime,
      data instanceof Uint8Array
        ? Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64")
        : asJson(data, `Cannot show ${mime}`),
    ]),
  );
}

/**
 * A copy of a value with nothing in it but what JSON knows; numbers in typed arrays become lists.
 *
 * @param attempted how an error begins
 */
export function asJson(value: unknown, attempted: string): unknown {
  if (typeof value === "string") return value;
  try {
    const json = JSON.stringify(value, (_, each) =>
      ArrayBuffer.isView(each) ? [...(each as Float64Array)] : each,
    );
    return json === undefined ? null : JSON.parse(json);
  } catch (error) {
    throw new TypeError(`${attempted}: it cannot be written as JSON (${firstLine(error)})`);
  }
}

function firstLine(error: unknown): string {
  return String((error as Error | undefined)?.message ?? error).split("\n")[0]!;
}

function known(value: unknown): MimeBundle | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return plotlyFigure(value) ?? dataFrame(value) ?? matrix(value) ?? tensor(value);
}

function plotlyFigure(value: object): MimeBundle | undefined {
  const { data, layout, config, frames } = value as Record<string, unknown>;
  if (!Array.isArray(data) || typeof layout !== "object" || layout === null) return undefined;
  if (!data.every((trace) => typeof trace === "object" && trace !== null && !ArrayBuffer.isView(trace)))
    return undefined;
  const title = (layout as { title?: { text?: unknown } | string }).title;
  const name = typeof title === "string" ? title : typeof title?.text === "string" ? title.text : "";
  const plain = (part: unknown) => asJson(part, "Cannot show a Plotly figure");
  return {
    "application/vnd.plotly.v1+json": {
      data: plain(data),
      layout: plain(layout),
      ...(config === undefined ? {} : { config: plain(config) }),
      ...(frames === undefined ? {} : { frames: plain(frames) }),
    },
    "text/plain": `Plotly figure${name === "" ? "" : ` “${name.replace(/<[^>]*>/g, "")}”`}: ${data.length} trace${data.length === 1 ? "" : "s"}`,
  };
}

function dataFrame(value: object): MimeBundle | undefined {
  const frame = value as {
    columns?: unknown;
    values?: unknown;
    index?: unknown;
    $data?: unknown;
    shape?: unknown;
  };
  if (!("$data" in value) || !Array.isArray(frame.columns) || !Array.isArray(frame.values)) return undefined;
  const rows = frame.values.map((row: unknown) => (Array.isArray(row) ? row : [row]));
  const labels = Array.isArray(frame.index) ? frame.index.map(String) : rows.map((_, i) => String(i));
  return table(frame.columns.map(String), labels, rows, String(value));
}

function matrix(value: object): MimeBundle | undefined {
  const { klass, rows, columns } = value as { klass?: unknown; rows?: unknown; columns?: unknown };
  const { get } = value as { get?: (i: number, j: number) => number };
  if (
    klass !== "Matrix" ||
    typeof rows !== "number" ||
    typeof columns !== "number" ||
    typeof get !== "function"
  )
    return undefined;
  const shownRows = Math.min(rows, MOST_ROWS);
  const shownColumns = Math.min(columns, MOST_COLUMNS);
  const cells = Array.from({ length: shownRows }, (_, i) =>
    Array.from({ length: shownColumns }, (_, j) => get.call(value, i, j)),
  );
  return table(
    Array.from({ length: columns }, (_, j) => String(j)),
    Array.from({ length: rows }, (_, i) => String(i)),
    cells,
    text(value),
  );
}

function tensor(value: object): MimeBundle | undefined {
  const { dataId, shape, dtype } = value as { dataId?: unknown; shape?: unknown; dtype?: unknown };
  if (dataId === undefined || !Array.isArray(shape) || typeof dtype !== "string") return undefined;
  const plain = String(value);
  const { arraySync } = value as { arraySync?: () => unknown[][] };
  if (shape.length !== 2 || typeof arraySync !== "function") return { "text/plain": plain };
  const [rows, columns] = shape as [number, number];
  const numbered = (count: number) => Array.from({ length: count }, (_, k) => String(k));
  return table(numbered(columns), numbered(rows), arraySync.call(value), plain);
}

function table(
  columns: readonly string[],
  labels: readonly string[],
  rows: readonly (readonly unknown[])[],
  plain: string,
): MimeBundle {
  const shownRows = rows.slice(0, MOST_ROWS);
  const shownColumns = columns.slice(0, MOST_COLUMNS);
  const formatted = shownColumns.map((_, j) => {
    const values = shownRows.map((row) => row[j]);
    const align = values.some((value) => typeof value === "string") ? ' style="text-align:left"' : "";
    return { align, cells: formatColumn(values) };
  });
  const head = shownColumns.map(
    (name, j) => `<th scope="col"${formatted[j]!.align}>${escapeHtml(name)}</th>`,
  );
  const body = shownRows.map((_, i) => {
    const cells = formatted.map(({ align, cells }) => `<td${align}>${escapeHtml(cells[i]!)}</td>`);
    return `<tr><th scope="row">${escapeHtml(labels[i] ?? "")}</th>${cells.join("")}</tr>`;
  });
  const isCut = labels.length > shownRows.length || columns.length > shownColumns.length;
  const size = isCut
    ? `<p>${labels.length} rows × ${columns.length} columns, of which ${shownRows.length} × ${shownColumns.length} are shown</p>`
    : "";
  return {
    "text/html": `<table><thead><tr><th></th>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>${size}`,
    "text/plain": plain,
  };
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(value: string): string {
  return value.replace(/[&<>"]/g, (char) => ENTITIES[char]!);
}
