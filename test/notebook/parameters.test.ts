import { describe, expect, test } from "vitest";
import { requireParameters } from "../../src/notebook";

const good = { seed: 1, runs: 8, preset: "quick" };

test.each([0, -20, 1, 2 ** 40])("requireParameters() takes the seed %d", (seed) => {
  expect(() => requireParameters({ ...good, seed })).not.toThrow();
});

describe("requireParameters() refuses, and says what to change,", () => {
  test.each([
    [
      { seed: 1.5 },
      "Cannot begin with seed 1.5: an integer is needed, for example 1, 7 or -20. Change it in the first cell",
    ],
    [{ seed: Number.NaN }, "Cannot begin with seed NaN: an integer is needed"],
    [{ seed: "1" }, "Cannot begin with seed 1: an integer is needed"],
    [
      { runs: 3 },
      "Cannot begin with 3 runs: at least 4 runs are needed to say how much they differ. Change it in the first cell",
    ],
    [{ runs: 8.5 }, "Cannot begin with 8.5 runs"],
    [{ preset: "fast" }, 'Cannot begin with preset "fast": choose "quick" or "full" in the first cell'],
  ])("%j", (wrong, message) => {
    const parameters = { ...good, ...wrong } as typeof good;
    expect(() => requireParameters(parameters)).toThrow(RangeError);
    expect(() => requireParameters(parameters)).toThrow(message);
  });
});
