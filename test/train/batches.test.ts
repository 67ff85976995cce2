import { expect, test } from "vitest";
import { randomFromText } from "../../src/random";
import { batches } from "../../src/train/batches";

const places = [0, 5, 10, 15, 20, 25, 30];

test("batches() draws every place at most once in a pass, and as many as fill batches", () => {
  const drawn = batches(places, 3, randomFromText("batches"));
  const passes = Array.from({ length: 50 }, () => [drawn.next().value, drawn.next().value].flat());
  for (const pass of passes) {
    expect(new Set(pass).size).toBe(6);
    expect(places).toEqual(expect.arrayContaining(pass));
  }
  expect(new Set(passes.map(String)).size).toBe(50);
});

test("batches() leaves out another place in each pass", () => {
  const drawn = batches(places, 3, randomFromText("batches"));
  const left = Array.from({ length: 50 }, () => {
    const pass = [drawn.next().value, drawn.next().value].flat();
    return places.find((place) => !pass.includes(place));
  });
  expect(new Set(left)).toEqual(new Set(places));
});

test("batches() draws the same for the same stream", () => {
  const [one, other] = [1, 2].map(() => batches(places, 2, randomFromText("batches")));
  for (let i = 0; i < 10; i++) expect(one!.next()).toEqual(other!.next());
});
