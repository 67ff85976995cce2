/** Throws a RangeError unless so many words to either side can count as near. */
export function requireWindow(window: number): void {
  if (!Number.isInteger(window) || window < 1) {
    throw new RangeError(
      `Cannot count words within a window of ${window}: the window is 1, 2, 3, …, as in { window: 5 }`,
    );
  }
}
