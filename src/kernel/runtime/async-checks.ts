import { AsyncLocalStorage, createHook } from "node:async_hooks";

/**
 * Stop ends JavaScript between two instructions, wherever it is, which leaves Node's stack of async hooks uneven. Node
 * aborts the process when it notices; `--no-force-async-hooks-checks` tells it not to look. On Node 20 and 22 the first
 * AsyncLocalStorage or async hook switches the look-out on again, so it is switched off after each of them.
 */
export function keepAsyncChecksOff(): void {
  const wrap = asyncWrap();
  if (wrap === undefined) return;
  const { async_hook_fields: fields, constants } = wrap;
  const off = () => {
    fields[constants.kCheck] = 0;
    // Where this is 0, Node does not compare the stack at the end of each callback; the hooks themselves still run.
    fields[constants.kTotals] = 0;
  };
  const storage = AsyncLocalStorage.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const enable = storage._enable;
  if (typeof enable === "function") {
    storage._enable = function (this: unknown, ...args: unknown[]) {
      const result = enable.apply(this, args);
      off();
      return result;
    };
  }
  const hook = Object.getPrototypeOf(createHook({})) as Record<string, (...args: unknown[]) => unknown>;
  const enableHook = hook.enable!;
  hook.enable = function (this: unknown, ...args: unknown[]) {
    const result = enableHook.apply(this, args);
    off();
    return result;
  };
  off();
}

/** Makes Node's stack of async hooks even again. To be called after a stop. */
export function clearAsyncStack(): void {
  asyncWrap()?.clearAsyncIdStack?.();
}

interface AsyncWrap {
  readonly async_hook_fields: Uint32Array;
  readonly constants: { readonly kCheck: number; readonly kTotals: number };
  readonly clearAsyncIdStack?: () => void;
}

let found: AsyncWrap | undefined;

function asyncWrap(): AsyncWrap | undefined {
  if (found !== undefined) return found;
  const { binding } = process as unknown as { binding?: (name: string) => AsyncWrap };
  const { noDeprecation = false } = process;
  // There is no other way to these fields; the advice not to go this way is for programs.
  process.noDeprecation = true;
  try {
    found = binding?.("async_wrap");
  } catch {
    // A Node that no longer has it needs no help either.
  }
  process.noDeprecation = noDeprecation;
  return found;
}
