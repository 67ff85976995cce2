/** TypeScript prints letters beyond ASCII as escapes, also in file names: é as \u00E9. */
export function unescapeLetters(text: string): string {
  return text.replace(/\\u([\dA-Fa-f]{4})/g, (written, hex: string) => {
    const letter = String.fromCharCode(Number.parseInt(hex, 16));
    return letter > "\u00a0" ? letter : written;
  });
}
