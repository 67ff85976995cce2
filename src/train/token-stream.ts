import type { TrainingText } from "./training-text";

/**
 * All documents of a text as one row of ids, one after the other, as a language model reads it.
 *
 * @throws RangeError if an id is not in the vocabulary
 */
export function tokenStream({ vocabulary, documents }: TrainingText): Int32Array {
  const stream = new Int32Array(documents.reduce((sum, document) => sum + document.length, 0));
  let end = 0;
  for (const document of documents) {
    stream.set(document, end);
    end += document.length;
  }
  const size = vocabulary.words.length;
  const stranger = stream.find((id) => !(id >= 0 && id < size));
  if (stranger !== undefined) {
    throw new RangeError(
      `Cannot train on a text with the id ${stranger}: the vocabulary has ${size} words. ` +
        "Encode the text with the same vocabulary",
    );
  }
  return stream;
}
