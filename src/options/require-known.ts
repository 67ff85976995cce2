/**
 * Throws if an object has a name that nobody reads: a misspelt option would be left out, and the default taken for it.
 *
 * @param task what is to be done with the object, for the message
 * @param what its names stand for, such as "option"
 * @throws RangeError that tells the unknown names, those that look like them, and all that there are
 */
export function requireKnown(task: string, what: string, given: object, known: readonly string[]): void {
  const all = `The ${what}s are ${known.join(", ")}`;
  if (typeof given !== "object" || given === null) {
    throw new RangeError(`Cannot ${task}: an object with the ${what}s is needed, and it is ${given}. ${all}`);
  }
  const strangers = Object.keys(given).filter((name) => !known.includes(name));
  if (strangers.length === 0) return;
  const told = strangers.map((name) => {
    const near = nearest(name, known);
    return `no ${what} "${name}"${near === undefined ? "" : ` (did you mean "${near}"?)`}`;
  });
  throw new RangeError(`Cannot ${task}: there is ${told.join(", and ")}. ${all}`);
}

/** The known name that the fewest changed letters turn the name into, if these are two at most, and less than half of it. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const most = Math.min(2, Math.floor((name.length - 1) / 2));
  const [near] = known
    .map((other) => ({ other, changes: changesBetween(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ changes }) => changes <= most)
    .sort((a, b) => a.changes - b.changes);
  return near?.other;
}

/** How many letters must be put in, taken out or replaced to make one word of the other (Levenshtein 1966). */
function changesBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
