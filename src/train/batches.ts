import { type Random, shuffle } from "../random";

/**
 * Draws batches without end: all places in random order, `size` at a time, then all again in a new order. What does
 * not fill a batch at the end of a pass is left out of that pass.
 *
 * @throws RangeError if there are fewer places than a batch holds
 */
export function batches(
  places: readonly number[],
  size: number,
  random: Random,
): Iterator<readonly number[], never> {
  if (places.length < size) {
    throw new RangeError(
      `Cannot draw batches of ${size} from a text with ${places.length} places to read from: ` +
        "take more text, or smaller batches",
    );
  }
  return draw(places, size, random);
}

function* draw(places: readonly number[], size: number, random: Random): Generator<number[], never> {
  while (true) {
    const order = shuffle(places, random);
    for (let first = 0; first + size <= order.length; first += size) yield order.slice(first, first + size);
  }
}
