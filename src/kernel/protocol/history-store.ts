import { appendFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An execution, as it is remembered. */
export interface HistoryEntry {
  /** The number in front of the cell, In [line]. */
  readonly line: number;
  readonly input: string;
  readonly output?: string;
}

/** Keeps what was executed in a folder, where later kernels find it. Never throws. */
export interface HistoryStore {
  /** The number of this kernel's session: greater than that of every earlier one. Settled when something is written. */
  session(): Promise<number>;
  /** The sessions of other kernels, oldest first. */
  sessions(): Promise<readonly number[]>;
  read(session: number): Promise<readonly HistoryEntry[]>;
  /** Writes in the background. A line that is written again replaces the one before. */
  append(entry: HistoryEntry): void;
  /** Writes this session anew, with these entries only. */
  replace(entries: readonly HistoryEntry[]): void;
  /** Resolved when all is written. */
  close(): Promise<void>;
}

/** Of the sessions before, that many files and bytes are kept. */
export const keptSessions = { files: 500, bytes: 32 * 1024 * 1024 };

/**
 * Every session has a file of its own, so that kernels that run at the same time need not know of each other.
 *
 * @param folder is made when there is something to write
 * @param log gets one line if nothing can be written there
 */
export function createHistoryStore(folder: string, log: (line: string) => void): HistoryStore {
  const path = (session: number) => join(folder, `${String(session).padStart(6, "0")}.jsonl`);
  let usable = true;
  let taken: Promise<number> | undefined;

  const sessions = async (): Promise<number[]> => {
    try {
      const names = (await readdir(folder)).filter((name) => /^\d{1,15}\.jsonl$/.test(name));
      return names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
    } catch {
      return [];
    }
  };
  const giveUp = (error: Error) => {
    if (usable) log(`The history is kept in memory only: cannot write to ${folder} (${error.message})`);
    usable = false;
  };

  /** Takes the next number. That a file is new is for the file system to decide, should two kernels want the same. */
  const take = async (): Promise<number> => {
    const before = await sessions();
    let session = (before.at(-1) ?? 0) + 1;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (;;) {
        try {
          await (await open(path(session), "wx", 0o600)).close();
          break;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
          session++;
        }
      }
      await forgetOldest(before.map(path));
    } catch (error) {
      giveUp(error as Error);
    }
    return session;
  };
  let written: Promise<void> = Promise.resolve();
  const write = (work: (file: string) => Promise<void>) => {
    written = written.then(async () => {
      taken ??= take();
      const session = await taken;
      if (usable) await work(path(session)).catch(giveUp);
    });
  };

  return {
    session: async () => taken ?? ((await sessions()).at(-1) ?? 0) + 1,
    sessions: async () => {
      const own = await taken;
      return (await sessions()).filter((session) => session !== own);
    },
    read: async (session) => {
      try {
        return parseEntries(await readFile(path(session), "utf8"));
      } catch {
        return [];
      }
    },
    append: (entry) => write((file) => appendFile(file, toLine(entry), { mode: 0o600 })),
    replace: (entries) =>
      write(async (file) => {
        await writeFile(`${file}.new`, entries.map(toLine).join(""), { mode: 0o600 });
        await rename(`${file}.new`, file);
      }),
    close: () => written,
  };
}

/** @param files the oldest first */
async function forgetOldest(files: readonly string[]): Promise<void> {
  let bytes = 0;
  for (const [age, file] of files.toReversed().entries()) {
    bytes += await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    if (age + 1 >= keptSessions.files || bytes > keptSessions.bytes) await rm(file, { force: true });
  }
}

function toLine(entry: HistoryEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** Leaves out what is damaged, such as a last line that a full disk or a power cut has shortened. */
function parseEntries(text: string): HistoryEntry[] {
  const entries = new Map<number, HistoryEntry>();
  for (const json of text.split("\n")) {
    try {
      const { line, input, output } = JSON.parse(json) as Partial<HistoryEntry>;
      if (typeof line !== "number" || typeof input !== "string") continue;
      entries.set(line, { line, input, ...(typeof output === "string" ? { output } : {}) });
    } catch {
      // Damaged.
    }
  }
  return [...entries.values()];
}
