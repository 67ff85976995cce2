/**
 * What stands out in an error. Jupyter shows errors on a red ground, on which the plain red of terminals is faint: this one
 * can be read in JupyterLab's light and its dark theme.
 */
export function highlight(text: string): string {
  return `\x1b[1;38;5;160m${text}\x1b[0m`;
}
