import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { threadId } from "node:worker_threads";
import { temporaryMark } from "./temporary-mark";

/** The operating system refused to write: the disk is full, say. */
export class WriteFailure extends Error {
  override readonly name = "WriteFailure";

  constructor(what: string, error: NodeJS.ErrnoException) {
    super(`Cannot write ${what}: ${REASONS[error.code ?? ""] ?? error.message}`, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Free some space",
  EDQUOT: "your quota of the disk is used up. Free some space",
  EFBIG: "files may not become so large here (see ulimit -f). Raise the limit",
  EROFS: "the disk is read-only. Choose another folder",
  EEXIST: "there is a file of this name. Choose another folder",
  ENOTDIR: "a part of the path is a file. Choose another folder",
  EACCES: "permission denied. Choose a folder of your own",
  EPERM: "permission denied. Choose a folder of your own",
};

/**
 * Writes a file so that it is there completely or not at all, whenever the process, or the machine, stops: under
 * another name first, flushed to the disk, then renamed.
 *
 * @throws WriteFailure if the operating system refuses; nothing is left behind then
 */
export function writeSafely(path: string, pieces: readonly Uint8Array[]): void {
  const temporary = `${path}${temporaryMark(threadId)}${randomBytes(6).toString("hex")}.tmp`;
  try {
    const file = openSync(temporary, "wx");
    try {
      for (const piece of pieces) writeFileSync(file, piece);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    flushFolder(dirname(path));
  } catch (error) {
    rmSync(temporary, { force: true });
    const megabytes = pieces.reduce((sum, piece) => sum + piece.length, 0) / 1e6;
    throw new WriteFailure(`${path} (${megabytes.toFixed(1)} MB)`, error as NodeJS.ErrnoException);
  }
}

/** The new name lasts only when the folder is on the disk too. */
function flushFolder(folder: string): void {
  if (process.platform === "win32") return; // Windows opens no folders.
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
