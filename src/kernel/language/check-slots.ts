import type { EarlierCell, Template } from "./check-earlier-cells";

const FIRST_SLOTS = 16;
const EMPTY = "export {};\n";

interface Slot {
  cell?: EarlierCell | undefined;
  lastUse: number;
}

/** Files for the earlier cells that are needed at a time. */
export interface LoadedCells {
  /** All files by name, those not in use included. */
  readonly files: ReadonlyMap<string, string>;
  readonly render: (template: Template) => string;
}

/**
 * A few files that earlier cells take turns in: the checker finds only files that it knew from the start, and it slows
 * down with every one of them.
 */
export function createSlots() {
  const slots: Slot[] = Array.from({ length: FIRST_SLOTS }, () => ({ lastUse: 0 }));
  const slotOf = new Map<EarlierCell, number>();
  let uses = 0;

  /** @param cells those that the current cell mentions, and those that are to be there anyway */
  function load(cells: Iterable<EarlierCell>): LoadedCells {
    const modules = withWhatTheyMention(cells);
    const use = ++uses;
    for (const cell of modules.keys()) {
      const slot = slots[slotOf.get(cell) ?? -1];
      if (slot) slot.lastUse = use;
    }
    for (const [at, slot] of slots.entries()) {
      if (slot.cell?.augments && slot.lastUse !== use) put(at, undefined);
    }
    for (const cell of modules.keys()) {
      if (slotOf.has(cell)) continue;
      const at = leastRecentlyUsed(use);
      put(at, cell);
      slots[at]!.lastUse = use;
    }
    const render = (template: Template) =>
      template.map((part) => (typeof part === "string" ? part : `./${slotFile(slotOf.get(part)!)}`)).join("");
    const files = new Map<string, string>();
    for (const [at, { cell, lastUse }] of slots.entries()) {
      if (cell === undefined) files.set(slotFile(at), EMPTY);
      else if (lastUse === use) files.set(slotFile(at), render(modules.get(cell)!));
    }
    return { files, render };
  }

  function leastRecentlyUsed(use: number): number {
    const oldest = slots.reduce((best, { lastUse }, at) => (lastUse < slots[best]!.lastUse ? at : best), 0);
    if (slots[oldest]!.lastUse < use) return oldest;
    const { length } = slots;
    for (let k = 0; k < length; k++) slots.push({ lastUse: 0 });
    return length;
  }

  function put(at: number, cell: EarlierCell | undefined): void {
    const slot = slots[at]!;
    if (slot.cell) slotOf.delete(slot.cell);
    slot.cell = cell;
    if (cell) slotOf.set(cell, at);
  }

  return {
    load,
    /** The cell in the file of that name, without its ending. */
    cellIn: (name: string): EarlierCell | undefined =>
      slots.find((_, at) => slotFile(at) === `${name}.ts`)?.cell,
  };
}

function slotFile(at: number): string {
  return `[cell ${at + 1}].ts`;
}

function withWhatTheyMention(cells: Iterable<EarlierCell>): ReadonlyMap<EarlierCell, Template> {
  const modules = new Map<EarlierCell, Template>();
  const waiting = [...cells];
  for (let cell = waiting.pop(); cell; cell = waiting.pop()) {
    if (modules.has(cell)) continue;
    const module = cell.module();
    modules.set(cell, module);
    waiting.push(...module.filter((part) => typeof part !== "string"));
  }
  return modules;
}
