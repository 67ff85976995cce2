import { textWidth } from "./text-width";

/** Breaks text at spaces into lines no wider than `width` pixels; `<br>` always breaks. A long word is not cut. */
export function wrapText(text: string, width: number, fontSize: number, bold = false): string[] {
  return text.split("<br>").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && textWidth(longer, fontSize, bold) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  });
}
