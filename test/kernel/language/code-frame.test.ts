import { expect, test } from "vitest";
import { codeFrame, positionOf } from "../../../src/kernel/language/code-frame";

test("a frame shows the line before, the line, and marks the place", () => {
  const code = "// first\nconst a = 1;\nconst b = a.foo;\nlast";
  expect(codeFrame(code, { line: 3, column: 13, length: 3 }, "In [7]")).toEqual([
    "In [7]:3:13",
    "    2 | const a = 1;",
    "  > 3 | const b = a.foo;",
    "      |             ^^^",
  ]);
});

test("the first line has no line before it", () => {
  expect(codeFrame("a b", { line: 1, column: 3 }, "In [1]")).toEqual([
    "In [1]:1:3",
    "  > 1 | a b",
    "      |   ^",
  ]);
});

test("line numbers are aligned where a digit is added", () => {
  const code = Array.from({ length: 10 }, (_, k) => `line${k + 1}`).join("\n");
  expect(codeFrame(code, { line: 10, column: 1 }, "In [2]").slice(1)).toEqual([
    "     9 | line9",
    "  > 10 | line10",
    "       | ^",
  ]);
});

test("tabs stay tabs under the line, so that the mark does not wander", () => {
  expect(codeFrame("\tx\ty", { line: 1, column: 4 }, "In [1]")[2]).toBe("      | \t \t^");
});

test("a mark ends with its line", () => {
  expect(codeFrame("ab\ncd", { line: 1, column: 2, length: 100 }, "In [1]").at(-1)).toBe("      |  ^");
});

test("a place after the end of the line is marked there", () => {
  expect(codeFrame("ab", { line: 1, column: 3 }, "In [1]").at(-1)).toBe("      |   ^");
});

test("a very long line is only named", () => {
  expect(codeFrame("x".repeat(5000), { line: 1, column: 7 }, "In [1]")).toEqual(["In [1]:1:7"]);
});

test("a carriage return before a line feed does not count as a line or show", () => {
  const code = "a\r\nb c\r\n";
  expect(positionOf(code, 5)).toEqual({ line: 2, column: 3 });
  expect(codeFrame(code, { line: 2, column: 3 }, "In [1]")).toEqual([
    "In [1]:2:3",
    "    1 | a",
    "  > 2 | b c",
    "      |   ^",
  ]);
});

test("characters outside the basic plane count two columns, as in V8", () => {
  expect(positionOf('"😀" x', 5)).toEqual({ line: 1, column: 6 });
});
