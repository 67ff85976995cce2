import { createHistoryStore, type HistoryEntry } from "./history-store";
import { matchesGlob } from "./matches-glob";

/** [session, line, input], or with outputs [session, line, [input, output]]. */
export type HistoryTuple =
  | readonly [number, number, string]
  | readonly [number, number, readonly [string, string | null]];

export interface History {
  add(line: number, input: string): void;
  /** The text of the result of a cell that was added before. */
  setOutput(line: number, output: string): void;
  /**
   * What a history_request asks for, oldest first.
   *
   * @param content of the request; what is wrong in it is taken for missing
   */
  answer(content: Readonly<Record<string, unknown>>): Promise<readonly HistoryTuple[]>;
  /** Resolved when all is written. */
  close(): Promise<void>;
}

export interface HistoryOptions {
  /** Where sessions are kept, for later kernels. Without: in memory only. */
  readonly folder?: string;
  /** Gets one line if nothing can be written there. */
  readonly log?: (line: string) => void;
  /** How many characters of this session are kept: the newest. Default 2 million. */
  readonly characters?: number;
}

/** A result longer than this is not worth remembering in full. */
const LONGEST_OUTPUT = 10_000;
/** How many cells are answered when a front end asks for the last ones and does not say how many. */
const DEFAULT_TAIL = 1000;

interface Executed extends HistoryEntry {
  readonly session: number;
}

/** What was executed in this kernel and, if there is a folder, in those before. */
export function createHistory({
  folder,
  log = () => {},
  characters = 2_000_000,
}: HistoryOptions = {}): History {
  const store = folder === undefined ? undefined : createHistoryStore(folder, log);
  const entries = new Map<number, HistoryEntry>();
  let kept = 0;
  /** Characters in the file, some of them replaced or forgotten. */
  let written = 0;

  const set = (entry: HistoryEntry) => {
    kept += length(entry) - length(entries.get(entry.line));
    entries.set(entry.line, entry);
    for (const [line, oldest] of entries) {
      if (kept <= characters) break;
      kept -= length(oldest);
      entries.delete(line);
    }
    written += length(entry);
    if (written <= 2 * characters) {
      store?.append(entry);
    } else {
      store?.replace([...entries.values()]);
      written = kept;
    }
  };

  /** From the newest session to the oldest, only as far as they are asked for. */
  async function* newestFirst(): AsyncGenerator<Executed> {
    const own = (await store?.session()) ?? 1;
    for (const entry of [...entries.values()].reverse()) yield { session: own, ...entry };
    for (const session of ((await store?.sessions()) ?? []).toReversed()) {
      for (const entry of (await store!.read(session)).toReversed()) yield { session, ...entry };
    }
  }

  const last = async (n: number, pattern?: string, unique = false): Promise<Executed[]> => {
    const found: Executed[] = [];
    const seen = new Set<string>();
    if (n <= 0) return found;
    for await (const entry of newestFirst()) {
      if (pattern !== undefined && !matchesGlob(entry.input, pattern)) continue;
      if (unique && seen.has(entry.input)) continue;
      if (unique) seen.add(entry.input);
      found.push(entry);
      if (found.length >= n) break;
    }
    return found.reverse();
  };

  const range = async (session: number, start: number, stop: number): Promise<Executed[]> => {
    const own = (await store?.session()) ?? 1;
    const wanted = session > 0 ? session : own + session;
    const all = wanted === own ? [...entries.values()] : ((await store?.read(wanted)) ?? []);
    return all
      .filter(({ line }) => line >= start && line < stop)
      .map((entry) => ({ session: wanted, ...entry }));
  };

  const find = (content: Readonly<Record<string, unknown>>): Promise<Executed[]> => {
    const number = (name: string, otherwise: number) => {
      const value = content[name];
      return typeof value === "number" && !Number.isNaN(value) ? value : otherwise;
    };
    switch (content.hist_access_type) {
      case "tail":
        return last(number("n", DEFAULT_TAIL));
      case "range":
        return range(number("session", 0), number("start", 0), number("stop", Number.POSITIVE_INFINITY));
      case "search": {
        const pattern = typeof content.pattern === "string" ? content.pattern : "*";
        return last(number("n", Number.POSITIVE_INFINITY), pattern, content.unique === true);
      }
      default:
        return Promise.resolve([]);
    }
  };

  return {
    add: (line, input) => set({ line, input }),
    setOutput: (line, output) => {
      const entry = entries.get(line);
      if (entry !== undefined) set({ ...entry, output: output.slice(0, LONGEST_OUTPUT) });
    },
    answer: async (content) =>
      (await find(content)).map(({ session, line, input, output }) =>
        content.output === true ? [session, line, [input, output ?? null]] : [session, line, input],
      ),
    close: async () => store?.close(),
  };
}

function length(entry: HistoryEntry | undefined): number {
  return entry === undefined ? 0 : entry.input.length + (entry.output?.length ?? 0);
}
