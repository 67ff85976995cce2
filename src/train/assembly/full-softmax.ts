import { exponential } from "./exponential";

/** Words are handled so many at a time. */
const BLOCK: i32 = 16;
/** Contexts are handled so many at a time, so that what they need stays in the fastest memory. */
const CHUNK: i32 = 128;
/** Rows and columns of a tile. */
const HEIGHT: i32 = 4;
const WIDTH: i32 = 8;
/**
 * The scores of a block of words stand in panels: those of the first eight contexts, word by word, then those of the next. So a
 * tile finds all numbers of a step at fixed distances. Bytes from word to word and from panel to panel; without a gap of 64, the panels
 * would get in each other's way in the fastest memory.
 */
const LINE: usize = 4 * <usize>WIDTH;
const PANEL: usize = <usize>BLOCK * LINE + 64;

/** Below exp(−60) a number is nothing beside 1, and its products would soon be too small to be computed fast. */
const LEAST: f32 = -60;

/** How many bytes softmaxGradient() needs for itself; see there. */
export function softmaxScratch(rows: i32, stride: usize): usize {
  return <usize>rows * stride + (stride / LINE + <usize>(rows / WIDTH)) * PANEL;
}

/** Turns columns of the table of counts, in place, into where they stand in a row of the block: into places. */
export function softmaxPlaces(cells: i32, columns: usize): void {
  const end = columns + (<usize>cells << 2);
  for (let at = columns; at < end; at += 4) store<i32>(at, <i32>place(0, load<i32>(at)));
}

/**
 * The loss of skip-gram with the full softmax and its gradient, as in softmax-loss.ts. The table of the counts' shares
 * n_wc / N is sparse, in compressed rows, with places for columns. The vectors and their gradients have `rows` rows, a multiple of 16,
 * of `stride` bytes, a multiple of 32; what is beyond the size and the dimension is zero. Words and contexts may be the same.
 */
export function softmaxGradient(
  size: i32, rows: i32, stride: usize,
  rowStarts: usize, places: usize, shares: usize,
  words: usize, contexts: usize, ofWords: usize, ofContexts: usize, scratch: usize,
): f64 {
  const packedContexts = scratch;
  const packedWords = packedContexts + <usize>rows * stride;
  const block = packedWords + stride / LINE * PANEL;
  packContexts(rows, stride, contexts, packedContexts);
  memory.fill(ofWords, 0, <usize>rows * stride);
  memory.fill(ofContexts, 0, <usize>rows * stride);
  let loss: f64 = 0;
  for (let from = 0; from < size; from += BLOCK) {
    const v = words + <usize>from * stride;
    packWords(stride, v, packedWords);
    scores(rows, stride, packedWords, packedContexts, block);
    for (let w = 0; w < BLOCK; w++) {
      const row = block + <usize>w * LINE;
      if (from + w < size) loss += differences(size, rows, from + w, rowStarts, places, shares, row);
      else clear(rows, row);
    }
    for (let c = 0; c < rows; c += CHUNK) {
      const many = min(CHUNK, rows - c);
      const panels = block + <usize>(c / WIDTH) * PANEL;
      wordGradient(many, stride, panels, contexts + <usize>c * stride, ofWords + <usize>from * stride);
      contextGradient(many, stride, panels, v, ofContexts + <usize>c * stride);
    }
  }
  return loss;
}

/** Eight contexts after each other: their first numbers, then their second ones … */
function packContexts(rows: i32, stride: usize, contexts: usize, packed: usize): void {
  for (let c = 0; c < rows; c += WIDTH) {
    const eight = packed + <usize>c * stride;
    for (let k = 0; k < WIDTH; k++) {
      const u = contexts + <usize>(c + k) * stride;
      for (let o: usize = 0; o < stride; o += 4) store<f32>(eight + o * WIDTH + (<usize>k << 2), load<f32>(u + o));
    }
  }
}

