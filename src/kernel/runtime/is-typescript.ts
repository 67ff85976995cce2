/** Whether a path is that of a TypeScript file, by its ending. JSX is none. */
export function isTypeScript(path: string): boolean {
  return /\.[mc]?ts$/.test(path);
}
