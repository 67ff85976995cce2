import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));

describe.each(["README.md", "CONTRIBUTING.md", "data/README.md"])("%s", (file) => {
  const text = readFileSync(file, "utf8");

  test("names commands that there are", () => {
    const named = [...text.matchAll(/\bnpm (?:run )?(start|test|(?<=run )[a-z:]+)\b/g)].map(
      (match) => match[1],
    );
    expect(named.filter((name) => !(name! in scripts))).toEqual([]);
  });

  test("links to files that there are", () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) => match[1]!);
    expect(targets.filter((target) => !existsSync(join(dirname(file), target)))).toEqual([]);
  });

  test("names folders and files that there are", () => {
    const paths = [...text.matchAll(/`((?:src|test|data|notebooks)\/[\w./-]*)`/g)].map((match) => match[1]!);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});

test("the README's program prints what the README says", () => {
  const [, program, says] = /```js\n(.*?)```.*?```\n(.*?)```/s.exec(readFileSync("README.md", "utf8"))!;
  const folder = join("out", "test", "readme");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "compare.mjs"), program!);
  const { stdout, stderr } = spawnSync(process.execPath, [join(folder, "compare.mjs")], { encoding: "utf8" });
  const found = numbers(stdout);
  const expected = numbers(says!);
  expect(expected).toHaveLength(9);
  expect(found, stderr).toHaveLength(9);
  // Another backend, or another machine, rounds differently.
  for (const [i, number] of expected.entries()) expect(Math.abs(found[i]! - number)).toBeLessThan(0.03);
}, 120_000);

function numbers(text: string): number[] {
  return (text.replaceAll("−", "-").match(/-?\d+\.\d+/g) ?? []).map(Number);
}
