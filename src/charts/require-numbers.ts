/**
 * Refuses data from which a figure cannot be drawn, before its title and caption are written.
 *
 * @param what what is drawn, for the message: "the loss of the runs"
 * @throws RangeError if there are no values, or one is not finite
 */
export function requireNumbers(what: string, values: readonly number[]): void {
  if (values.length === 0)
    throw new RangeError(`Cannot draw ${what}: there are no values, at least one is needed`);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(`Cannot draw ${what}: value ${bad} is ${values[bad]}, a finite number is needed`);
}
