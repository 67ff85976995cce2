import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { loadCorpus } from "../../src/corpus";

const folder = join(realpathSync(mkdtempSync(join(tmpdir(), "reseed-"))), "mes textes écrits");
mkdirSync(folder);
afterAll(() => rmSync(join(folder, ".."), { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("loadCorpus() reads a file", () => {
  const documents = [
    ["le", "lion"],
    ["çà", "et", "là"],
  ];

  test("in plain text, one line a document, without empty ones", () => {
    const path = file("lion à voir.txt", "Le lion\n\n  \n-- 12 --\nÇà et là");
    expect(loadCorpus(path)).toEqual({ name: "lion à voir.txt", documents });
  });

  test("with gzip", () => {
    expect(loadCorpus(file("lion.txt.gz", gzipSync("Le lion\nÇà et là\n"))).documents).toEqual(documents);
  });

  const packed = gzipSync("Le lion\nÇà et là\n");
  test.each([
    ["LION.TXT.GZ", packed],
    ["packed lion.txt", packed],
    ["twice.txt.gz", gzipSync(packed)],
    ["twice.txt", gzipSync(packed)],
  ])("with gzip, whatever it is called: %s", (name, bytes) => {
    expect(loadCorpus(file(name, bytes))).toEqual({ name, documents });
  });

  test("by its address, as an object or as text", () => {
    const address = pathToFileURL(file("lion à voir, 100 %.txt", "Le lion\nÇà et là"));
    expect(address.href).toContain("lion%20%C3%A0%20voir,%20100%20%25.txt");
    for (const text of [address, address.href]) {
      expect(loadCorpus(text)).toEqual({ name: "lion à voir, 100 %.txt", documents });
    }
  });

  test("with the line ends of Windows and a byte order mark", () => {
    expect(loadCorpus(file("windows.txt", "\uFEFFLe lion\r\nÇà et là\r\n")).documents).toEqual(documents);
  });

  test("by a path relative to the folder one is in", () => {
    const before = process.cwd();
    file("near", "Le lion\nÇà et là");
    // Worker threads cannot change folder; vitest's default pool runs tests in processes, which can.
    process.chdir(folder);
    try {
      expect(loadCorpus("./near").documents).toEqual(documents);
      expect(loadCorpus("near").documents).toEqual(documents);
      expect(loadCorpus("king-james-bible").documents.length).toBe(31_102);
    } finally {
      process.chdir(before);
    }
  });
});

describe("loadCorpus() explains", () => {
  test("which corpora there are", () => {
    expect(() => loadCorpus("king-james")).toThrow(
      'There is no corpus "king-james": choose king-james-bible, state-of-the-union, ' +
        "or give the path of a text file, such as ./my-text.txt",
    );
  });

  test("where it looked for a missing file", () => {
    const path = join(folder, "missing.txt");
    expect(() => loadCorpus(path)).toThrow(`Cannot read the text ${path}: there is no such file`);
  });

  test("where it looked for the missing file of an address", () => {
    const path = join(folder, "missing.txt");
    expect(() => loadCorpus(pathToFileURL(path))).toThrow(
      `Cannot read the text ${path}: there is no such file`,
    );
  });

  test.each(["https://example.org/lion.txt", new URL("http://example.org/lion.txt")])(
    "that it downloads nothing: %s",
    (address) => {
      expect(() => loadCorpus(address)).toThrow(
        `Cannot read the text ${address}: it is not on this computer. Download it, and give the path of the file`,
      );
    },
  );

  test("that a folder is not a text", () => {
    expect(() => loadCorpus(folder)).toThrow(`Cannot read the text ${folder}: it is a folder, not a file`);
  });

  test.each([
    ["Latin-1", Buffer.from("eins\nzwei\ndrei L\xf6wen", "latin1"), "byte 17, in line 3, is not UTF-8"],
    [
      "a cut-off last letter",
      Buffer.from("ein Löw\u00e9").subarray(0, -1),
      "byte 9, in line 1, is not UTF-8",
    ],
    ["UTF-16 with its mark", Buffer.from("\uFEFFLöwe", "utf16le"), "byte 1, in line 1, is not UTF-8"],
    ["UTF-16 without it", Buffer.from("lion", "utf16le"), "byte 2, in line 1, is zero, which no text holds"],
  ])("where a text in %s stops being UTF-8", (encoding, bytes, where) => {
    const path = file(`${encoding}.txt`, bytes);
    expect(() => loadCorpus(path)).toThrow(
      `Cannot read the text ${path}: ${where}. Save the file as plain text in the encoding UTF-8`,
    );
  });

  test.each([
    ["cut off", gzipSync("Le lion\nÇà et là\n").subarray(0, 30)],
    ["altered", gzipSync("Le lion\nÇà et là\n").fill(0x55, 14, 18)],
    ["no gzip file", Buffer.from("Le lion")],
    ["empty", new Uint8Array()],
  ])("that a gzip file is damaged: %s", (name, bytes) => {
    const path = file(`${name}.gz`, bytes);
    expect(() => loadCorpus(path)).toThrow(
      `Cannot unpack the text ${path}: it is damaged or not a gzip file`,
    );
  });

  test("that a gzip file without the ending .gz is damaged", () => {
    const path = file("cut off.txt", gzipSync("Le lion\nÇà et là\n").subarray(0, 30));
    expect(() => loadCorpus(path)).toThrow(
      `Cannot unpack the text ${path}: it is damaged or not a gzip file (unexpected end of file). Get it again`,
    );
  });

  test.each(["", "\n\n", "12 — 34\n"])("that the text %j holds no words", (content) => {
    const path = file("no words.txt", content);
    expect(() => loadCorpus(path)).toThrow('Cannot use the text "no words.txt": it holds no words');
  });
});

describe("loadCorpus() in a copy of the package", () => {
  // A real copy, so that its data can be damaged.
  const root = join(folder, "copie du paquet");
  for (const part of ["src/corpus", "src/random", "data"]) {
    cpSync(join(__dirname, "..", "..", part), join(root, part), { recursive: true });
  }

  test("reads the copy's own data, and notices when it has been changed", async () => {
    const copy = await import(/* @vite-ignore */ join(root, "src/corpus/load-corpus.ts"));
    expect(copy.loadCorpus("king-james-bible").documents.length).toBe(31_102);
    const path = join(root, "data", "king-james-bible.txt.gz");
    writeFileSync(path, gzipSync("In the beginning\n"));
    expect(() => copy.loadCorpus("king-james-bible")).toThrow(
      `Cannot use the corpus "king-james-bible": the text in ${path} has been changed`,
    );
  });
});
