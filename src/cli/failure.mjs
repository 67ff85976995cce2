/** Something that the user can mend: its message is one clear line, and no stack trace helps. */
export class Failure extends Error {
  /**
   * @param {string} message what is wrong and what to do
   * @param {string} [details] the last lines that a failed tool printed
   */
  constructor(message, details) {
    super(message);
    this.details = details;
  }
}

/**
 * @param {string} message what is wrong and what to do
 * @param {string} [details] the last lines that a failed tool printed
 * @returns {never}
 */
export function fail(message, details) {
  throw new Failure(message, details);
}
