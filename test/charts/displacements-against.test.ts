import { expect, test } from "vitest";
import { displacementsAgainst } from "../../src/charts";

const text = { title: "t", x: "x", y: "y", moved: "moved farther", stayed: "did not" };

test("displacementsAgainst() names no word whose name would lie on another", () => {
  const words = [..."abcdef"].map((word) => ({ word, displacement: 0.5, reference: 0.1, moved: true }));
  const named = displacementsAgainst(words, text).data.find(({ name }) => name === "words");
  expect(named).toMatchObject({
    text: ["a", "b", "c", "d"],
    textposition: ["top center", "bottom center", "middle right", "middle left"],
  });
});
