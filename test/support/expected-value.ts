import { inspect, isDeepStrictEqual } from "node:util";

/** A number as an example writes it: 0.83 stands for everything that rounds to 0.83. */
class Rounded {
  constructor(
    readonly value: number,
    readonly decimals: number,
  ) {}

  admits(actual: number): boolean {
    // A hair over half a unit, for numbers such as 0.125 that lie exactly between two roundings.
    return Math.abs(actual - this.value) <= 0.5000001 * 10 ** -this.decimals;
  }
}

/** A plain value in which some numbers are only known to the decimals written. */
export type Expected = unknown;

// Texts and names are matched only to be stepped over: digits inside them are no numbers.
const TOKEN =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\p{L}_$][\p{L}\p{N}_$]*|(?<number>-?\d+(?:\.(?<decimals>\d+))?(?:e(?<exponent>[-+]?\d+))?)/gu;

/** Reads a value from JavaScript text, such as `[0.83, "king"]`. */
export function readExpected(text: string): Expected {
  const code = text.replaceAll(TOKEN, (token, ...rest) => {
    const { number, decimals, exponent } = rest.at(-1) as Record<string, string | undefined>;
    if (number === undefined || (decimals === undefined && exponent === undefined)) return token;
    return `$rounded(${number}, ${(decimals?.length ?? 0) - Number(exponent ?? 0)})`;
  });
  const read = new Function("$rounded", `return (${code});`);
  return read((value: number, decimals: number) => new Rounded(value, decimals));
}

/** Whether a value is the expected one. Typed arrays match plain ones; objects need exactly the same keys. */
export function matches(actual: unknown, expected: Expected): boolean {
  if (expected instanceof Rounded) return typeof actual === "number" && expected.admits(actual);
  if (Array.isArray(expected)) {
    const list = asList(actual);
    return list?.length === expected.length && expected.every((value, i) => matches(list[i], value));
  }
  if (isPlainObject(expected)) {
    if (!isPlainObject(actual)) return false;
    const keys = Object.keys(expected);
    return (
      isDeepStrictEqual(Object.keys(actual).sort(), keys.slice().sort()) &&
      keys.every((key) => matches(actual[key], expected[key]))
    );
  }
  // A computed -0 is a 0 to the reader.
  return actual === expected || isDeepStrictEqual(actual, expected);
}

/** A value as the message of a failed example shows it. */
export function show(value: unknown): string {
  return inspect(value, { depth: 4, maxArrayLength: 20, maxStringLength: 300 });
}

function asList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as ArrayLike<unknown>);
  }
  return undefined;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
