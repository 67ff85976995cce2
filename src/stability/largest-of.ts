/** The places of the k largest values, the largest first; of equal values the earlier comes first. */
export function largestOf(values: ArrayLike<number>, k: number): number[] {
  const places: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (places.length === k && !(values[i]! > values[places[k - 1]!]!)) continue;
    let at = places.length < k ? places.length : k - 1;
    for (; at > 0 && values[places[at - 1]!]! < values[i]!; at--) places[at] = places[at - 1]!;
    places[at] = i;
  }
  return places;
}
