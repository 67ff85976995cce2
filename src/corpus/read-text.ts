import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";

/** The text of a UTF-8 file, unpacked first if it is a gzip file. Errors name the file and what to do. */
export function readText(path: string): string {
  let bytes = readBytes(path);
  if (path.endsWith(".gz")) bytes = unpack(path, bytes);
  while (isPacked(bytes)) bytes = unpack(path, bytes);
  return decode(bytes, path);
}

/** The two bytes that every gzip file begins with (RFC 1952, section 2.3.1). No text in UTF-8 does. */
function isPacked(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EISDIR"
          ? "it is a folder, not a file"
          : message;
    throw new Error(`Cannot read the text ${resolve(path)}: ${reason}`, { cause: error });
  }
}

function unpack(path: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(
      `Cannot unpack the text ${resolve(path)}: it is damaged or not a gzip file (${message}). Get it again`,
      { cause: error },
    );
  }
}

function decode(bytes: Buffer, path: string): string {
  if (!isUtf8(bytes)) throw notText(path, "not UTF-8", bytes, firstUndecodable(bytes));
  const zero = bytes.indexOf(0);
  // UTF-16 and programs are full of zero bytes, which UTF-8 allows but no text holds.
  if (zero >= 0) throw notText(path, "zero, which no text holds", bytes, zero);
  return new TextDecoder().decode(bytes);
}

function notText(path: string, problem: string, bytes: Buffer, offset: number): Error {
  let line = 1;
  for (let i = 0; i < offset; i++) if (bytes[i] === 0x0a) line++;
  return new Error(
    `Cannot read the text ${resolve(path)}: byte ${offset + 1}, in line ${line}, is ${problem}. ` +
      "Save the file as plain text in the encoding UTF-8",
  );
}

/** Decoding puts a replacement mark where it fails: written back, the bytes first differ there. */
function firstUndecodable(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString("utf8"), "utf8");
  return bytes.findIndex((byte, i) => byte !== again[i]);
}
