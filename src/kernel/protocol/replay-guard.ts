/** As many as Jupyter's own client remembers. */
const REMEMBERED = 2 ** 16;

export interface ReplayGuard {
  /** Whether this signature was not seen before; it is from now on. */
  isNew(signature: string): boolean;
}

/** Remembers the last signatures, so that nobody without the key can send a recorded message again. */
export function createReplayGuard(remembered = REMEMBERED): ReplayGuard {
  // Keeps the order in which they came.
  const seen = new Set<string>();
  return {
    isNew: (signature) => {
      if (seen.has(signature)) return false;
      seen.add(signature);
      if (seen.size > remembered) seen.delete(seen.values().next().value!);
      return true;
    },
  };
}
