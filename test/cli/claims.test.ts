import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ended } from "./project-copy";

const folder = mkdtempSync(join(tmpdir(), "reseed claims é "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const claims = (...args: readonly string[]) =>
  ended(spawn(process.execPath, [resolve("src/cli/claims.mjs"), ...args]));

describe("npm run claims", () => {
  test.each([
    [["--preset", "huge"], 'Unknown preset "huge": choose quick or full'],
    [["--only", "04,99"], "Cannot judge --only 04,99: choose from 01, 02, 03, 04, 05, 06, 07, 08, 09"],
    [["--seed", "1.5"], "Cannot use --seed 1.5: it must be a whole number, for example --seed 7"],
    [
      ["--workers", "0"],
      "Cannot use --workers 0: it must be a positive whole number, for example --workers 7",
    ],
    [["--fast"], "Unknown option --fast. Usage: npm run claims"],
  ])("refuses %j in one line", async (args, message) => {
    const { text, code } = await claims(...args);
    expect(code).toBe(1);
    expect(text).toContain(message);
    expect(text).not.toContain("    at ");
  });

  test("--help says what it does, and what the presets cost", async () => {
    const { text, code } = await claims("--help");
    expect(code).toBe(0);
    expect(text).toContain("some minutes");
    expect(text).toContain("--only 04,07");
  });

  test("judges the statements of one notebook, says where its runs are, and leaves the ledger alone", async () => {
    const { text, code } = await claims("--only", "01", "--folder", folder);
    expect(code, text).toBe(0);
    expect(text).toMatch(/C2 {3}holds .*\n {5}.*: .*\(1\.3\)\nC3 /);
    expect(text).not.toContain("Wrote");
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);
});
