import { describe, expect, test } from "vitest";
import { wordRow } from "../../src/embedding";

const words = ["the", "and", "of", "to", "that", "in", "king"];

describe("wordRow()", () => {
  test("is the place of the word in the list", () => {
    expect(words.map((word) => wordRow({ words }, word))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("names five words that are there if the wanted one is not", () => {
    expect(() => wordRow({ words }, "queen")).toThrow(
      new RangeError(
        'Cannot find the vector of "queen": "queen" is not among the 7 words (they begin the, and, of, to, that). ' +
          "Choose one of them, or train with a larger vocabulary",
      ),
    );
  });

  test("does not take a capital letter for a small one", () => {
    expect(() => wordRow({ words }, "King")).toThrow(RangeError);
  });
});
