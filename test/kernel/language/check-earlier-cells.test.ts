import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createEarlierCells, newEarlierCell } from "../../../src/kernel/language/check-earlier-cells";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test("An accepted cell takes about the memory of its text", () => {
  const earlier = createEarlierCells();
  const accept = (k: number) => {
    const cell = {
      number: k,
      code: `const a${k} = ${k}`,
      names: [{ name: `a${k}`, kind: "const", exported: false }] as const,
    };
    const type = { widens: true, inline: { template: [` = ${k}`], identifiers: new Set<string>() } };
    earlier.declare(newEarlierCell(cell), cell, new Map([[`a${k}`, type]]));
  };
  for (let k = 0; k < 500; k++) accept(k);
  const before = heap();
  for (let k = 500; k < 3000; k++) accept(k);
  expect((heap() - before) / 2500).toBeLessThan(3000);
});

test("A name that is declared again and again takes no more memory", () => {
  const earlier = createEarlierCells();
  const accept = (k: number) => {
    const code = `class A { b?: B /* ${k} */ }`
      .replaceAll(k % 2 ? "A" : "B", "C")
      .replaceAll("C", k % 2 ? "B" : "A");
    const cell = {
      number: k,
      code,
      names: [{ name: k % 2 ? "B" : "A", kind: "class", exported: false }] as const,
    };
    earlier.declare(newEarlierCell(cell), cell, new Map(), code);
  };
  for (let k = 0; k < 500; k++) accept(k);
  const before = heap();
  for (let k = 500; k < 5000; k++) accept(k);
  expect(heap() - before).toBeLessThan(1_000_000);
});
