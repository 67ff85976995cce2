/** Widths of the characters U+0020 to U+007E in Helvetica and Arial, in thousandths of the font size (Adobe's metrics). */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const OTHER = 600;
const BOLD = 1.07;

/** How wide a line of text in Arial or Helvetica is, in pixels; markup such as `<b>` takes no room. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  const plain = text.replace(/<\/?(b|i|sub|sup|br)>/g, "").replace(/&(amp|lt|gt);/g, "x");
  let thousandths = 0;
  for (const char of plain) thousandths += WIDTHS[char.charCodeAt(0) - 32] ?? OTHER;
  return (thousandths / 1000) * fontSize * (bold ? BOLD : 1);
}
