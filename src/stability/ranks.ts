/** The rank of each value, the smallest 1; equal values share the mean of their ranks. */
export function ranks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const rankAt = new Float64Array(sorted.length);
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    rankAt.fill((start + 1 + end) / 2, start, end);
    start = end;
  }
  const found = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) found[i] = rankAt[countSmaller(sorted, values[i]!)]!;
  return found;
}

function countSmaller(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
