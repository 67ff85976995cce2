/**
 * Throws if an object has a name that nobody reads: a misspelt option would be left out, and the default taken for it.
 *
 * @param task what is to be done with the object, for the message
 * @param what its names stand for, such as "option"
 * @throws RangeError that tells the unknown names, and all that there are
 */
export function requireKnown(task: string, what: string, given: object, known: readonly string[]): void {
  const all = `The ${what}s are ${known.join(", ")}`;
  if (typeof given !== "object" || given === null) {
    throw new RangeError(`Cannot ${task}: an object with the ${what}s is needed, and it is ${given}. ${all}`);
  }
  const strangers = Object.keys(given).filter((name) => !known.includes(name));
  if (strangers.length === 0) return;
  const told = strangers.map((name) => `no ${what} "${name}"`).join(", and ");
  throw new RangeError(`Cannot ${task}: there is ${told}. ${all}`);
}
