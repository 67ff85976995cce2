import type { ResourceStack } from "../language/to-script";

interface Resource {
  readonly isAwaited: boolean;
  readonly dispose: () => unknown;
}

const NOTHING = Symbol("nothing was thrown");

/** What `using` and `await using` need on a Node that does not know them. */
export function createResourceStack(): ResourceStack {
  const resources: Resource[] = [];
  const stack: ResourceStack = {
    u: (value) => {
      add(value, false);
      return value;
    },
    a: (value) => {
      add(value, true);
      return value;
    },
    e: NOTHING,
    d: () => (resources.some(({ isAwaited }) => isAwaited) ? disposeAwaiting() : disposeAll()),
  };
  return stack;

  function add(value: unknown, isAwaited: boolean): void {
    if (value === null || value === undefined) {
      // `await using x = null` still waits for a moment at the end.
      if (isAwaited) resources.push({ isAwaited, dispose: () => {} });
      return;
    }
    const disposable = value as { [Symbol.dispose]?: () => unknown; [Symbol.asyncDispose]?: () => unknown };
    const dispose = (isAwaited && disposable[Symbol.asyncDispose]) || disposable[Symbol.dispose];
    if (typeof dispose !== "function")
      throw new TypeError(
        `Cannot dispose of ${String(value)}, the value of \`${isAwaited ? "await using" : "using"}\`: it has no method [Symbol.${isAwaited ? "asyncDispose]() or [Symbol." : ""}dispose]()`,
      );
    resources.push({ isAwaited, dispose: () => dispose.call(value) });
  }

  function disposeAll(): undefined {
    for (const { dispose } of resources.reverse()) {
      try {
        dispose();
      } catch (thrown) {
        fail(thrown);
      }
    }
    if (stack.e !== NOTHING) throw stack.e;
  }

  async function disposeAwaiting(): Promise<void> {
    for (const { isAwaited, dispose } of resources.reverse()) {
      try {
        const result = dispose();
        if (isAwaited) await result;
      } catch (thrown) {
        fail(thrown);
      }
    }
    if (stack.e !== NOTHING) throw stack.e;
  }

  function fail(thrown: unknown): void {
    stack.e = stack.e === NOTHING ? thrown : suppressed(thrown, stack.e);
  }
}

function suppressed(error: unknown, earlier: unknown): Error {
  const { SuppressedError } = globalThis as {
    SuppressedError?: new (error: unknown, earlier: unknown) => Error;
  };
  if (SuppressedError) return new SuppressedError(error, earlier);
  return Object.assign(new Error("An error was thrown while disposing of a resource after another error"), {
    name: "SuppressedError",
    error,
    suppressed: earlier,
  });
}
