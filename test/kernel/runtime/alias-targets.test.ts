import { expect, test } from "vitest";
import { aliasTargets } from "../../../src/kernel/runtime/alias-targets";

const paths = {
  "~/*": ["/a/source/*", "/a/more/*"],
  "~/deep/*": ["/a/deep/*"],
  "@lib": ["/a/lib"],
  "*.style": ["/a/styles/*.ts"],
  "*": ["/a/types/*"],
};

test.each([
  ["~/dog", ["/a/source/dog", "/a/more/dog"]],
  ["~/deep/dog", ["/a/deep/dog"]],
  ["@lib", ["/a/lib"]],
  ["@lib/x", ["/a/types/@lib/x"]],
  ["main.style", ["/a/styles/main.ts"]],
  ["~/$&", ["/a/source/$&", "/a/more/$&"]],
])("%s may be %j", (specifier, targets) => {
  expect(aliasTargets(specifier, paths)).toEqual(targets);
});

test("without a pattern that fits there is nothing, also for names that every object has", () => {
  expect(aliasTargets("dog", { "~/*": ["/a/*"] })).toEqual([]);
  expect(aliasTargets("constructor", {})).toEqual([]);
});
