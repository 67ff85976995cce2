import type { AwaitHelpers } from "../language/to-script";

export interface StoppedCells extends AwaitHelpers {
  add(id: number): void;
}

/**
 * Ends what a cell was doing when it was stopped and would go on doing once the file, the answer or whatever it waits for
 * is there: it goes on waiting for ever. An error would be caught, and V8's own way of ending code would also end
 * what others are about to do.
 *
 * @param currentId the cell that the running code belongs to
 */
export function createStoppedCells(currentId: () => number): StoppedCells {
  const stopped = new Set<number>();
  const never = () => new Promise<never>(() => {});
  let last: unknown;
  return {
    add: (id) => {
      stopped.add(id);
    },
    owner: currentId,
    waits: (value) => (stopped.has(currentId()) ? never() : value),
    isOver: (owner, value) => {
      last = value;
      return stopped.has(owner);
    },
    never,
    value: () => {
      const value = last;
      last = undefined;
      return value;
    },
  };
}
