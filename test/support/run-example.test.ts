import { describe, expect, test } from "vitest";
import { runExample } from "./run-example";

const scope = {
  half: (x: number) => x / 2,
  later: async (x: number) => x,
  fail: () => {
    throw new RangeError("Cannot do 3 of these");
  },
  failLater: async () => {
    throw new RangeError("Cannot do it later");
  },
};

describe("runExample() accepts", () => {
  test.each([
    ["a value", "half(6); // → 3"],
    ["a text", '"a".repeat(2); // → "aa"'],
    ["a number that rounds to the decimals written", "half(1.6624); // → 0.83"],
    ["a negative number", "-half(1.6624); // → -0.83"],
    ["a number with an exponent", "half(2.4e-9); // → 1.2e-9"],
    ["rounded numbers inside lists and objects", "({ a: [half(1), 2 / 3] }); // → { a: [0.5, 0.67] }"],
    ["a typed array as a list", "new Float64Array([0.5, 2 / 3]); // → [0.5, 0.67]"],
    ["a number with digits in a text beside it", '["v1.25", 1 / 3]; // → ["v1.25", 0.333]'],
    ["-0 as 0", "-0; // → 0"],
    ["what is awaited", "await later(2); // → 2"],
    ["a promise's value", "later(2); // → 2"],
    ["the value of a constant", "const x = half(2); // → 1\nx + 1; // → 2"],
    ["the values of several constants", "const { a, b } = { a: 1, b: 2, c: 3 }; // → { a: 1, b: 2 }"],
    ["an error in a declaration", "const x = fail(); // throws /Cannot/"],
    ["statements over several lines", "half(\n  half(\n    8,\n  ),\n); // → 2"],
    ["functions and loops", "let n = 0;\nfor (let i = 0; i < 3; i++) {\n  n += i;\n}\nn; // → 3"],
    ["variables named as in the scope", "const half = 5;\nhalf; // → 5"],
    ["imports of other packages", 'import { Matrix } from "ml-matrix";\nMatrix.eye(2).get(0, 0); // → 1'],
    ["an error", "fail(); // throws /Cannot do 3/"],
    ["a later error", "await failLater(); // throws /later/"],
    ["a later error that is not awaited", "failLater(); // throws /later/"],
  ])("%s", async (_, code) => {
    await expect(runExample(code, scope)).resolves.toBeUndefined();
  });
});

describe("runExample() refuses", () => {
  test.each([
    ["another value", "half(6); // → 4", "says `half(6)` gives 4, but it gives 3"],
    ["a number that rounds to something else", "half(1.68); // → 0.83", "but it gives 0.84"],
    ["a whole number that is only near", "half(5.9999999); // → 3", "gives 3, but it gives 2.99"],
    ["a longer list", "[1, 2, 3]; // → [1, 2]", "gives [1, 2], but"],
    ["another object", "({ a: 1, b: 2 }); // → { a: 1 }", "gives { a: 1 }, but"],
    ["an object without a key", "({ a: 1 }); // → { a: 1, b: undefined }", "but it gives { a: 1 }"],
    ["a number as a text", '3; // → "3"', 'gives "3", but it gives 3'],
    ["NaN as a number", "NaN; // → 0.5", "but it gives NaN"],
    ["a false claim before a true one", "half(6); // → 4\nhalf(6); // → 3", "but it gives 3"],
    ["an example that claims nothing", "half(6);", "claims nothing"],
    ["an error that does not come", "half(6); // throws /x/", "but it throws nothing"],
    ["another error", "fail(); // throws /x/", "but it throws: Cannot do 3 of these"],
    ["an error nobody claimed", "fail();\nhalf(2); // → 1", "Cannot do 3 of these"],
    ["a name that does not exist", "third(6); // → 2", "third is not defined"],
    ["code that is no code", "half(6; // → 3", "missing )"],
  ])("%s", async (_, code, message) => {
    await expect(runExample(code, scope)).rejects.toThrow(message);
  });
});
