/** Reports the progress of one of several parts as that of the whole. */
export function partOf(
  report: ((done: number, total: number) => unknown) | undefined,
  part: number,
  parts: number,
): (done: number, total: number) => unknown {
  return (done, total) => report?.(part + done / total, parts);
}
