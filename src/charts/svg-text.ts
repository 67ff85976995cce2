/** Where and how text stands in an SVG picture. */
export interface TextStyle {
  readonly x: number;
  /** Of the first line's baseline. */
  readonly y: number;
  readonly size: number;
  readonly color: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly rotate?: number;
  readonly bold?: boolean;
}

const LINE_HEIGHT = 1.3;

/** Plotly's text (see {@link plotlyText}) as an SVG text element; `<br>` starts a new line. */
export function svgText(text: string, style: TextStyle): string {
  const { x, y, size, color, anchor = "start", rotate, bold = false } = style;
  const turn = rotate === undefined ? "" : ` transform="rotate(${rotate} ${pixel(x)} ${pixel(y)})"`;
  const lines = text.split("<br>").map((line, i) => {
    const start = i === 0 ? "" : ` dy="${pixel(size * LINE_HEIGHT)}"`;
    return `<tspan x="${pixel(x)}"${start}>${inline(line, size)}</tspan>`;
  });
  return (
    `<text x="${pixel(x)}" y="${pixel(y)}" font-size="${size}" fill="${color}" text-anchor="${anchor}"` +
    `${bold ? ' font-weight="bold"' : ""}${turn}>${lines.join("")}</text>`
  );
}

/** A coordinate with two decimals, the same in every locale. */
export function pixel(value: number): string {
  const text = value.toFixed(2).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

/** The inline tags as tspans; a raised or lowered part is followed by a shift back. */
function inline(line: string, size: number): string {
  const parts = line.split(/(<\/?(?:b|i|sub|sup)>)/);
  const small = pixel(size * 0.72);
  const shift = { sub: pixel(size * 0.25), sup: pixel(-size * 0.35) };
  const back = { sub: pixel(-size * 0.25), sup: pixel(size * 0.35) };
  const open: string[] = [];
  let pending = "";
  let out = "";
  for (const part of parts) {
    const tag = /^<(\/?)(b|i|sub|sup)>$/.exec(part);
    if (tag === null) {
      if (part === "") continue;
      const dy = pending === "" ? "" : ` dy="${pending}"`;
      pending = "";
      out += dy === "" ? escapeXml(part) : `<tspan${dy}>${escapeXml(part)}</tspan>`;
      continue;
    }
    const [, closing, name] = tag;
    if (closing === "") {
      open.push(name);
      out +=
        name === "b"
          ? '<tspan font-weight="bold">'
          : name === "i"
            ? '<tspan font-style="italic">'
            : `<tspan font-size="${small}" dy="${shift[name as "sub" | "sup"]}">`;
    } else if (open.at(-1) === name) {
      open.pop();
      out += "</tspan>";
      if (name === "sub" || name === "sup") pending = back[name];
    }
  }
  return out + "</tspan>".repeat(open.length);
}

/** Text for XML, which has no place for control characters; entities made by plotlyText stay. */
export function escapeXml(text: string): string {
  return (
    text
      .replace(/&(?!(amp|lt|gt|quot);)/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd")
  );
}