/** A block of words in panels: their first eight numbers, word by word, then their next ones. */
function packWords(stride: usize, words: usize, panels: usize): void {
  for (let o: usize = 0; o < stride; o += LINE) {
    for (let w = 0; w < BLOCK; w++) memory.copy(panels + <usize>w * LINE, words + <usize>w * stride + o, LINE);
    panels += PANEL;
  }
}

/** Words times contexts, into the block. */
function scores(rows: i32, stride: usize, words: usize, contexts: usize, block: usize): void {
  for (let c = 0; c < rows; c += WIDTH) {
    for (let w = 0; w < BLOCK; w += HEIGHT) {
      const first = <usize>w * LINE;
      tile(<i32>(stride / LINE), words + first, contexts, LINE, block + first, LINE, false);
    }
    contexts += stride * WIDTH;
    block += PANEL;
  }
}

/** Adds the differences of `many` contexts, in panels, times their vectors, to the gradient of the block's words. */
function wordGradient(many: i32, stride: usize, panels: usize, contexts: usize, gradient: usize): void {
  for (let o: usize = 0; o < stride; o += LINE) {
    for (let w = 0; w < BLOCK; w += HEIGHT) {
      const c = gradient + <usize>w * stride + o;
      tile(many / WIDTH, panels + <usize>w * LINE, contexts + o, stride, c, stride, true);
    }
  }
}

/** Adds the differences, times the vectors of the block's words, to the gradient of `many` contexts. */
function contextGradient(many: i32, stride: usize, panels: usize, words: usize, gradient: usize): void {
  for (let o: usize = 0; o < stride; o += LINE) {
    for (let c = 0; c < many; c += HEIGHT) {
      transposedTile(place(panels, c), words + o, stride, gradient + <usize>c * stride + o, stride);
    }
  }
}

/**
 * C = A·B, or C += A·B, for a tile C of 4 rows and 8 columns, with A in `panels` panels. The next row of B is `bRow` bytes on, that of
 * C `cRow`. One column of A at a time: more of them would need more registers than there are.
 */
// @ts-ignore: decorator
@inline
function tile(panels: i32, a: usize, b: usize, bRow: usize, c: usize, cRow: usize, adds: bool): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow;
  const zero = f32x4.splat(0);
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero, s30 = zero, s31 = zero;
  if (adds) {
    s00 = v128.load(c);
    s01 = v128.load(c, 16);
    s10 = v128.load(c1);
    s11 = v128.load(c1, 16);
    s20 = v128.load(c2);
    s21 = v128.load(c2, 16);
    s30 = v128.load(c3);
    s31 = v128.load(c3, 16);
  }
  const end = a + <usize>panels * PANEL;
  do {
    const endOfLine = a + LINE;
    do {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      let x = v128.load32_splat(a);
      s00 = f32x4.add(s00, f32x4.mul(x, b0));
      s01 = f32x4.add(s01, f32x4.mul(x, b1));
      x = v128.load32_splat(a, LINE);
      s10 = f32x4.add(s10, f32x4.mul(x, b0));
      s11 = f32x4.add(s11, f32x4.mul(x, b1));
      x = v128.load32_splat(a, 2 * LINE);
      s20 = f32x4.add(s20, f32x4.mul(x, b0));
      s21 = f32x4.add(s21, f32x4.mul(x, b1));
      x = v128.load32_splat(a, 3 * LINE);
      s30 = f32x4.add(s30, f32x4.mul(x, b0));
      s31 = f32x4.add(s31, f32x4.mul(x, b1));
      a += 4;
      b += bRow;
    } while (a < endOfLine);
    a += PANEL - LINE;
  } while (a < end);
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** C += Aᵀ·B as above, with A four columns of one panel. */
// @ts-ignore: decorator
@inline
function transposedTile(a: usize, b: usize, bRow: usize, c: usize, cRow: usize): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow;
  let s00 = v128.load(c), s01 = v128.load(c, 16);
  let s10 = v128.load(c1), s11 = v128.load(c1, 16);
  let s20 = v128.load(c2), s21 = v128.load(c2, 16);
  let s30 = v128.load(c3), s31 = v128.load(c3, 16);
  const end = a + <usize>BLOCK * LINE;
  do {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a, 4);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a, 8);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a, 12);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    a += LINE;
    b += bRow;
  } while (a < end);
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** A row beyond the size has no share of the text. */
function clear(rows: i32, row: usize): void {
  for (let at = row, end = place(row, rows); at < end; at += PANEL) memory.fill(at, 0, LINE);
}

