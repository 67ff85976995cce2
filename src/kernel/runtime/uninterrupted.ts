import { shared } from "../messages";

export type Uninterrupted = <T>(work: () => T) => T;

/**
 * Makes a Stop wait for the end of what must not end half way. Loading native code is such: stopped in the middle of
 * it, most packages end the process.
 */
export function createUninterrupted(memory: Int32Array): Uninterrupted & { reset(): void } {
  const uninterrupted: Uninterrupted = (work) => {
    Atomics.add(memory, shared.uninterruptible, 1);
    try {
      return work();
    } finally {
      Atomics.sub(memory, shared.uninterruptible, 1);
    }
  };
  const { dlopen } = process;
  process.dlopen = (...args: unknown[]) => uninterrupted(() => Reflect.apply(dlopen, process, args));
  // A stop that was on its way already skips `finally`.
  return Object.assign(uninterrupted, { reset: () => void Atomics.store(memory, shared.uninterruptible, 0) });
}
