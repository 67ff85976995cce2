import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const log = join(__dirname, "..", "..", "..", "dist", "kernel", "protocol", "log.js");

const written = (code: string) =>
  spawnSync(process.execPath, ["-e", `const { log } = require(process.argv[1]); ${code}`, log], {
    encoding: "utf8",
  }).stderr.split("\n");

test("a flood of lines is cut, and how many were left out is told with the next one", () => {
  const lines = written(`
    for (let k = 1; k <= 5000; k++) log("line " + k);
    const { now } = Date;
    Date.now = () => now() + 61_000;
    log("later");
  `);
  expect(lines.slice(0, 2)).toEqual(["line 1", "line 2"]);
  expect(lines.slice(99)).toEqual(["line 100", "4900 more lines were left out", "later", ""]);
});

test("a line that never ends is cut", () => {
  expect(written(`log("x".repeat(1e6));`)).toEqual([`${"x".repeat(2000)} …`, ""]);
});
