import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Executed,
  type KernelOutput,
  type KernelSession,
  startKernel,
  textOf,
} from "../support/kernel-session";

const SET_UP = `
  import { cosineHistogram, emit, setUpNotebook, show } from "reseed";
  await setUpNotebook({ seed: 7, runs: 8, preset: "quick" });`;
const CHART = `cosineHistogram([{ name: "a & b", values: [0.1, 0.3] }], "Cosines of <king> & \\"queen\\"")`;
const LOADER = "window.reseedPlotly = ";
const PLOTLY = "application/vnd.plotly.v1+json";

let kernel: KernelSession;
beforeAll(async () => {
  kernel = await startKernel();
}, 60_000);
afterAll(() => kernel.stop());

function displays({ outputs }: Executed): readonly KernelOutput["content"][] {
  return outputs.filter(({ type }) => type === "display_data").map(({ content }) => content);
}

function html(content: KernelOutput["content"] | undefined): string {
  return String(content?.data?.["text/html"]);
}

describe("in a kernel session without a set-up cell, show()", () => {
  test("brings plotly.js with the first chart, and not with the others", async () => {
    await kernel.execute(`import { cosineHistogram, show } from "reseed"; const chart = ${CHART};`);
    const shown = displays(await kernel.execute("show(chart, chart);"));
    expect(shown).toHaveLength(2);
    expect(html(shown[0])).toContain(LOADER);
    expect(html(shown[1])).not.toContain(LOADER);
    expect(html(displays(await kernel.execute("show(chart);"))[0])).not.toContain(LOADER);
  }, 30_000);
});

describe("in a restarted kernel", () => {
  let setUp: Executed;
  beforeAll(async () => {
    await kernel.restart();
    setUp = await kernel.execute(SET_UP);
  }, 60_000);

  test("the set-up cell says in one line what will run, and brings plotly.js", () => {
    expect(setUp.status, textOf(setUp)).toBe("ok");
    const [line] = displays(setUp);
    expect(line!.data!["text/plain"]).toMatch(
      /^seed 7 · 8 runs · preset quick · Node \d+\.\d+\.\d+ · [^\n]+$/,
    );
    expect(html(line)).toContain(LOADER);
  });

  test("show() is one output with the chart, a page and a sentence", async () => {
    const { outputs } = await kernel.execute(`const chart = ${CHART}; show(chart);`);
    expect(outputs).toHaveLength(1);
    const { type, content } = outputs[0]!;
    expect(type).toBe("display_data");
    expect(Object.keys(content.data!)).toEqual([PLOTLY, "text/html", "text/plain"]);
    expect(content.data!["text/plain"]).toBe("Mean cosine, a & b: 0.20.");
    const chart = content.data![PLOTLY] as { data: unknown[]; layout: { annotations: { text: string }[] } };
    expect(chart.data).toHaveLength(1);
    expect(chart.layout.annotations.at(-1)!.text).toBe("Mean cosine, a &amp; b: 0.20.");
  });

  test("the page of a chart has a picture with alternative text, and escapes what the chart says", async () => {
    const page = html(displays(await kernel.execute("show(chart);"))[0]);
    const [start] = page.split('src="data');
    expect(start).toContain(' alt="Mean cosine, a &amp; b: 0.20."');
    expect(start).toContain('aria-label="Cosines of &lt;king&gt; &amp; &quot;queen&quot;"');
    const [, picture] = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(page)!;
    expect(Buffer.from(picture!, "base64").toString()).toContain(
      "Cosines of &lt;king&gt; &amp; &quot;queen&quot;",
    );
    // Nothing in the data can end the script.
    const [, script] = /<script>([\s\S]*)<\/script>/.exec(page)!;
    expect(script).not.toContain("</");
    expect(page).not.toContain(LOADER);
  });

  test("a second run of the set-up cell brings plotly.js again, because it may have been lost with the output", async () => {
    expect(html(displays(await kernel.execute(SET_UP))[0])).toContain(LOADER);
  });

  test("wrong parameters end the set-up cell with what to change", async () => {
    const failed = await kernel.execute(`await setUpNotebook({ seed: 1.5, runs: 8, preset: "quick" });`);
    expect(failed.status).not.toBe("ok");
    expect(textOf(failed)).toContain("Cannot begin with seed 1.5: an integer is needed");
  });

  test("emit() refuses an output without text", async () => {
    const failed = await kernel.execute(`emit({ "text/html": "<b>bold</b>" });`);
    expect(textOf(failed)).toContain("Cannot show an output without text/plain: found text/html");
  });
});

test("eleven seconds of computing without a pause leave the kernel and its variables alive", async () => {
  const busy = await kernel.execute(
    "let kept = 41; for (const began = Date.now(); Date.now() - began < 11_000; ); kept += 1;",
  );
  expect(busy.status, textOf(busy)).toBe("ok");
  expect(busy.seconds).toBeGreaterThan(11);
  expect(textOf(await kernel.execute("console.log(kept);"))).toBe("42");
}, 30_000);
