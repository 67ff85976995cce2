/** Words that are about equally frequent. */
export interface FrequencyBand {
  /** For a chart: “< 10”, “10–99”, “≥ 100”. */
  readonly label: string;
  /** Row numbers, in rising order. */
  readonly rows: readonly number[];
}

/**
 * Cuts a vocabulary into bands by how often its words occur. A band without words is left out.
 *
 * @param counts how often the word of each row occurs
 * @param edges rising; a word that occurs as often as an edge belongs above it
 * @throws RangeError if there is no edge, or the edges do not rise
 * @example
 * ```ts
 * frequencyBands([500, 100, 99, 3], [10, 100])[0]; // → { label: "< 10", rows: [3] }
 * frequencyBands([500, 100, 99, 3], [10, 100])[1]; // → { label: "10–99", rows: [2] }
 * frequencyBands([500, 100, 99, 3], [10, 100])[2]; // → { label: "≥ 100", rows: [0, 1] }
 * ```
 */
export function frequencyBands(counts: ArrayLike<number>, edges: readonly number[]): FrequencyBand[] {
  if (edges.length === 0 || edges.some((edge, i) => !(edge > (edges[i - 1] ?? Number.NEGATIVE_INFINITY)))) {
    throw new RangeError(
      `Cannot cut a vocabulary at ${edges.join(", ") || "no counts"}: rising counts are needed, such as 10, 100`,
    );
  }
  const rows: number[][] = [[], ...edges.map(() => [])];
  for (let row = 0; row < counts.length; row++) {
    rows[edges.filter((edge) => counts[row]! >= edge).length]!.push(row);
  }
  return rows
    .map((rows, band) => ({ label: labelOf(edges, band), rows }))
    .filter((band) => band.rows.length > 0);
}

function labelOf(edges: readonly number[], band: number): string {
  const [low, high] = [edges[band - 1], edges[band]];
  if (low === undefined) return `< ${high}`;
  if (high === undefined) return `≥ ${low}`;
  return high - 1 === low ? `${low}` : `${low}–${high - 1}`;
}
