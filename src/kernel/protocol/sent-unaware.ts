import type { Header } from "./message";

/** A cell that failed. */
export interface Failure {
  readonly request: Header;
  /** How long it was here, from its request to its reply, in milliseconds. */
  readonly took: number;
}

/** Dates are cut to whole milliseconds. */
const RESOLUTION = 1;

/**
 * Whether a front end sent a request before it can have known that another one of its requests failed: sooner after
 * that one than it took. With *Run All*, the last requests may come in only after the first cell has failed; they were
 * sent together. Only the sender's own clock is read, which need not agree with this machine's.
 */
export function sentUnaware({ session, date }: Header, { request, took }: Failure): boolean {
  const later = Date.parse(date) - Date.parse(request.date);
  return session === request.session && later >= 0 && later < took - RESOLUTION;
}
