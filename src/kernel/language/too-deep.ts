/** The parser is native code, which ends the process where nested brackets exhaust the stack. */
export const DEEPEST = 1000;

/** The first bracket that is nested too deeply. Brackets in texts count too: nobody writes so many that stay open. */
export function firstTooDeep(code: string): number | undefined {
  let depth = 0;
  for (const { 0: bracket, index } of code.matchAll(/[([{}\])]/g)) {
    depth += "([{".includes(bracket) ? 1 : -1;
    if (depth > DEEPEST) return index;
  }
  return undefined;
}
