import { describe, expect, test } from "vitest";
import {
  errorBars,
  type Figure,
  figure,
  intervalBand,
  type Panel,
  type ScatterTrace,
  type SinglePanel,
  withCaption,
} from "../../src/charts";
import { sampleFigures } from "../support/sample-figures";

const line = { type: "scatter", mode: "lines", x: [1, 2], y: [3, 4] } as const;

function chart(spec: Partial<SinglePanel> = {}): Figure {
  return figure({
    title: "A title",
    caption: "A caption.",
    x: { title: "across" },
    y: { title: "up" },
    traces: [line],
    ...spec,
  });
}

describe("every figure of the course", () => {
  const figures = Object.entries(sampleFigures);

  test.each(figures)("%s is plain JSON, so that it survives being stored in a notebook", (_, sample) => {
    expect(JSON.parse(JSON.stringify(sample))).toEqual(sample);
  });

  test.each(figures)("%s names its axes", (_, sample) => {
    const axes = Object.entries(sample.layout).filter(([key]) => /^[xy]axis/.test(key));
    expect(axes.length).toBeGreaterThan(1);
    for (const [, axis] of axes as [string, { title: { text: string }; matches?: string }][])
      if (axis.matches === undefined) expect(axis.title.text).not.toBe("");
  });

  test.each(figures)("%s keeps to colours and traces that every plotly.js since 2.35 knows", (_, sample) => {
    const colours = JSON.stringify(sample).match(/"(?:\w*color|bgcolor)":"[^"]*"/g) ?? [];
    expect(colours.length).toBeGreaterThan(0);
    for (const colour of colours) expect(colour).toMatch(/:"#[0-9A-F]{6}(?:[0-9A-F]{2})?"$/i);
    for (const { type } of sample.data) expect(["scatter", "bar", "heatmap"]).toContain(type);
  });

  test.each(figures)("%s tells its series apart without colours too", (_, sample) => {
    // Markers on a line have the symbol of its series; what is named in the legend must differ in dash or symbol.
    const looks = sample.data
      .filter((trace) => trace.type === "scatter" && trace.showlegend !== false)
      .map((trace) => {
        const { mode, line, marker } = trace as ScatterTrace;
        const dash = mode.includes("lines") ? `${line?.dash} ${line?.width}` : "";
        const symbol = mode.includes("markers") ? `${marker?.symbol} ${marker?.size}` : "";
        return `${dash}|${symbol}`;
      });
    expect(new Set(looks).size).toBe(looks.length);
  });
});

describe("a figure", () => {
  test("gives each series a colour, dash and marker of its own", () => {
    const traces = ["a", "b", "c"].map((name) => ({ ...line, mode: "lines+markers", name }) as const);
    const styles = chart({ traces }).data.map((trace) => {
      const { line, marker } = trace as ScatterTrace;
      return [line?.color, line?.dash, marker?.symbol];
    });
    expect(styles).toEqual([
      ["#0072B2", "solid", "circle"],
      ["#D55E00", "dash", "square"],
      ["#009E73", "dot", "diamond"],
    ]);
  });

  test("draws traces of one name alike, and names them once", () => {
    const { data } = chart({
      traces: [
        { ...line, name: "runs" },
        { ...line, name: "runs" },
        { ...line, name: "mean" },
      ],
    });
    const colours = data.map((trace) => (trace as ScatterTrace).line?.color);
    expect(colours).toEqual(["#0072B2", "#0072B2", "#D55E00"]);
    expect(data.map((trace) => trace.showlegend)).toEqual([undefined, false, undefined]);
  });

  test("names a line with a band in the legend, and the band not", () => {
    const intervals = [1, 2].map((mean) => ({ mean, low: mean - 1, high: mean + 1 }));
    const band = (name: string, color: string) => intervalBand([1, 2], intervals, { name, color });
    const { data, layout } = chart({ traces: [...band("a", "#0072B2"), ...band("b", "#D55E00")] });
    expect(data.map((trace) => trace.showlegend)).toEqual([false, undefined, false, undefined]);
    expect(layout.showlegend).toBe(true);
  });

  test("has a legend for two series, and none for one", () => {
    expect(chart({ traces: [{ ...line, name: "a" }] }).layout.showlegend).toBe(false);
    const two = chart({
      traces: [
        { ...line, name: "a" },
        { ...line, name: "b" },
      ],
    }).layout;
    expect(two.showlegend).toBe(true);
    expect(two.margin.b).toBeGreaterThan(chart().layout.margin.b);
  });

  test("turns a logarithmic range and its annotations into powers of ten, as Plotly wants them", () => {
    const { layout } = chart({
      y: { title: "up", type: "log", range: [1, 1000] },
      annotations: [{ x: 1, y: 10, text: "ten" }],
      references: [{ y: 100, label: "hundred" }],
    });
    expect((layout.yaxis as { range: unknown }).range).toEqual([0, 3]);
    expect(layout.annotations.map(({ y }) => y)).toEqual([1, 2]);
    // But not shapes.
    expect(layout.shapes[0]!.y0).toBe(100);
  });

  test("writes a wide logarithmic axis in powers of ten, a narrow one in numbers", () => {
    const labels = (range: [number, number]) =>
      (chart({ y: { title: "up", type: "log", range } }).layout.yaxis as { ticktext: string[] }).ticktext;
    expect(labels([1e-9, 1])).toEqual(["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1"]);
    expect(labels([1, 300])).toEqual(["1", "3", "10", "30", "100", "300"]);
  });

  test("keeps < and & in names apart from Plotly's tags", () => {
    const { data, layout } = chart({ title: "a < b & <b>c</b>", traces: [{ ...line, name: "<unk>" }] });
    expect(layout.title.text).toBe("<b>a &lt; b &amp; <b>c</b></b>");
    expect(data[0]!.name).toBe("&lt;unk>");
  });

  test("leaves the range to Plotly where all values are alike", () => {
    expect(chart({ y: { title: "up", range: [1, 1] } }).layout.yaxis).not.toHaveProperty("range");
  });

  test("shares one y axis between panels if it is told to", () => {
    const panel: Panel = { x: { title: "across" }, y: { title: "up" }, traces: [line] };
    const { layout } = figure({ title: "t", caption: "c", panels: [panel, panel], shareY: true });
    expect(layout.yaxis2).toMatchObject({ matches: "y", showticklabels: false, title: { text: "" } });
  });
});

