import { describe, expect, test } from "vitest";
import {
  errorBars,
  type Figure,
  figure,
  intervalBand,
  type Panel,
  type SinglePanel,
  staticSvg,
  type Trace,
} from "../../src/charts";
import { elements, parseSvg, parseSvgs, type SvgElement, textElement } from "../support/parse-svg";
import { sampleFigures } from "../support/sample-figures";

const dots: Trace = { type: "scatter", mode: "markers", x: [1, 2, 3], y: [10, 20, 30] };

function draw(spec: Partial<SinglePanel>): SvgElement {
  return parseSvg(staticSvg(chart(spec)));
}

function chart(spec: Partial<SinglePanel>): Figure {
  return figure({
    title: "A title",
    caption: "A caption.",
    x: { title: "across" },
    y: { title: "up" },
    traces: [dots],
    ...spec,
  });
}

function numbers(element: SvgElement, ...names: readonly string[]): number[] {
  return names.map((name) => Number(element.attributes[name]));
}

/** The pixel at which a tick with this label stands: labels of an x axis are centred under their tick. */
function tickX(svg: SvgElement, label: string): number {
  return Number(textElement(svg, label, "middle").attributes.x);
}

/** Labels of a y axis have their baseline 4 pixels below their tick. */
function tickY(svg: SvgElement, label: string): number {
  return Number(textElement(svg, label, "end").attributes.y) - 4;
}

