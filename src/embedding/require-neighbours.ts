/** Throws unless k is a number of neighbours that each of so many words has. */
export function requireNeighbours(k: number, words: number): void {
  if (!(Number.isInteger(k) && k >= 1 && k < words)) {
    throw new RangeError(
      `Cannot find the ${k} nearest neighbours among ${words} words: each has ${words - 1} others, ` +
        `and a whole number from 1 to ${words - 1} is needed`,
    );
  }
}
