import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as reseed from "../src";
import { exportedFunctions, findExamples, sourceFiles } from "./support/doc-examples";
import { runExample } from "./support/run-example";

const SRC = join(__dirname, "..", "src");
const sources = sourceFiles(SRC).map((file) => ({ file, text: readFileSync(join(SRC, file), "utf8") }));

describe("the example in the doc comment of", () => {
  for (const { file, text } of sources) {
    const examples = findExamples(text);
    for (const [i, { of, code }] of examples.entries()) {
      const before = examples.slice(0, i).filter((other) => other.of === of).length;
      const name = `${of} in src/${file}${before === 0 ? "" : `, number ${before + 1}`}`;
      test(`${name} comes out as it says`, { timeout: 60_000 }, () => runExample(code, reseed));
    }
  }
});

describe("the doc comment of", () => {
  const withExample = sources.flatMap(({ text }) => findExamples(text)).map(({ of }) => of);
  // A name that reseed hands on from another package is documented there.
  const own = sources.flatMap(({ text }) => exportedFunctions(text)).filter((name) => name in reseed);

  test.each(own)("%s has an example", (name) => {
    expect(withExample).toContain(name);
  });
});
