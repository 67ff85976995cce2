/** Jupyter counts characters (Unicode code points), JavaScript counts UTF-16 units. */

export function utf16Offset(text: string, codePoints: number): number {
  let offset = 0;
  for (let k = 0; k < codePoints && offset < text.length; k++)
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  return offset;
}

export function codePointOffset(text: string, offset: number): number {
  let codePoints = 0;
  for (let k = 0; k < offset && k < text.length; codePoints++) k += text.codePointAt(k)! > 0xffff ? 2 : 1;
  return codePoints;
}
