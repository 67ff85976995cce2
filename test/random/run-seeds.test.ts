import { expect, test } from "vitest";
import { runSeeds } from "../../src/random";

test("runSeeds() gives each run its own seed, the same for every stream", () => {
  const runs = runSeeds(7, 50);
  expect(new Set(runs.map((seeds) => seeds.init)).size).toBe(50);
  for (const seeds of runs) expect(new Set(Object.values(seeds)).size).toBe(1);
});

test("runSeeds() begins a longer list with the shorter one", () => {
  expect(runSeeds(-3, 10).slice(0, 4)).toEqual(runSeeds(-3, 4));
});

test("runSeeds() gives neighbouring seeds other runs", () => {
  const here = new Set(runSeeds(1, 20).map((seeds) => seeds.init));
  expect(runSeeds(2, 20).some((seeds) => here.has(seeds.init))).toBe(false);
});

test.each([0, -1, 1.5, Number.NaN])("runSeeds() refuses %d runs", (runs) => {
  expect(() => runSeeds(7, runs)).toThrow(`Cannot seed ${runs} runs`);
});
