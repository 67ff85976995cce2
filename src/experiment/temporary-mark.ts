/** What the names of the unfinished files of a thread of this process have in common. */
export function temporaryMark(threadId: number): string {
  return `.${process.pid}-${threadId}-`;
}
