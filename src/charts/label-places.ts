import type { TextPosition } from "./plotly-json";
import { textWidth } from "./text-width";

const PLACES: readonly TextPosition[] = ["top center", "bottom center", "middle right", "middle left"];
const SIZE = 12;
const LINE = 15;
const HALF_MARKER = 4;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a word stands. */
export interface LabelPlace {
  readonly place: TextPosition;
  /** Whether it lies on no other word. */
  readonly free: boolean;
}

/**
 * For each point, on which side of it its word stands, so that words lie neither on each other nor on points where
 * that can be avoided. One after the other, each takes the side on which it covers least of the words before it, and
 * among those the one on which it covers least of the points.
 *
 * @param points in pixels, to the right and down
 * @param others points that have no word
 */
export function labelPlaces(
  words: readonly string[],
  points: readonly (readonly [number, number])[],
  others: readonly (readonly [number, number])[] = [],
): LabelPlace[] {
  const markers: Box[] = [...points, ...others].map(([x, y]) => ({
    left: x - HALF_MARKER,
    right: x + HALF_MARKER,
    top: y - HALF_MARKER,
    bottom: y + HALF_MARKER,
  }));
  const labels: Box[] = [];
  return words.map((word, k) => {
    const options = PLACES.map((place) => {
      const box = boxOf(word, points[k]!, place);
      return { place, box, onWords: covered(box, labels), onPoints: covered(box, markers) };
    });
    const best = options.reduce((a, b) =>
      b.onWords < a.onWords || (b.onWords === a.onWords && b.onPoints < a.onPoints) ? b : a,
    );
    labels.push(best.box);
    return { place: best.place, free: best.onWords === 0 };
  });
}

/** How much of the box the others cover. */
function covered(box: Box, others: readonly Box[]): number {
  return others.reduce((sum, other) => sum + overlap(box, other), 0);
}

function boxOf(word: string, [x, y]: readonly [number, number], place: TextPosition): Box {
  const width = textWidth(word, SIZE);
  const away = HALF_MARKER + 2;
  const middle = { left: x - width / 2, right: x + width / 2 };
  const beside = { top: y - LINE / 2, bottom: y + LINE / 2 };
  switch (place) {
    case "top center":
      return { ...middle, top: y - away - LINE, bottom: y - away };
    case "bottom center":
      return { ...middle, top: y + away, bottom: y + away + LINE };
    case "middle left":
      return { ...beside, left: x - away - width, right: x - away };
    case "middle right":
      return { ...beside, left: x + away, right: x + away + width };
  }
}

/** The area that two boxes share. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
