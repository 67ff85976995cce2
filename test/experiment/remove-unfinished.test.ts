import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { removeUnfinished } from "../../src/experiment/remove-unfinished";
import { temporaryMark } from "../../src/experiment/temporary-mark";

test("what a thread left half written goes, and everything else stays", () => {
  const folder = mkdtempSync(join(tmpdir(), "reseed half é "));
  try {
    const others = ["a.run", `b.run${temporaryMark(33)}0123.tmp`, "c.run.1-3-0123.tmp"];
    for (const name of [...others, `a.run${temporaryMark(3)}0123.tmp`]) writeFileSync(join(folder, name), "");
    removeUnfinished(folder, 3);
    expect(readdirSync(folder).sort()).toEqual([...others].sort());
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(() => removeUnfinished(folder, 3)).not.toThrow();
});
