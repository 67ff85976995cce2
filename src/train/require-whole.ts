/** Throws a RangeError unless the value is a whole number, and no smaller than `least`. */
export function requireWhole(what: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least)) {
    throw new RangeError(`Cannot train with ${value} ${what}: a whole number from ${least} on is needed`);
  }
}
