import { expect, test } from "vitest";
import { exportedFunctions, findExamples } from "./doc-examples";

const source = `
/**
 * Adds.
 *
 * @example
 * \`\`\`ts
 * const two = 2;
 * add(two, 1); // → 3
 * \`\`\`
 * @example with another
 * \`\`\`ts
 * add(1, 1); // → 2
 * \`\`\`
 */
export function add(a: number, b: number) {
  return a + b;
}

/** Has none. */
export async function none() {}

/**
 * @example
 * \`\`\`ts
 * double(1); // → 2
 * \`\`\`
 */
export const double = (a: number) => 2 * a;

export const LIMIT = 3;
function inner() {}
`;

test("findExamples() gives the code of each example without the comment's stars", () => {
  expect(findExamples(source)).toEqual([
    { of: "add", code: "const two = 2;\nadd(two, 1); // → 3\n" },
    { of: "add", code: "add(1, 1); // → 2\n" },
    { of: "double", code: "double(1); // → 2\n" },
  ]);
});

test("exportedFunctions() names functions, and neither constants nor what is not exported", () => {
  expect(exportedFunctions(source)).toEqual(["add", "none", "double"]);
});