/** Where the score of a row's context stands. */
// @ts-ignore: decorator
@inline
function place(row: usize, context: i32): usize {
  return row + <usize>(context / WIDTH) * PANEL + (<usize>(context % WIDTH) << 2);
}

/** Turns the scores of word w, in place, into n_w·p(c|w)/N − n_wc/N, and returns the word's part of the loss. */
function differences(size: i32, rows: i32, w: i32, rowStarts: usize, places: usize, shares: usize, row: usize): f64 {
  const from = <usize>load<i32>(rowStarts + (<usize>w << 2)) << 2;
  const to = <usize>load<i32>(rowStarts + (<usize>w << 2), 4) << 2;
  let share: f64 = 0, expected: f64 = 0;
  for (let cell = from; cell < to; cell += 4) {
    const value = <f64>load<f32>(shares + cell);
    share += value;
    expected += value * <f64>load<f32>(row + <usize>load<i32>(places + cell));
  }
  const end = place(row, rows);
  for (let c = size; c < rows; c++) store<f32>(place(row, c), -f32.MAX_VALUE);
  const first = v128.load(row);
  let m0 = first, m1 = first, m2 = first, m3 = first;
  for (let at = row; at < end; at += 2 * PANEL) {
    m0 = f32x4.pmax(m0, v128.load(at));
    m1 = f32x4.pmax(m1, v128.load(at, 16));
    m2 = f32x4.pmax(m2, v128.load(at, PANEL));
    m3 = f32x4.pmax(m3, v128.load(at, PANEL + 16));
  }
  const most = f32x4.pmax(f32x4.pmax(m0, m1), f32x4.pmax(m2, m3));
  const highest = f32.max(
    f32.max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    f32.max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
  const shift = f32x4.splat(highest);
  let sum = f64x2.splat(0);
  for (let at = row; at < end; at += 2 * PANEL) {
    const e0 = shifted(v128.load(at), shift), e1 = shifted(v128.load(at, 16), shift);
    const e2 = shifted(v128.load(at, PANEL), shift), e3 = shifted(v128.load(at, PANEL + 16), shift);
    v128.store(at, e0);
    v128.store(at, e1, 16);
    v128.store(at, e2, PANEL);
    v128.store(at, e3, PANEL + 16);
    // In double precision, but for sixteen numbers: single precision would lose digits over thousands.
    const some = f32x4.add(f32x4.add(e0, e1), f32x4.add(e2, e3));
    sum = f64x2.add(sum, f64x2.promote_low_f32x4(f32x4.add(some, v128.shuffle<i32>(some, some, 2, 3, 0, 1))));
  }
  const total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  const scale = f32x4.splat(<f32>(share / total));
  for (let at = row; at < end; at += PANEL) {
    v128.store(at, f32x4.mul(v128.load(at), scale));
    v128.store(at, f32x4.mul(v128.load(at, 16), scale), 16);
  }
  for (let cell = from; cell < to; cell += 4) {
    const at = row + <usize>load<i32>(places + cell);
    store<f32>(at, load<f32>(at) - load<f32>(shares + cell));
  }
  return share * (<f64>highest + Math.log(total)) - expected;
}

/** exp(x − shift), and zero where that is nothing beside 1. A number that is none stays none. */
// @ts-ignore: decorator
@inline
function shifted(x: v128, shift: v128): v128 {
  const least = f32x4.splat(LEAST);
  const below = f32x4.pmax(f32x4.sub(x, shift), least);
  return v128.andnot(exponential(below), f32x4.eq(below, least));
}
