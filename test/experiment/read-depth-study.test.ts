import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type DepthStudy, readDepthStudy, readTable, writeTable } from "../../src/experiment";

const folder = mkdtempSync(join(tmpdir(), "reseed depths "));
afterAll(() => rmSync(folder, { recursive: true }));

const study: DepthStudy = {
  runs: [0, 4].map((depth) => ({
    depth,
    seed: 1,
    wordsRead: 512,
    loss: 4 + 1 / 3,
    wordsStart: 0.8,
    outputStart: 1e-9,
  })),
  pairs: (["words", "output"] as const).map((vectors) => ({
    depth: 4,
    vectors,
    wordsRead: 512,
    band: "41–51",
    first: 0,
    second: 1,
    heldOutCosine: 0.1 + 0.2,
    heldOutCosineFloor: -0.01,
    neighbourOverlap: 0.5,
  })),
};
const rows = (values: readonly object[]) => values.map((value) => ({ ...value }));

describe("readDepthStudy()", () => {
  test("gives back the study that was written to tables", () => {
    const tables = Object.entries(study).map(([name, values]) => {
      const path = join(folder, `${name}.csv`);
      writeTable(path, rows(values), "made by hand");
      return readTable(path);
    });
    expect(readDepthStudy(tables[0]!, tables[1]!)).toEqual(study);
  });

  test("refuses other tables", () => {
    const [moments, scores] = [rows(study.runs), rows(study.pairs)] as [never[], never[]];
    expect(() => readDepthStudy(scores, moments)).toThrow(
      'Cannot read a study of depths: a table has no column "seed", only depth, vectors, wordsRead',
    );
    expect(() => readDepthStudy([{ ...study.runs[0]!, loss: "low" }], scores)).toThrow(
      new RangeError('Cannot read a study of depths: loss is "low"'),
    );
  });
});
