import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { showTable } from "../../src/notebook";
import { type KernelSession, startKernel, textOf } from "../support/kernel-session";

let kernel: KernelSession;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.execute(`import { showTable } from "reseed"; import { DataFrame } from "danfojs-node";`);
}, 60_000);
afterAll(() => kernel.stop());

async function show(code: string): Promise<{ readonly html: string; readonly text: string }> {
  const executed = await kernel.execute(code);
  expect(executed.status, textOf(executed)).toBe("ok");
  expect(executed.outputs).toHaveLength(1);
  const data = executed.outputs[0]!.content.data!;
  return { html: String(data["text/html"]), text: String(data["text/plain"]) };
}

describe("showTable() in a notebook", () => {
  test("is one output, as a table with its caption and as text", async () => {
    const { html, text } = await show(
      `showTable([{ word: "king", times: 2540, share: -0.00321 }, { word: "queen", times: 54, share: 0.25 }],
        { caption: "Two words" });`,
    );
    expect(text).toBe("Two words\nword | times | share\nking | 2,540 | −0.003\nqueen | 54 | 0.250");
    expect(html.match(/<(table|caption|thead|tbody|tr|th|td)\b/g)!.length).toBe(1 + 1 + 1 + 1 + 3 + 3 + 6);
    expect(html).toContain(">Two words</caption>");
    expect(html).toMatch(/<td style="text-align:left[^>]*>king</);
    expect(html).toMatch(/<td style="text-align:right[^>]*>2,540</);
  });

  test("escapes names, words and caption", async () => {
    const { html, text } = await show(
      `showTable([{ "<i>&": "<script>alert('x')</script> & \\"é\\"" }], { caption: "a < b" });`,
    );
    expect(html).not.toMatch(/<script|<i>/);
    expect(html).toContain("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;é&quot;");
    expect(html).toContain("&lt;i&gt;&amp;</th>");
    expect(html).toContain(">a &lt; b</caption>");
    expect(text).toContain(`<script>alert('x')</script> & "é"`);
  });

  test("writes numbers with the digits asked for, and very small ones by their power of ten", async () => {
    const { text } = await show(
      `showTable([{ a: 0.123456, b: 3.2e-16, c: -1, d: 0, e: 12345.6 }], { caption: "c", digits: 2 });`,
    );
    expect(text.split("\n").at(-1)).toBe("0.12 | 3·10⁻¹⁶ | −1 | 0 | 12,345.60");
  });

  test("takes a DataFrame of danfo.js", async () => {
    const { text } = await show(
      `showTable(new DataFrame([{ word: "king", x: 1 }, { word: "queen", x: 2 }]), { caption: "A frame" });`,
    );
    expect(text).toBe("A frame\nword | x\nking | 1\nqueen | 2");
  });
});

describe("showTable() refuses", () => {
  test.each([
    ["no rows", [], 'Cannot show the table "c": it has no rows'],
    [
      "rows with other columns",
      [{ a: 1 }, { b: 2 }],
      'Cannot show the table "c": row 1 has the columns b, the first row has a',
    ],
  ] as const)("%s", (_, rows, message) => {
    expect(() => showTable(rows as never, { caption: "c" })).toThrow(message);
  });
});
