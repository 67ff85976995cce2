import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verify } from "../../src/notebook";
import { type KernelSession, startKernel, textOf } from "../support/kernel-session";

let kernel: KernelSession;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.execute(`import { check, notYet, verify } from "reseed";`);
}, 60_000);
afterAll(() => kernel.stop());

describe("check() in a notebook", () => {
  test.each([
    [`check("Two and two", 4, 4);`, "✓ Two and two: right."],
    [`check("About a third", 0.33, 1 / 3, { tolerance: 0.01 });`, "✓ About a third: right."],
    [`check("A word", "king", "king");`, "✓ A word: right."],
    [`check("Two and two", 5, 4);`, "✗ Two and two: not 5."],
    [`check("Two and two", 5, 4, { hint: "Count again." });`, "✗ Two and two: not 5. Count again."],
    [`check("A number", NaN, 4);`, "✗ A number: not NaN."],
    [`check("A word", "King", "king");`, "✗ A word: not King."],
    [
      `const answer: number | typeof notYet = notYet; check("Two and two", answer, 4, { hint: "Count." });`,
      "… Two and two: not answered yet. Replace notYet in this cell, and run it again.",
    ],
  ])("%s says %s", async (code, text) => {
    const executed = await kernel.execute(code);
    expect(executed.status).toBe("ok");
    expect(executed.outputs).toHaveLength(1);
    expect(textOf(executed)).toBe(text);
  });

  test("escapes what it is asked, and has its sign in a colour that can be read", async () => {
    const { outputs } = await kernel.execute(`check("1 < 2 & 3", "<b>", "x");`);
    const html = String(outputs[0]!.content.data!["text/html"]);
    expect(html).toContain("</strong> 1 &lt; 2 &amp; 3: not &lt;b&gt;.");
    expect(html).toMatch(/<strong style="color:#[0-9a-f]{6};background:#fff;[^"]*">✗</);
  });
});

describe("verify()", () => {
  test("says in a notebook that a statement holds", async () => {
    expect(textOf(await kernel.execute(`verify("Two and two are four", 2 + 2 === 4);`))).toBe(
      "✓ Two and two are four",
    );
  });

  test("ends the cell if it does not", async () => {
    const executed = await kernel.execute(`verify("Two and two are five", 2 + 2 === 5);`);
    expect(executed.status).not.toBe("ok");
    expect(textOf(executed)).toContain("does not hold here: Two and two are five");
    expect(() => verify("x", false)).toThrow(
      "This statement should hold with every seed, and does not hold here: x",
    );
  });
});
