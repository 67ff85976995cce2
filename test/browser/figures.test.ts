import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Figure, staticSvg, withCaption } from "../../src/charts";
import { textWidth } from "../../src/charts/text-width";
import { openPage, startBrowser } from "../support/browser";
import { sampleFigures } from "../support/sample-figures";

const PLOTLY = join(dirname(createRequire(__filename).resolve("plotly.js-dist/package.json")), "plotly.js");
const figures = Object.entries(sampleFigures);

interface Box {
  readonly kind: string;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What the functions below use of Plotly in the page. */
declare const Plotly: {
  validate(data: unknown, layout: unknown): readonly { msg: string }[] | undefined;
  newPlot(target: string, figure: unknown): Promise<unknown>;
};
interface PageElement {
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getBoundingClientRect(): { left: number; right: number; top: number; bottom: number };
}
declare const document: PageElement & {
  getElementById(id: string): { style: { height: string } };
};

const NO_ARIAL = "no font with the widths of Arial is installed";
let hasArial: boolean;
let browser: Browser;
let page: Page;
let errors: readonly string[];
beforeAll(async () => {
  browser = await startBrowser();
  ({ page, errors } = await openPage(browser));
  await page.setContent('<span style="font:100px Arial,Helvetica,sans-serif">mmmiiiWWW</span>');
  const [sample] = await boxes({ sample: "span" });
  // Three times 833, 222 and 944 thousandths, as Adobe and Microsoft state.
  hasArial = Math.abs(sample!.right - sample!.left - 599.7) < 3;
  await page.setContent('<body style="margin:0"><div id="chart"></div></body>');
  await page.addScriptTag({ path: PLOTLY });
}, 60_000);
afterAll(() => browser.close());

async function draw(figure: Figure, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(
    ({ data, layout, config, frames, height }) => {
      document.getElementById("chart").style.height = `${height}px`;
      return Plotly.newPlot("chart", { data, layout, config, frames: frames ?? [] }).then(() => undefined);
    },
    { ...figure, layout: withCaption(figure), height: withCaption(figure).height },
  );
}

/** Where the texts of the drawn chart stand, in pixels. */
function boxes(kinds: Readonly<Record<string, string>>): Promise<Box[]> {
  return page.evaluate(
    (kinds) =>
      Object.entries(kinds).flatMap(([kind, selector]) =>
        [...document.querySelectorAll(selector)].flatMap((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          const text = element.textContent;
          return right > left && text !== "" ? [{ kind, text, left, right, top, bottom }] : [];
        }),
      ),
    kinds,
  );
}

function overlaps(a: Box, b: Box): boolean {
  const [across, up] = [
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  ];
  // Boxes of text are a little higher than its letters.
  return across > 1 && up > 3;
}

function pairs<T>(values: readonly T[]): [T, T][] {
  return values.flatMap((a, i) => values.slice(i + 1).map((b): [T, T] => [a, b]));
}

const TEXTS = {
  title: ".gtitle",
  "axis title": "[class*=title]:is(.xtitle, .ytitle, .x2title, .y2title, .x3title)",
  "x tick": "g[class*=xtick] text, g[class*=x2tick] text, g[class*=x3tick] text",
  "y tick": "g[class*=ytick] text, g[class*=y2tick] text",
  legend: ".legendtext",
  annotation: ".annotation-text",
  slider: ".slider-group text",
  button: ".updatemenu-button text",
  "colour scale": "[class*=cbaxis] text, [class*=cbtitle] text",
  cell: ".heatmap-label text",
};

describe("plotly.js", () => {
  test.each(figures)("finds nothing wrong in %s", async (_, figure) => {
    const found = await page.evaluate(
      ({ data, layouts }) =>
        layouts.flatMap((layout) => Plotly.validate(data, layout) ?? []).map(({ msg }) => msg),
      { data: figure.data, layouts: [figure.layout, withCaption(figure)] },
    );
    // The validator copies what a slider hands on, and then takes the equal copy for another value.
    const wrong = found.filter((message) => !/\(set to '(.*)'\) got reset to '\1'/.test(message));
    expect(wrong).toEqual([]);
  });

  test.for(figures.flatMap(([name, figure]) => [1000, 640].map((width) => [name, width, figure] as const)))(
    "draws %s %d pixels wide with nothing cut off and no text over another",
    async ([, width, figure], { skip }) => {
      skip(!hasArial, NO_ARIAL);
      await draw(figure, width);
      const texts = await boxes(TEXTS);
      expect(texts.filter(({ kind }) => kind === "title")).toHaveLength(1);
      expect(texts.filter(({ kind }) => kind === "axis title").length).toBeGreaterThan(1);
      const { height } = withCaption(figure);
      for (const text of texts) {
        expect(text.left, text.text).toBeGreaterThanOrEqual(0);
        expect(text.right, text.text).toBeLessThanOrEqual(width);
        expect(text.top, text.text).toBeGreaterThanOrEqual(0);
        expect(text.bottom, text.text).toBeLessThanOrEqual(height);
      }
      const over = pairs(texts).filter(([a, b]) => overlaps(a, b));
      expect(over.map(([a, b]) => `${a.kind} "${a.text}" over ${b.kind} "${b.text}"`)).toEqual([]);
    },
  );

  test("reports no error while it draws them", () => {
    expect(errors).toEqual([]);
  });
});

describe("the controls of a moving chart", () => {
  const moving = figures.filter(([, { frames }]) => frames !== undefined);

  /** Where the points are that the animation moves. */
  const points = (figure: Figure) =>
    page.evaluate((traces) => {
      const groups = [...document.querySelectorAll(".scatterlayer .trace")];
      return traces.flatMap((trace) =>
        [...groups[trace]!.querySelectorAll(".point")].map((point) => point.getAttribute("transform")),
      );
    }, figure.frames![0]!.traces);

  test("are on those figures that move", () => {
    expect(moving.map(([name]) => name)).toEqual(["rotatingRun", "slidingMap"]);
  });

  test.each(moving)("move the points of %s along the slider", async (_, figure) => {
    await draw(figure, 1000);
    const start = await points(figure);
    expect(start.length).toBeGreaterThan(8);
    const rail = (await page.locator(".slider-rail-touch-rect").boundingBox())!;
    await page.mouse.click(rail.x + rail.width / 2, rail.y + rail.height / 2);
    await expect.poll(() => points(figure)).not.toEqual(start);
    const label = page.locator(".slider-current-value text, .slider-label");
    expect(await label.first().textContent()).not.toBe("");
    await page.mouse.click(rail.x + 2, rail.y + rail.height / 2);
    await expect.poll(() => points(figure)).toEqual(start);
  });

  test.each(moving)(
    "play %s through to its last step",
    async (_, figure) => {
      await draw(figure, 1000);
      const start = await points(figure);
      await page.locator(".updatemenu-button").click();
      await expect.poll(() => points(figure)).not.toEqual(start);
      const last = figure.layout.sliders as readonly { steps: readonly { label: string }[] }[];
      const end = last[0]!.steps.at(-1)!.label;
      await expect
        .poll(() => page.locator(".slider-group").textContent(), { timeout: 15_000 })
        .toContain(`: ${end}`);
    },
    30_000,
  );
});

describe("the static picture of", () => {
  // Words beside points may lie on each other, as in Plotly.
  const POINT_LABELS = figures.flatMap(([, { data }]) =>
    data.flatMap((trace) => ("text" in trace && trace.text !== undefined ? trace.text : [])),
  );

  test.for(figures)("%s has nothing cut off and no text over another", async ([, figure], { skip }) => {
    skip(!hasArial, NO_ARIAL);
    await page.setContent(`<body style="margin:0">${staticSvg(figure)}</body>`);
    const texts = (await boxes({ text: "svg text" })).filter(({ text }) => !POINT_LABELS.includes(text));
    const [picture] = await boxes({ picture: "svg" });
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) {
      expect(text.left, text.text).toBeGreaterThanOrEqual(picture!.left);
      expect(text.right, text.text).toBeLessThanOrEqual(picture!.right);
      expect(text.top, text.text).toBeGreaterThanOrEqual(picture!.top);
      expect(text.bottom, text.text).toBeLessThanOrEqual(picture!.bottom);
    }
    const over = pairs(texts).filter(([a, b]) => overlaps(a, b));
    expect(over.map(([a, b]) => `"${a.text}" over "${b.text}"`)).toEqual([]);
  });
});

test.for([
  [12, false],
  [13, false],
  [17, true],
] as const)("textWidth() agrees with the browser at %d pixels, bold: %s", async ([size, bold], { skip }) => {
  skip(!hasArial, NO_ARIAL);
  const lines = [
    ...figures.map(([, { caption }]) => caption),
    "cosine of two words (no unit)",
    "WMil 1,234.5 % &",
  ];
  const weight = bold ? "bold" : "normal";
  await page.setContent(
    lines
      .map(
        (line) =>
          `<p><span style="font:${weight} ${size}px Arial,Helvetica,sans-serif;white-space:nowrap">${line.replace("&", "&amp;")}</span></p>`,
      )
      .join(""),
  );
  const measured = await boxes({ line: "span" });
  for (const [k, { left, right }] of measured.entries()) {
    const ratio = textWidth(lines[k]!, size, bold) / (right - left);
    // A little too much room does no harm.
    expect(ratio, lines[k]).toBeGreaterThan(0.97);
    expect(ratio, lines[k]).toBeLessThan(1.1);
  }
});
