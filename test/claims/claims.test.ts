import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { claimTable } from "../../src/cli/claim-table.mjs";
import { type Claim, judgeClaims, studies } from "../../src/experiment";
import { formatClaimFigure } from "../../src/notebook";

interface Part {
  readonly command: string;
  readonly claims: readonly Claim[];
}

const ledger = JSON.parse(readFileSync(join("data", "results", "claims.json"), "utf8")) as {
  readonly quick: Part;
  readonly full: Part;
};
const ids = Array.from({ length: 16 }, (_, k) => `C${k + 1}`);
const presets = ["quick", "full"] as const;

describe.each(presets)("the ledger of %s runs", (preset) => {
  const { claims, command } = ledger[preset];

  test("judges every statement of the lesson once, in order", () => {
    expect(claims.map(({ id }) => id)).toEqual(ids);
    expect(new Set(claims.map(({ statement }) => statement)).size).toBe(16);
    expect(command).toBe(`npm run claims -- --preset ${preset} --seed 1`);
  });

  test.each(claims)("$id has a verdict, a figure with its interval, and a setting", (claim) => {
    expect(["holds", "holds in part", "depends", "does not hold"]).toContain(claim.verdict);
    for (const { figure, interval } of [claim, ...claim.beside]) {
      expect(figure).not.toBe("");
      expect(interval.low, figure).toBeLessThanOrEqual(interval.mean);
      expect(interval.mean, figure).toBeLessThanOrEqual(interval.high);
    }
    expect(claim.setting).toMatch(/\d/);
  });

  test.each(claims)("$id is shown where it says, in section $section", ({ section }) => {
    for (const place of section.split(", ")) {
      const name = readdirSync("notebooks").find((file) => file.startsWith(`0${place.split(".")[0]}-`));
      const notebook = JSON.parse(readFileSync(join("notebooks", name!), "utf8")) as {
        readonly cells: readonly { readonly source: string | readonly string[] }[];
      };
      const text = notebook.cells.map(({ source }) => [source].flat().join("")).join("\n");
      expect(text).toContain(`\n## ${place} `);
    }
  });
});

test("the README shows the table of the ledger", () => {
  expect(readFileSync("README.md", "utf8")).toContain(
    `<!-- claims -->\n${claimTable(ledger, formatClaimFigure)}<!-- /claims -->`,
  );
});

describe("the quick ledger, recomputed", () => {
  let again: readonly Claim[];
  beforeAll(async () => {
    // As npm run claims does.
    vi.stubEnv("RESEED_BACKEND", "engine");
    again = await judgeClaims(studies, { preset: "quick", seed: 1 });
  }, 600_000);
  afterAll(() => vi.unstubAllEnvs());

  test.each(ids)("%s gets the verdict that is stored, for the same figure", (id) => {
    const [stored, judged] = [ledger.quick.claims, again].map((claims) =>
      claims.find((claim) => claim.id === id),
    );
    expect(judged?.verdict).toBe(stored!.verdict);
    expect(judged?.figure).toBe(stored!.figure);
    const { mean, low, high } = stored!.interval;
    const width = Math.max(high - low, 1e-12);
    expect(Math.abs(judged!.interval.mean - mean)).toBeLessThan(width);
  });
});
