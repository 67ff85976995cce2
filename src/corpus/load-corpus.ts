import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Corpus, SpeechLabel } from "./corpus";
import { readText } from "./read-text";
import { tokenize } from "./tokenize";

/** The data folder of the package, found from here so that the folder a notebook runs in does not matter. */
const DATA = join(__dirname, "..", "..", "data");

interface ShippedCorpus {
  readonly file: string;
  readonly sha256: string;
}

interface Speech extends SpeechLabel {
  readonly text: string;
}

/**
 * Reads a text and cuts it into documents and words. It is one of
 *
 * - `"king-james-bible"`: 31,102 verses, one a document; 792,215 running words
 * - `"state-of-the-union"`: 233 speeches from 1790 to 2021, one a document, with year and president as labels;
 *   1.79 million running words
 * - the path of your own text, plain or packed with gzip, in UTF-8: one line is one document
 *   (its `file:` address will do, so that `new URL("./my-text.txt", import.meta.url)` is the file beside the program)
 *
 * Takes about a second. Throws an Error if there is no such corpus, if the file is missing, damaged, not on this computer,
 * not text in UTF-8, or holds no words.
 *
 * @example
 * ```ts
 * const corpus = loadCorpus("king-james-bible");
 * corpus.documents.length; // → 31102
 * corpus.documents[0]?.slice(0, 4); // → ["in", "the", "beginning", "god"]
 * loadCorpus("king-james"); // throws /choose king-james-bible, state-of-the-union/
 * ```
 */
export function loadCorpus(text: string | URL): Corpus {
  const nameOrPath = localPath(String(text));
  const shipped = shippedCorpora();
  const entry = shipped.get(nameOrPath);
  if (entry !== undefined) return loadShipped(nameOrPath, entry);
  if (!/[./\\]/.test(nameOrPath) && !existsSync(nameOrPath)) {
    throw new Error(
      `There is no corpus "${nameOrPath}": choose ${[...shipped.keys()].join(", ")}, ` +
        "or give the path of a text file, such as ./my-text.txt",
    );
  }
  return toCorpus(basename(nameOrPath), lines(readText(nameOrPath)));
}

/** The path of a file: address; anything else as it is. */
function localPath(text: string): string {
  if (/^file:/i.test(text)) return fileURLToPath(text);
  if (/^[a-z]{2,}:\/\//i.test(text)) {
    throw new Error(
      `Cannot read the text ${text}: it is not on this computer. Download it, and give the path of the file`,
    );
  }
  return text;
}

function shippedCorpora(): Map<string, ShippedCorpus> {
  return new Map(Object.entries(JSON.parse(readFileSync(join(DATA, "corpora.json"), "utf8"))));
}

function loadShipped(name: string, { file, sha256 }: ShippedCorpus): Corpus {
  const path = join(DATA, file);
  const text = readText(path);
  const found = createHash("sha256").update(text, "utf8").digest("hex");
  if (found !== sha256) {
    throw new Error(
      `Cannot use the corpus "${name}": the text in ${path} has been changed (its SHA-256 is ${found}, ` +
        `not ${sha256}). Put it back with: git checkout -- "${path}"`,
    );
  }
  if (!file.endsWith(".jsonl.gz")) return toCorpus(name, lines(text));
  const speeches = lines(text).map((line): Speech => JSON.parse(line));
  const corpus = toCorpus(
    name,
    speeches.map((speech) => speech.text),
  );
  return { ...corpus, labels: speeches.map(({ year, president }) => ({ year, president })) };
}

function lines(text: string): string[] {
  return text.split(/[\r\n]+/).filter((line) => line.trim() !== "");
}

function toCorpus(name: string, texts: readonly string[]): Corpus {
  // Every occurrence of a word shares one string: a third of the memory, and faster counting.
  const known = new Map<string, string>();
  const shared = (word: string): string => {
    const first = known.get(word);
    if (first !== undefined) return first;
    known.set(word, word);
    return word;
  };
  const documents = texts.map((text) => tokenize(text).map(shared)).filter((words) => words.length > 0);
  if (documents.length === 0) throw new Error(`Cannot use the text "${name}": it holds no words`);
  return { name, documents };
}
