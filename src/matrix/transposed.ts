import type { Flat } from "./flat";

/** So many rows at a time are written next to each other. */
const BLOCK = 32;

/** The transposed matrix: element (j, i) is what (i, j) was. */
export function transposed({ rows, columns, values }: Flat): Flat {
  const turned = new Float64Array(rows * columns);
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(start + BLOCK, rows);
    for (let j = 0; j < columns; j++) {
      for (let i = start; i < end; i++) turned[j * rows + i] = values[i * columns + j]!;
    }
  }
  return { rows: columns, columns: rows, values: turned };
}
