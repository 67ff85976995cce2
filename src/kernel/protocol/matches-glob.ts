/**
 * Whether the whole text is what the pattern says: `*` stands for any text, `?` for one character, all else for itself.
 * Takes at most as many steps as the lengths multiplied, which a regular expression would not promise.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  /** Where the last star is, and how much text it was given so far. */
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = pattern[next];
    if (wanted === "*") {
      star = next++;
      starAt = at;
    } else if (wanted === "?" || wanted === text[at]) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (pattern[next] === "*") next++;
  return next === pattern.length;
}
