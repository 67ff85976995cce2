import { type DisplayOptions, displayChannel, type MimeBundle } from "./display-channel";

/**
 * Shows one output in the notebook. Outside a notebook, prints its text.
 *
 * @param bundle the formats, by MIME type; "text/plain" is always needed
 * @throws TypeError if there is no text/plain
 * @example
 * ```ts
 * emit({ "text/plain": "hello", "text/html": "<b>hello</b>" }); // → undefined
 * ```
 */
export function emit(bundle: MimeBundle, options: DisplayOptions = {}): void {
  const text = bundle["text/plain"];
  if (typeof text !== "string")
    throw new TypeError(
      `Cannot show an output without text/plain: found ${Object.keys(bundle).join(", ") || "nothing"}`,
    );
  const channel = displayChannel();
  if (channel === undefined) console.log(text);
  else channel(bundle, options);
}