describe("withCaption()", () => {
  test("adds the caption, in lines that fit, and the room it takes", () => {
    const caption = "words and more words ".repeat(20).trim();
    const plain = chart({ caption });
    const layout = withCaption(plain);
    const lines = String(layout.annotations.at(-1)!.text).split("<br>");
    expect(lines.join(" ")).toBe(caption);
    expect(lines.length).toBeGreaterThan(3);
    const room = layout.height - plain.layout.height;
    expect(layout.margin.b - plain.layout.margin.b).toBe(room);
    expect(room).toBeGreaterThanOrEqual(lines.length * 18);
    expect(plain.layout.annotations).toHaveLength(0);
  });
});

describe("a figure is refused", () => {
  const heatmap = { type: "heatmap", x: ["a", "b"], y: ["c"], z: [[1, 2]] } as const;
  const step = { label: "10 %", data: [] };
  test.each<[string, Partial<SinglePanel>, string]>([
    ["without a title", { title: " " }, "Cannot draw a figure without a title"],
    ["without a caption", { caption: "" }, "Cannot draw a figure without a caption"],
    [
      "with an axis that has no title",
      { x: { title: "" } },
      "Cannot draw an axis without a title: say what it measures",
    ],
    [
      "if it is too low for its parts",
      { height: 120 },
      'Cannot fit the figure "A title" into a height of 120 pixels: give it more',
    ],
    [
      "with NaN in x",
      { traces: [{ ...line, name: "runs", x: [1, Number.NaN] }] },
      'Cannot draw "runs": x value 1 is NaN, a finite number is needed',
    ],
    [
      "with an infinity in y",
      { traces: [{ ...line, y: [Number.POSITIVE_INFINITY, 1] }] },
      "Cannot draw a trace: y value 0 is Infinity, a finite number is needed",
    ],
    ["with x and y of different lengths", { traces: [{ ...line, y: [1] }] }, "2 x values and 1 y values"],
    [
      "with an error bar that is not finite",
      { traces: [{ ...line, error_y: { ...errorBars([]), array: [1, Number.NaN], arrayminus: [1, 1] } }] },
      "error bar value 1 is NaN",
    ],
    [
      "with a heat map whose rows do not fit",
      { traces: [{ ...heatmap, z: [[1]] }] },
      "z has 1 rows of 1, but there are 1 y and 2 x values",
    ],
    ["with NaN in a heat map", { traces: [{ ...heatmap, z: [[1, Number.NaN]] }] }, "z value 1 is NaN"],
    [
      "with 0 on a logarithmic axis",
      { x: { title: "steps", type: "log" }, traces: [{ ...line, x: [0, 1] }] },
      'Cannot draw 0 on the logarithmic axis "steps": numbers above 0 are needed',
    ],
    [
      "with a range that is not finite",
      { y: { title: "loss", range: [0, Number.NEGATIVE_INFINITY] } },
      'Cannot draw the axis "loss" from 0 to -Infinity: finite numbers are needed',
    ],
    [
      "with a reference line nowhere",
      { references: [{ label: "chance" }] },
      'Cannot draw the reference line "chance": give it either an x or a y',
    ],
    [
      "with a reference line at NaN",
      { references: [{ label: "chance", y: Number.NaN }] },
      'Cannot draw the reference line "chance" at NaN: a finite number is needed',
    ],
    [
      "with a step of an animation that moves too few traces",
      { animation: { title: "Turned", traces: [0], steps: [step] }, height: 500 },
      'Cannot animate 1 traces: the step "10 %" has data for 0',
    ],
  ])("%s", (_, spec, message) => {
    expect(() => chart(spec)).toThrow(RangeError);
    expect(() => chart(spec)).toThrow(message);
  });

  test("without panels", () => {
    expect(() => figure({ title: "t", caption: "c", panels: [] })).toThrow(
      "Cannot draw a figure without panels",
    );
  });

  test("with a band or error bars that do not fit their values", () => {
    const style = { name: "a", color: "#0072B2" };
    expect(() => intervalBand([1], [], style)).toThrow("Cannot draw a band of 0 intervals over 1 x values");
    expect(() => errorBars([{ mean: 3, low: 1, high: 2 }])).toThrow(
      "the mean 3 lies outside its interval 1 to 2",
    );
  });
});
