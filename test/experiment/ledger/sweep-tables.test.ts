import { describe, expect, test } from "vitest";
import { loadResults } from "../../../src/experiment";
import { dimensionStudy } from "../../../src/experiment/ledger/dimension-study";
import { sweepTables } from "../../../src/experiment/ledger/sweep-tables";

describe("sweepTables()", () => {
  test("takes the tables that come with reseed", async () => {
    const { pairs, errors } = await sweepTables("d", ["pairs", "errors"], { preset: "full", seed: 1 });
    expect(pairs).toEqual(loadResults("dimension-full-pairs"));
    expect(errors).toEqual(loadResults("dimension-full-errors"));
  });

  test.each([
    ["of another seed", { preset: "full", seed: 2 }],
    ["of a quick experiment", { preset: "quick", seed: 1 }],
  ] as const)("does not take them for those %s: it runs the sweep", async (_, setting) => {
    const signal = AbortSignal.abort(new Error("it would have run"));
    await expect(sweepTables("d", ["pairs"], { ...setting, signal })).rejects.toThrow("it would have run");
  });
});

test("the study of the dimension judges the full experiment without running it", async () => {
  const [claim] = await dimensionStudy.run({ preset: "full", seed: 1 });
  expect(claim).toMatchObject({ id: "C11", verdict: "depends" });
  expect(claim!.setting).toContain("5 seeds on 5 texts");
});
