/** What is known of a speech besides its words. */
export interface SpeechLabel {
  readonly year: number;
  readonly president: string;
}

/**
 * A text, cut into documents (verses, speeches, or the lines of a file) and these into words, in lower case.
 * A document is the unit that bootstraps draw, and co-occurrence does not reach over its ends.
 */
export interface Corpus {
  readonly name: string;
  readonly documents: readonly (readonly string[])[];
  /** One label for each document, where the corpus has them: the State of the Union addresses do. */
  readonly labels?: readonly SpeechLabel[];
}