/** The points of a path, without its commands. */
function points(path: SvgElement): [number, number][] {
  return [...path.attributes.d!.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

function withColour(svg: SvgElement, tag: string, attribute: string, colour: string): SvgElement[] {
  return elements(svg, tag).filter((element) => element.attributes[attribute] === colour);
}

describe("the static picture of", () => {
  const names = Object.keys(sampleFigures);
  const documents = Object.values(sampleFigures).map(staticSvg);
  const pictures = parseSvgs(documents);

  test.each(names)("%s is well-formed, with its title and without numbers gone wrong", (name) => {
    const picture = pictures[names.indexOf(name)]!;
    const { layout } = sampleFigures[name]!;
    expect(elements(picture, "text")[0]!.text).toBe(layout.title.text.replace(/<[^>]*>/g, ""));
    expect(documents[names.indexOf(name)]).not.toMatch(/NaN|undefined|Infinity/);
  });

  test.each(names)("%s is the same each time", (name) => {
    expect(staticSvg(sampleFigures[name]!)).toBe(documents[names.indexOf(name)]);
  });

  test.each(names)("%s names every series of the legend", (name) => {
    const { data, layout } = sampleFigures[name]!;
    const picture = pictures[names.indexOf(name)]!;
    const listed = data.filter((trace) => trace.showlegend !== false && trace.type !== "heatmap");
    if (layout.showlegend) for (const { name } of listed) textElement(picture, name!);
    else expect(listed.length).toBeLessThan(2);
  });
});

describe("text in a static picture", () => {
  const odd = `a<b & "c" 'd' é ü ½ ‑ שלום <unk> &amp; </text>`;
  // plotlyText reads &amp; as an escaped &.
  const shown = odd.replace("&amp;", "&");

  test("shows signs that mean something in XML as they are, wherever it stands", () => {
    const svg = draw({
      title: odd,
      x: { title: odd, ticks: { values: [2], labels: [odd] } },
      y: { title: odd },
      traces: [
        { ...dots, name: odd },
        { ...dots, mode: "text", name: "second", text: [odd, "", ""] } as Trace,
      ],
      references: [{ y: 15, label: odd }],
      annotations: [{ x: 1, y: 1, text: odd }],
    });
    const same = elements(svg, "text").filter((element) => element.text === shown);
    // Title, two axes, tick, legend, point, reference, annotation.
    expect(same).toHaveLength(8);
  });

  test("is bold, italic, raised and lowered by Plotly's tags", () => {
    const svg = draw({ x: { title: "x<sup>2</sup> of <i>w</i><sub>1</sub> <b>now</b>" } });
    const title = textElement(svg, "x2 of w1 now");
    const spans = elements(title, "tspan");
    const styleOf = (text: string) => spans.find((span) => span.text === text)!.attributes;
    expect(styleOf("2")["font-size"]).toBe("9.36");
    expect(Number(styleOf("2").dy)).toBeLessThan(0);
    expect(Number(styleOf("1").dy)).toBeGreaterThan(0);
    expect(styleOf("w")["font-style"]).toBe("italic");
    expect(styleOf("now")["font-weight"]).toBe("bold");
  });

  test("may hold control characters and halves of characters, which XML does not know", () => {
    expect(textElement(draw({ x: { title: "a\u0000b\ud800c" } }), "a\ufffdb\ufffdc")).toBeDefined();
  });

  test("breaks a long title into lines", () => {
    const svg = draw({ title: "a long title ".repeat(12) });
    const lines = elements(svg, "text")[0]!.children;
    expect(lines.length).toBeGreaterThan(1);
  });
});

describe("a static picture draws", () => {
  const x = { title: "across", range: [0, 4], ticks: { values: [0, 1, 2, 3, 4] } } as const;
  const y = { title: "up", range: [0, 40], ticks: { values: [0, 10, 20, 30, 40] } } as const;

  test("markers where their values are, in the shape of their series", () => {
    const svg = draw({ x: x, y: { ...y, range: [0, 50] }, traces: [dots, { ...dots, y: [30, 20, 10] }] });
    const circles = withColour(svg, "circle", "fill", "#0072B2");
    expect(circles.map((circle) => numbers(circle, "cx", "cy"))).toEqual([
      [tickX(svg, "1"), tickY(svg, "10")],
      [tickX(svg, "2"), tickY(svg, "20")],
      [tickX(svg, "3"), tickY(svg, "30")],
    ]);
    expect(withColour(svg, "polygon", "fill", "#D55E00")).toHaveLength(3);
  });

  test("lines through their points, interrupted by null, dashed as their series", () => {
    const line = { type: "scatter", mode: "lines", x: [0, 1, 2, 3], y: [0, 10, null, 30] } as const;
    const svg = draw({ x, y: { ...y, range: [-10, 50] }, traces: [line, { ...line, name: "second" }] });
    const [path] = withColour(svg, "path", "stroke", "#0072B2");
    expect(path!.attributes.d!.match(/[ML]/g)).toEqual(["M", "L", "M"]);
    const places = points(path!);
    expect(places[1]).toEqual([tickX(svg, "1"), tickY(svg, "10")]);
    expect(places[2]).toEqual([tickX(svg, "3"), tickY(svg, "30")]);
    expect(path!.attributes["stroke-dasharray"]).toBeUndefined();
    expect(withColour(svg, "path", "stroke", "#D55E00")[0]!.attributes["stroke-dasharray"]).toBeDefined();
  });

  test("words at their points, and none outside the panel", () => {
    const words = { type: "scatter", mode: "markers+text", x: [1, 2, 9], y: [10, 20, 20] } as const;
    const svg = draw({
      x,
      y,
      traces: [{ ...words, text: ["king", "queen", "far"], textposition: "top center" }],
    });
    const queen = textElement(svg, "queen");
    expect(Number(queen.attributes.x)).toBe(tickX(svg, "2"));
    expect(Number(queen.attributes.y)).toBeLessThan(tickY(svg, "20"));
    expect(elements(svg, "text").map(({ text }) => text)).not.toContain("far");
  });

  test.each(["x", "y"] as const)("error bars in %s from the low to the high end", (along) => {
    const bars = errorBars([{ mean: 20, low: 10, high: 40 }]);
    const point = { type: "scatter", mode: "markers", marker: { color: "#009E73" } } as const;
    const svg =
      along === "y"
        ? draw({ x, y, traces: [{ ...point, x: [2], y: [20], error_y: bars }] })
        : draw({ x: y, y: x, traces: [{ ...point, x: [20], y: [2], error_x: bars }] });
    const [stem] = withColour(svg, "path", "stroke", "#009E73");
    const tick = along === "y" ? tickY : tickX;
    const ends = points(stem!)
      .slice(0, 2)
      .map((point) => point[along === "y" ? 1 : 0]);
    expect(ends).toEqual([tick(svg, "10"), tick(svg, "40")]);
  });

  test("a band between the low and the high ends, below its line", () => {
    const intervals = [
      { mean: 20, low: 10, high: 30 },
      { mean: 20, low: 0.5, high: 40 },
    ];
    const svg = draw({ x, y, traces: intervalBand([1, 3], intervals, { name: "a", color: "#009E73" }) });
    const [band] = withColour(svg, "path", "fill", "#009E73");
    expect(band!.attributes["fill-opacity"]).toBe("0.2");
    expect(points(band!).slice(0, 2)).toEqual([
      [tickX(svg, "1"), tickY(svg, "30")],
      [tickX(svg, "3"), tickY(svg, "40")],
    ]);
    const paths = elements(svg, "path");
    const line = withColour(svg, "path", "stroke", "#009E73").find((path) => path.attributes.fill === "none");
    expect(paths.indexOf(band!)).toBeLessThan(paths.indexOf(line!));
  });

  test("a heat map's cells in the colours of its scale, with readable numbers in them", () => {
    const svg = draw({
      x: { title: "across", type: "category" },
      y: { title: "up", type: "category" },
      traces: [
        {
          type: "heatmap",
          x: ["a", "b"],
          y: ["c", "d"],
          z: [
            [0, 1],
            [0.5, null],
          ],
          texttemplate: "%{z:.2f}",
          colorbar: { title: { text: "value" } },
        },
      ],
    });
    const cells = elements(svg, "rect").filter((rect) => rect.attributes["shape-rendering"] === "crispEdges");
    expect(cells.map((cell) => cell.attributes.fill)).toEqual(["#F7FBFF", "#08306b", "#6baed6"]);
    // The first row of numbers is at the bottom, as in Plotly.
    expect(numbers(cells[0]!, "y")[0]).toBeGreaterThan(numbers(cells[2]!, "y")[0]!);
    const [left, width] = numbers(cells[0]!, "x", "width") as [number, number];
    expect(left + width / 2).toBeCloseTo(tickX(svg, "a"), 1);
    expect(textElement(svg, "0.00").attributes.fill).toBe("#222222");
    expect(textElement(svg, "1.00").attributes.fill).toBe("#FFFFFF");
    textElement(svg, "value");
  });

  test("a heat map in which all numbers are 0", () => {
    const zeros = { type: "heatmap", x: ["a"], y: ["b"], z: [[0]], zmin: 0 } as const;
    const svg = draw({ traces: [zeros] });
    expect(elements(svg, "rect").filter((rect) => rect.attributes.fill === "#F7FBFF")).toHaveLength(1);
  });

  test("bars from zero, side by side", () => {
    const bar = { type: "bar", x: ["a", "b"], y: [10, 30] } as const;
    const svg = draw({ x: { title: "model" }, y, traces: [bar, { ...bar, name: "second", y: [20, 40] }] });
    const [first, second] = [
      withColour(svg, "rect", "fill", "#0072B2"),
      withColour(svg, "rect", "fill", "#D55E00"),
    ];
    for (const [k, value] of [10, 30].entries()) {
      const [x0, top, width, height] = numbers(first[k]!, "x", "y", "width", "height") as [
        number,
        number,
        number,
        number,
      ];
      expect(top).toBeCloseTo(tickY(svg, String(value)), 1);
      expect(top + height).toBeCloseTo(tickY(svg, "0"), 1);
      expect(x0 + width).toBeCloseTo(numbers(second[k]!, "x")[0]!, 1);
    }
  });

  test("a logarithmic axis with equal steps for equal ratios", () => {
    const svg = draw({
      x: { title: "across", type: "log" },
      traces: [{ ...dots, x: [1, 100, 10000] }],
    });
    const [a, b, c] = withColour(svg, "circle", "fill", "#0072B2").map((circle) => numbers(circle, "cx")[0]!);
    expect(b! - a!).toBeCloseTo(c! - b!, 1);
    expect(b!).toBeCloseTo(tickX(svg, "100"), 1);
    expect(tickX(svg, "1,000") - tickX(svg, "100")).toBeCloseTo(tickX(svg, "100") - tickX(svg, "10"), 1);
  });

  test("names along an axis, tilted if they do not fit side by side", () => {
    const models = [
      "skip-gram",
      "negative sampling",
      "GloVe",
      "neural language model",
      "transformer",
      "PPMI-SVD",
    ];
    const bars = (names: readonly string[]) => ({ type: "bar" as const, x: names, y: names.map(() => 10) });
    const tilted = draw({ traces: [bars(models)] });
    for (const model of models)
      expect(textElement(tilted, model).attributes.transform).toMatch(/^rotate\(-35/);
    const title = Number(textElement(tilted, "across").attributes.y);
    // The longest name, at its slant, ends above the title of the axis.
    const slant = 128 * Math.sin((35 * Math.PI) / 180);
    expect(title).toBeGreaterThan(Number(textElement(tilted, models[3]!).attributes.y) + slant);
    expect(textElement(draw({ traces: [bars(["a", "b"])] }), "a").attributes.transform).toBeUndefined();
  });

  test("panels side by side that share an axis, named once", () => {
    const panel = (title: string): Panel => ({
      title,
      x: { title: "across" },
      y: { title: "up" },
      traces: [dots],
    });
    const spec = { title: "Two", caption: "A caption.", panels: [panel("left"), panel("right")] };
    const shared = parseSvg(staticSvg(figure({ ...spec, shareY: true })));
    textElement(shared, "up");
    const apart = parseSvg(staticSvg(figure(spec)));
    expect(elements(apart, "text").filter(({ text }) => text === "up")).toHaveLength(2);
    for (const svg of [shared, apart]) {
      const clips = elements(svg, "clipPath").map((clip) => numbers(clip.children[0]!, "x", "width"));
      expect(clips).toHaveLength(2);
      expect(clips[0]![0]! + clips[0]![1]!).toBeLessThan(clips[1]![0]!);
      expect(Number(textElement(svg, "right").attributes.x)).toBeCloseTo(clips[1]![0]!, -1);
    }
  });

  test("two axes of the same scale", () => {
    const svg = draw({ x, y: { ...x, title: "up", sameScale: true }, traces: [{ ...dots, y: [1, 2, 3] }] });
    const [a, b] = withColour(svg, "circle", "fill", "#0072B2").map((circle) => numbers(circle, "cx", "cy"));
    expect(b![0]! - a![0]!).toBeCloseTo(a![1]! - b![1]!, 1);
  });

  test("reference lines across the panel with their names", () => {
    const references = [
      { y: 20, label: "chance" },
      { x: 3, label: "flat" },
    ];
    const svg = draw({ x, y, references });
    const [level, upright] = withColour(svg, "path", "stroke", "#6B6B6B").map(points);
    expect(level!.map(([, at]) => at)).toEqual([tickY(svg, "20"), tickY(svg, "20")]);
    expect(level!.map(([at]) => at)).toEqual([tickX(svg, "0"), tickX(svg, "4")]);
    expect(upright!.map(([at]) => at)).toEqual([tickX(svg, "3"), tickX(svg, "3")]);
    expect(Number(textElement(svg, "chance").attributes.y)).toBeLessThan(tickY(svg, "20"));
  });

  test("a legend in the line and marker of each series, and none for one series", () => {
    const line = { ...dots, mode: "lines+markers" } as const;
    const two = draw({
      traces: [
        { ...line, name: "first" },
        { ...line, name: "second" },
      ],
    });
    const [first, second] = ["first", "second"].map(
      (name) => Number(textElement(two, name).attributes.y) - 4.5,
    );
    const at = (height: number, tag: string, colour: string) =>
      withColour(two, tag, tag === "path" ? "stroke" : "fill", colour).some(
        ({ attributes }) => attributes.cy === String(height) || attributes.d?.includes(`,${height}H`),
      );
    expect(at(first!, "path", "#0072B2") && at(first!, "circle", "#0072B2")).toBe(true);
    expect(at(second!, "path", "#D55E00")).toBe(true);
    const one = draw({ traces: [{ ...line, name: "first" }] });
    expect(elements(one, "text").map(({ text }) => text)).not.toContain("first");
  });

  test("an animation at its first step, without its controls", () => {
    const moving = {
      title: "Turned",
      traces: [0],
      steps: [10, 30].map((value) => ({ label: `${value} %`, data: [{ x: [2], y: [value] }] })),
    };
    const still = { ...dots, x: [2], y: [10] };
    const svg = draw({ x, y, traces: [still], animation: moving, height: 492 });
    expect(numbers(svg, "height")).toEqual([420]);
    expect(numbers(withColour(svg, "circle", "fill", "#0072B2")[0]!, "cx", "cy")).toEqual([
      tickX(svg, "2"),
      tickY(svg, "10"),
    ]);
    expect(elements(svg, "text").map(({ text }) => text)).not.toContain("10 %");
  });
});
