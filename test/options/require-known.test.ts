import { describe, expect, test } from "vitest";
import { requireKnown } from "../../src/options/require-known";

const known = ["dimension", "maxSteps", "startScale", "startLaw", "of"];
const told = (given: object) => {
  try {
    requireKnown("train", "option", given, known);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return (error as Error).message;
  }
};

describe("requireKnown()", () => {
  test("takes an object with any of the known names, and nothing else is asked of them", () => {
    expect(told({})).toBe("");
    expect(told({ of: 1, maxSteps: undefined, dimension: "x" })).toBe("");
  });

  test("tells the unknown name, and all that there are", () => {
    expect(told({ dimension: 3, maxStep: 3 })).toBe(
      'Cannot train: there is no option "maxStep". ' +
        "The options are dimension, maxSteps, startScale, startLaw, of",
    );
  });

  test("tells every unknown name", () => {
    expect(told({ startlaw: "uniform", colour: "red" })).toBe(
      'Cannot train: there is no option "startlaw", and no option "colour". ' +
        "The options are dimension, maxSteps, startScale, startLaw, of",
    );
  });

  test.each([undefined, null, 5])("says that an object is needed where %s stands", (given) => {
    expect(told(given as never)).toBe(
      `Cannot train: an object with the options is needed, and it is ${given}. ` +
        "The options are dimension, maxSteps, startScale, startLaw, of",
    );
  });
});
