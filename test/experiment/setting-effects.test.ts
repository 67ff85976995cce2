import { describe, expect, test } from "vitest";
import { type SettingTables, settingEffects, softmaxSettings, type TableRow } from "../../src/experiment";
import { pairsOfRuns, pairwiseInterval } from "../../src/stability";

type Scores = Readonly<Record<string, number>>;

/** Four runs of each setting, whose pairs score what is given, and a little that is the same in each setting. */
function tables(column: string, scores: ReadonlyMap<string | number, Scores>): SettingTables {
  const noise = pairsOfRuns([0, 1, 2, 3], (a, b) => 0.01 * (a + b));
  return {
    runs: [...scores.keys()].flatMap((level) => [1, 3].map((loss): TableRow => ({ [column]: level, loss }))),
    pairs: [...scores].flatMap(([level, { overlap, cosine, spread = 1 }]) =>
      noise.map(
        ({ first, second, value }): TableRow => ({
          [column]: level,
          firstSeed: first,
          secondSeed: second,
          neighbourOverlap: overlap! + spread * value,
          neighbourOverlapFloor: 0.02,
          heldOutCosine: cosine! + spread * value,
          heldOutCosineFloor: 0.1,
        }),
      ),
    ),
  };
}

const settings = (large: Scores, usual: Scores = { overlap: 0.5, cosine: 0.8 }) =>
  tables(
    "model",
    new Map(
      Object.entries(softmaxSettings).map(([key, label]) => [
        label,
        key === "large" ? large : key === "sgd" ? { overlap: 0.3, cosine: 0.6 } : usual,
      ]),
    ),
  );
const rising = (column: string) =>
  tables(
    column,
    new Map([
      [8, { overlap: 0.4, cosine: 0.9 }],
      [32, { overlap: 0.5, cosine: 0.8 }],
      [128, { overlap: 0.6, cosine: 0.7, spread: 2 }],
    ]),
  );

describe("settingEffects()", () => {
  const { effects, verdict } = settingEffects({
    softmax: settings({ overlap: 0.1, cosine: 0.3 }),
    dimension: rising("dimension"),
    text: rising("documents"),
  });
  const effectOf = (name: string) => effects.find(({ setting }) => setting === name)!;

  test("compares the outermost levels, pair by pair, above chance", () => {
    const { compared, difference, levels } = effectOf("dimension");
    expect(compared).toEqual(["8 dimensions", "128 dimensions"]);
    const expected = pairwiseInterval(pairsOfRuns([0, 1, 2, 3], (a, b) => (0.2 + 0.01 * (a + b)) / 0.98));
    for (const end of ["mean", "low", "high"] as const)
      expect(difference.neighbourOverlap[end]).toBeCloseTo(expected[end], 10);
    expect(levels.map(({ name }) => name)).toEqual(["8 dimensions", "32 dimensions", "128 dimensions"]);
    expect(levels[0]!.loss).toBe(2);
    const { score, floor, aboveChance } = levels[0]!.scores.heldOutCosine;
    expect(floor).toBeCloseTo(0.1, 12);
    expect(aboveChance.mean).toBeCloseTo((score.mean - 0.1) / 0.9, 12);
  });

  test("calls the usual setting after what varies in each list", () => {
    const namesOf = (name: string) => effectOf(name).levels.map((level) => level.name);
    expect(namesOf("initialisation: its scale")).toEqual(["scale 0.01", "scale 0.1", "scale 1"]);
    expect(namesOf("initialisation: its law")).toEqual(["normal law", "uniform law"]);
    expect(effectOf("optimizer, after as many steps").compared).toEqual(["plain gradient descent", "Adam"]);
  });

  test("counts a setting as one that matters to whichever side it goes", () => {
    expect(effectOf("dimension").difference.neighbourOverlap.low).toBeGreaterThan(0);
    expect(effectOf("dimension").difference.heldOutCosine.high).toBeLessThan(0);
    expect(effectOf("initialisation: its scale").difference.neighbourOverlap.high).toBeLessThan(0);
    expect(verdict).toBe("holds");
  });

  test("holds only in part if one of the named settings changes nothing, whatever the others do", () => {
    const { verdict: judged } = settingEffects({
      softmax: settings({ overlap: 0.5, cosine: 0.8 }),
      dimension: rising("dimension"),
      text: rising("documents"),
    });
    expect(judged).toBe("holds in part");
  });

  test("does not judge by the settings that the statement does not name", () => {
    const named = effects.filter((effect) => effect.named).map(({ setting }) => setting);
    expect(named).toEqual([
      "initialisation: its scale",
      "dimension",
      "amount of text",
      "optimizer, after as many steps",
    ]);
    expect(effectOf("initialisation: its law").difference.neighbourOverlap.mean).toBeCloseTo(0, 12);
  });

  test("says which setting is missing", () => {
    const { runs, pairs } = settings({ overlap: 0.1, cosine: 0.3 });
    const without = (rows: readonly TableRow[]) =>
      rows.filter((row) => row.model !== softmaxSettings.adagrad);
    const softmax = { runs: without(runs), pairs: without(pairs) };
    expect(() =>
      settingEffects({ softmax, dimension: rising("dimension"), text: rising("documents") }),
    ).toThrow('Cannot judge "optimizer, after as many steps": there are no runs of Adagrad');
  });
});
