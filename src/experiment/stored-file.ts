import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeSafely } from "./write-safely";

type Numbers = Float32Array | Float64Array;

/** What a stored file holds: a header that JSON can write, and lists of numbers in single or double precision. */
export interface StoredFile {
  readonly header: object;
  readonly arrays: Readonly<Record<string, Numbers>>;
}

/** A stored file that is not what was written. */
export class DamagedFile extends Error {}

/**
 * A file is: 8 bytes that name the format and its version, the length of the header (32 bits), the header as JSON in UTF-8, the
 * numbers of all arrays, and the SHA-256 of all that. Numbers are little-endian, as on every machine that Node.js
 * has programs for but IBM's.
 */
const FORMAT = Buffer.from("RESEED2\n");
const START = FORMAT.length + 4;
const CHECKSUM = 32;

/** Writes a file that {@link readStoredFile} can check, completely or not at all. Throws what {@link writeSafely} throws. */
export function writeStoredFile(path: string, { header, arrays }: StoredFile): void {
  const lengths = Object.entries(arrays).map(([name, array]) => ({
    name,
    type: array.constructor.name,
    length: array.length,
  }));
  const json = Buffer.from(JSON.stringify({ header, arrays: lengths }));
  const headerLength = Buffer.alloc(4);
  headerLength.writeUInt32LE(json.length);
  const pieces = [FORMAT, headerLength, json, ...Object.values(arrays).map(bytesOf)];
  writeSafely(path, [...pieces, checksum(pieces)]);
}

/**
 * Reads a file and checks every byte of it.
 *
 * @returns undefined if there is no such file
 * @throws DamagedFile if it is not what was written
 */
export function readStoredFile(path: string): StoredFile | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  if (bytes.length < START + CHECKSUM || !bytes.subarray(0, FORMAT.length).equals(FORMAT)) {
    throw new DamagedFile(`${path} is damaged: its ${bytes.length} bytes do not begin like a stored file`);
  }
  const end = bytes.length - CHECKSUM;
  if (!checksum([bytes.subarray(0, end)]).equals(bytes.subarray(end))) {
    throw new DamagedFile(`${path} is damaged: its ${bytes.length} bytes do not fit their checksum`);
  }
  let at = START + bytes.readUInt32LE(FORMAT.length);
  const { header, arrays } = JSON.parse(bytes.toString("utf8", START, at)) as {
    header: object;
    arrays: readonly ArrayEntry[];
  };
  const read = ({ name, type, length }: ArrayEntry) => {
    const array = type === "Float64Array" ? new Float64Array(length) : new Float32Array(length);
    bytesOf(array).set(bytes.subarray(at, at + array.byteLength));
    at += array.byteLength;
    return [name, array] as const;
  };
  return { header, arrays: Object.fromEntries(arrays.map(read)) };
}

interface ArrayEntry {
  readonly name: string;
  readonly type: string;
  readonly length: number;
}

function bytesOf({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function checksum(pieces: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}
