import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataFrame } from "danfojs-node";
import { afterAll, describe, expect, test } from "vitest";
import { readTable, type TableRow, writeTable } from "../../src/experiment";

const folder = mkdtempSync(join(tmpdir(), "reseed täble "));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "new", "table.csv");

const rows: TableRow[] = [
  { model: "a, b", seed: 0, loss: 0.1 + 0.2, floor: -1e-300 },
  { model: 'the "best"', seed: 9007199254740991, loss: NaN, floor: Infinity },
  { model: "12", seed: -0, loss: 1e21, floor: -Infinity },
  { model: "zwei\nZeilen", seed: 1, loss: 5e-324, floor: 0 },
];

describe("a table of results", () => {
  test("is read as it was written, every digit of it", () => {
    writeTable(path, rows, "npm run sweep -- d\nsecond line");
    // A comma-separated file has one zero.
    expect(readTable(path)).toEqual(rows.map((row) => (Object.is(row.seed, -0) ? { ...row, seed: 0 } : row)));
  });

  test("is a file of comma-separated values, with the comment before it", () => {
    writeTable(path, rows.slice(0, 2), "one\ntwo");
    expect(readFileSync(path, "utf8")).toBe(
      "# one\n# two\nmodel,seed,loss,floor\n" +
        '"a, b",0,0.30000000000000004,-1e-300\n"the ""best""",9007199254740991,NaN,Infinity\n',
    );
  });

  test("becomes a DataFrame as it is", () => {
    writeTable(path, rows.slice(0, 1), "one");
    const frame = new DataFrame(readTable(path));
    expect(frame.columns).toEqual(["model", "seed", "loss", "floor"]);
    expect(frame.values).toEqual([["a, b", 0, 0.30000000000000004, -1e-300]]);
  });

  test("wants rows, with the same columns in the same order", () => {
    expect(() => writeTable(path, [], "none")).toThrow(`Cannot write the table ${path}: it has no rows`);
    expect(() =>
      writeTable(
        path,
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
        "two",
      ),
    ).toThrow("row 1 has the columns b, a, the first row has a, b");
  });

  test.each([
    "",
    "# only a comment\n",
    "a,b\n",
    "a,b\n1,2",
    "a,b\n1\n",
    "a,b\n1,2,3\n",
    'a\n"open\n',
    'a\n1"2"\n',
  ])("is not what is in this file: %j", (text) => {
    writeFileSync(path, text);
    expect(() => readTable(path)).toThrow(`${path} is not a table of results`);
  });
});
