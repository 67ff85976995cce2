import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { promisify } from "node:util";

interface SleepOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/**
 * Remembers which timers the code of a cell started, so that Stop can cancel them: a cell that sleeps in an async loop
 * has nothing else that could be stopped.
 *
 * @param currentId the cell that runs
 * @returns cancels the timers of one cell
 */
export function trackTimers(currentId: () => number): (id: number) => void {
  const cancels = new Map<number, Map<object, () => void>>();
  const remember = (handle: object, cancel: () => void) => {
    const id = currentId();
    const ofCell = cancels.get(id) ?? new Map<object, () => void>();
    cancels.set(id, ofCell);
    ofCell.set(handle, cancel);
    return () => {
      ofCell.delete(handle);
      if (ofCell.size === 0) cancels.delete(id);
    };
  };

  const original = {
    setTimeout: timers.setTimeout,
    setImmediate: timers.setImmediate,
    setInterval: timers.setInterval,
    clearTimeout: timers.clearTimeout,
    clearInterval: timers.clearInterval,
    clearImmediate: timers.clearImmediate,
  };
  const once =
    (start: (callback: () => void, delay?: number) => object, clear: (handle: never) => void) =>
    (callback: (...args: unknown[]) => void, ...rest: unknown[]) => {
      if (typeof callback !== "function") return Reflect.apply(start, undefined, [callback, ...rest]);
      const withDelay = start === (original.setTimeout as unknown);
      const args = withDelay ? rest.slice(1) : rest;
      let forget = () => {};
      const handle = start(
        () => {
          forget();
          callback(...args);
        },
        ...((withDelay ? [rest[0]] : []) as [number]),
      );
      forget = remember(handle, () => clear(handle as never));
      return handle;
    };
  const patched = {
    setTimeout: once(original.setTimeout as never, original.clearTimeout),
    setImmediate: once(original.setImmediate as never, original.clearImmediate),
    setInterval: (callback: (...args: unknown[]) => void, ...rest: [number]) => {
      const handle = original.setInterval(callback, ...rest);
      remember(handle, () => original.clearInterval(handle));
      return handle;
    },
    clearTimeout: clearing(original.clearTimeout),
    clearInterval: clearing(original.clearInterval),
    clearImmediate: clearing(original.clearImmediate),
  };
  function clearing(clear: (handle: never) => void) {
    return (handle: unknown) => {
      for (const ofCell of cancels.values()) if (typeof handle === "object" && handle) ofCell.delete(handle);
      clear(handle as never);
    };
  }
  for (const [name, patch] of Object.entries(patched)) {
    Object.defineProperty(patch, "name", { value: name });
    (timers as unknown as Record<string, unknown>)[name] = patch;
    (globalThis as unknown as Record<string, unknown>)[name] = patch;
  }

  const sleeps = {
    setTimeout: timersPromises.setTimeout,
    setImmediate: timersPromises.setImmediate,
    setInterval: timersPromises.setInterval,
  };
  /** Runs a sleep that can be cancelled: then it never settles, or the loop around it would go on. */
  const sleeping = <T>({ signal, ...options }: SleepOptions, sleep: (options: SleepOptions) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const stop = new AbortController();
      const forget = remember(stop, () => stop.abort());
      const ifKept =
        <V>(settle: (value: V) => void) =>
        (value: V) => {
          forget();
          if (!stop.signal.aborted) settle(value);
        };
      const both = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
      sleep({ ...options, signal: both }).then(ifKept(resolve), ifKept(reject));
    });
  const promises = {
    setTimeout: <T>(delay?: number, value?: T, options: SleepOptions = {}) =>
      sleeping(options, (cancellable) => sleeps.setTimeout(delay, value, cancellable)),
    setImmediate: <T>(value?: T, options: SleepOptions = {}) =>
      sleeping(options, (cancellable) => sleeps.setImmediate(value, cancellable)),
    async *setInterval<T>(delay?: number, value?: T, { signal, ...options }: SleepOptions = {}) {
      const end = new AbortController();
      const both = signal ? AbortSignal.any([signal, end.signal]) : end.signal;
      const ticks = sleeps.setInterval(delay, value, { ...options, signal: both })[Symbol.asyncIterator]();
      const next = ({ signal: stop }: SleepOptions) => {
        stop?.addEventListener("abort", () => end.abort());
        return ticks.next();
      };
      try {
        for (;;) {
          const { done, value: tick } = await sleeping({}, next);
          if (done) return;
          yield tick;
        }
      } finally {
        await ticks.return?.();
      }
    },
  };
  Object.assign(timersPromises, promises);
  Object.assign(timersPromises.scheduler, {
    wait: (delay: number, options?: SleepOptions) => promises.setTimeout(delay, undefined, options),
    yield: () => promises.setImmediate(),
  });
  Object.defineProperty(patched.setTimeout, promisify.custom, { value: promises.setTimeout });
  Object.defineProperty(patched.setImmediate, promisify.custom, { value: promises.setImmediate });
  syncBuiltinESMExports();

  return (id) => {
    for (const cancel of cancels.get(id)?.values() ?? []) cancel();
    cancels.delete(id);
  };
}
