import { expect, test } from "vitest";
import { tokenize } from "../../src/corpus";

test.each([
  ["lower-cases", "In THE Beginning", ["in", "the", "beginning"]],
  [
    "cuts at punctuation, digits and hyphens",
    "Beth-el, 12th [of] May: God's_name",
    "beth el th of may god s name".split(" "),
  ],
  ["keeps accented letters", "Löwe çà naïve Ærø", ["löwe", "çà", "naïve", "ærø"]],
  ["keeps other scripts whole", "Ἐν ἀρχῇ ἦν ὁ λόγος", ["ἐν", "ἀρχῇ", "ἦν", "ὁ", "λόγος"]],
  ["keeps vowel signs with their letters", "हिन्दी भाषा", ["हिन्दी", "भाषा"]],
  ["reads letters beyond the basic plane", "𐌰𐌱 𐌲", ["𐌰𐌱", "𐌲"]],
  ["cuts Cyrillic at spaces", "В начале было Слово.", ["в", "начале", "было", "слово"]],
  ["gives nothing for a text without letters", "12 — 34!", []],
  ["gives nothing for an empty text", "", []],
])("tokenize() %s", (_, text, words) => {
  expect(tokenize(text)).toEqual(words);
});

test("tokenize() reads a letter with a separate accent as the accented letter", () => {
  expect(tokenize("cafe\u0301")).toEqual(tokenize("caf\u00e9"));
});
