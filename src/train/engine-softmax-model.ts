import type { Matrix } from "ml-matrix";
import type { CoOccurrence } from "../corpus";
import { startEngine } from "./engine";
import { engineFollower } from "./engine-follower";
import type { Optimizer } from "./optimizer";
import type { SoftmaxModel } from "./softmax-model";
import type { StartVectors } from "./start-vectors";

/** The sizes of tiles in src/train/assembly/full-softmax.ts, which rows and columns are filled up to, with zeros. */
const ROWS = 16;
const COLUMNS = 8;

/** {@link SoftmaxModel} in WebAssembly, in single precision: loss and gradient in one pass, on one thread. */
export function engineSoftmaxModel(
  { counts, total }: Pick<CoOccurrence, "counts" | "total">,
  start: StartVectors,
  optimizer: Optimizer,
): SoftmaxModel {
  const { rows: size, columns: dimension } = start.words;
  const rows = Math.ceil(size / ROWS) * ROWS;
  const columns = Math.ceil(dimension / COLUMNS) * COLUMNS;
  const cells = counts.reduce((sum, count) => sum + (count === 0 ? 0 : 1), 0);

  const engine = startEngine();
  const rowStarts = engine.reserve(4 * (size + 1));
  const places = engine.reserve(4 * cells);
  const shares = engine.reserve(4 * cells);
  const bytes = 4 * rows * columns;
  const matrix = () => engine.reserve(bytes);
  const words = matrix();
  const contexts = start.contexts ? matrix() : words;
  const ofWords = matrix();
  const ofContexts = matrix();
  const scratch = engine.reserve(engine.softmaxScratch(rows, 4 * columns));
  const moveWords = engineFollower(engine, optimizer, bytes, words, ofWords);
  const moveContexts = start.contexts && engineFollower(engine, optimizer, bytes, contexts, ofContexts);
  const { buffer } = engine;
  const view = (address: number) => new Float32Array(buffer, address, rows * columns);

  const starts = new Int32Array(buffer, rowStarts, size + 1);
  const columnOf = new Int32Array(buffer, places, cells);
  const shareOf = new Float32Array(buffer, shares, cells);
  let cell = 0;
  for (let w = 0; w < size; w++) {
    for (let c = 0; c < size; c++) {
      const count = counts[w * size + c]!;
      if (count === 0) continue;
      columnOf[cell] = c;
      shareOf[cell++] = count / total;
    }
    starts[w + 1] = cell;
  }
  engine.softmaxPlaces(cells, places);

  const write = (address: number, from: Matrix) => {
    for (let w = 0; w < size; w++) view(address).set(from.getRow(w), w * columns);
  };
  write(words, start.words);
  if (start.contexts) write(contexts, start.contexts);
  const read = (address: number) => {
    const vectors = new Float32Array(size * dimension);
    for (let w = 0; w < size; w++) {
      vectors.set(view(address).subarray(w * columns, w * columns + dimension), w * dimension);
    }
    return vectors;
  };

  return {
    step: (step) => {
      const table = [rowStarts, places, shares] as const;
      const vectors = [words, contexts, ofWords, ofContexts] as const;
      const loss = engine.softmaxGradient(size, rows, 4 * columns, ...table, ...vectors, scratch);
      if (!moveContexts) engine.addTo(bytes, ofWords, ofContexts);
      moveWords(step);
      moveContexts?.(step);
      return loss;
    },
    words: () => read(words),
    contexts: () => read(contexts),
    dispose: () => {},
  };
}
