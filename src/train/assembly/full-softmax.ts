import { exponential } from "./exponential";

/** Words are handled so many at a time. */
const BLOCK: i32 = 16;
/** Contexts are handled so many at a time, so that what they need stays in the fastest memory. */
const CHUNK: i32 = 64;
/** Rows and columns of a tile. */
const HEIGHT: i32 = 4;
const WIDTH: i32 = 8;

/** Below exp(−60) a number is nothing beside 1, and its products would soon be too small to be computed fast. */
const LEAST: f32 = -60;

/** How many bytes softmaxGradient() needs for itself; see there. */
export function softmaxScratch(rows: i32, stride: usize): usize {
  return <usize>rows * (stride + (BLOCK << 2));
}

/**
 * The loss of skip-gram with the full softmax and its gradient, as in softmax-loss.ts. The table of the counts' shares
 * n_wc / N is sparse, in compressed rows. The vectors and their gradients have `rows` rows, a multiple of 16, of `stride` bytes, a
 * multiple of 32; what is beyond the size and the dimension is zero. Words and contexts may be the same.
 */
export function softmaxGradient(
  size: i32, rows: i32, stride: usize,
  rowStarts: usize, columns: usize, shares: usize,
  words: usize, contexts: usize, ofWords: usize, ofContexts: usize, scratch: usize,
): f64 {
  const panels = scratch;
  const block = panels + <usize>rows * stride;
  const rowBytes = <usize>rows << 2;
  pack(rows, stride, contexts, panels);
  memory.fill(ofWords, 0, <usize>rows * stride);
  memory.fill(ofContexts, 0, <usize>rows * stride);
  let loss: f64 = 0;
  for (let from = 0; from < size; from += BLOCK) {
    const v = words + <usize>from * stride;
    const gradient = ofWords + <usize>from * stride;
    for (let c = 0; c < rows; c += WIDTH) {
      const panel = panels + <usize>c * stride;
      for (let w = 0; w < BLOCK; w += HEIGHT) {
        const logits = block + <usize>w * rowBytes + (<usize>c << 2);
        tile(<i32>(stride >> 2), v + <usize>w * stride, stride, panel, WIDTH << 2, logits, rowBytes, false);
      }
    }
    const to = min(from + BLOCK, size);
    for (let w = from; w < to; w++) {
      loss += differences(size, rows, w, rowStarts, columns, shares, block + <usize>(w - from) * rowBytes);
    }
    // Rows beyond the size have no share of the text.
    if (to < from + BLOCK) memory.fill(block + <usize>(to - from) * rowBytes, 0, <usize>(from + BLOCK - to) * rowBytes);
    for (let c = 0; c < rows; c += CHUNK) {
      const many = min(CHUNK, rows - c);
      const u = contexts + <usize>c * stride;
      for (let o: usize = 0; o < stride; o += WIDTH << 2) {
        for (let w = 0; w < BLOCK; w += HEIGHT) {
          const difference = block + <usize>w * rowBytes + (<usize>c << 2);
          tile(many, difference, rowBytes, u + o, stride, gradient + <usize>w * stride + o, stride, true);
        }
        for (let k = 0; k < many; k += HEIGHT) {
          const difference = block + (<usize>(c + k) << 2);
          transposedTile(BLOCK, difference, rowBytes, v + o, stride, ofContexts + <usize>(c + k) * stride + o, stride);
        }
      }
    }
  }
  return loss;
}

/** Eight contexts after each other: their first numbers, then their second ones … */
function pack(rows: i32, stride: usize, contexts: usize, panels: usize): void {
  for (let c = 0; c < rows; c += WIDTH) {
    const panel = panels + <usize>c * stride;
    for (let k = 0; k < WIDTH; k++) {
      const u = contexts + <usize>(c + k) * stride;
      for (let o: usize = 0; o < stride; o += 4) store<f32>(panel + (o << 3) + (<usize>k << 2), load<f32>(u + o));
    }
  }
}

/**
 * C = A·B, or C += A·B, for a tile C of 4 rows and 8 columns, with A 4 × n, n even, and B n × 8. The next row of A is `aRow` bytes
 * on, that of B `bRow`, that of C `cRow`.
 */
function tile(n: i32, a: usize, aRow: usize, b: usize, bRow: usize, c: usize, cRow: usize, adds: bool): void {
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
  let a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
  const end = a + (<usize>n << 2);
  while (a < end) {
    let b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a1);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a2);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a3);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    b += bRow;
    b0 = v128.load(b);
    b1 = v128.load(b, 16);
    x = v128.load32_splat(a, 4);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a1, 4);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a2, 4);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a3, 4);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    b += bRow;
    a += 8;
    a1 += 8;
    a2 += 8;
    a3 += 8;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** C += Aᵀ·B as above, with A n × 4. */
function transposedTile(n: i32, a: usize, aRow: usize, b: usize, bRow: usize, c: usize, cRow: usize): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow;
  let s00 = v128.load(c), s01 = v128.load(c, 16);
  let s10 = v128.load(c1), s11 = v128.load(c1, 16);
  let s20 = v128.load(c2), s21 = v128.load(c2, 16);
  let s30 = v128.load(c3), s31 = v128.load(c3, 16);
  for (let k = 0; k < n; k++) {
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
    a += aRow;
    b += bRow;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** Turns the logits of word w, in place, into n_w·p(c|w)/N − n_wc/N, and returns the word's part of the loss. */
function differences(size: i32, rows: i32, w: i32, rowStarts: usize, columns: usize, shares: usize, row: usize): f64 {
  const from = <usize>load<i32>(rowStarts + (<usize>w << 2)) << 2;
  const to = <usize>load<i32>(rowStarts + (<usize>w << 2), 4) << 2;
  let share: f64 = 0, expected: f64 = 0;
  for (let cell = from; cell < to; cell += 4) {
    const value = <f64>load<f32>(shares + cell);
    share += value;
    expected += value * <f64>load<f32>(row + (<usize>load<i32>(columns + cell) << 2));
  }
  const end = row + (<usize>rows << 2);
  for (let c = size; c < rows; c++) store<f32>(row + (<usize>c << 2), -f32.MAX_VALUE);
  let most = v128.load(row);
  for (let at = row; at < end; at += 16) most = f32x4.pmax(most, v128.load(at));
  const highest = f32.max(
    f32.max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    f32.max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
  const shift = f32x4.splat(highest);
  let sum = f64x2.splat(0);
  for (let at = row; at < end; at += 64) {
    const e0 = shifted(v128.load(at), shift), e1 = shifted(v128.load(at, 16), shift);
    const e2 = shifted(v128.load(at, 32), shift), e3 = shifted(v128.load(at, 48), shift);
    v128.store(at, e0);
    v128.store(at, e1, 16);
    v128.store(at, e2, 32);
    v128.store(at, e3, 48);
    // In double precision, but for sixteen numbers: single precision would lose digits over thousands.
    const some = f32x4.add(f32x4.add(e0, e1), f32x4.add(e2, e3));
    sum = f64x2.add(sum, f64x2.promote_low_f32x4(f32x4.add(some, v128.shuffle<i32>(some, some, 2, 3, 0, 1))));
  }
  const total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  const scale = f32x4.splat(<f32>(share / total));
  for (let at = row; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), scale));
  for (let cell = from; cell < to; cell += 4) {
    const at = row + (<usize>load<i32>(columns + cell) << 2);
    store<f32>(at, load<f32>(at) - load<f32>(shares + cell));
  }
  return share * (<f64>highest + Math.log(total)) - expected;
}

/** exp(x − shift), and zero where that is nothing beside 1. A number that is none stays none. */
// @ts-ignore: decorator
@inline
function shifted(x: v128, shift: v128): v128 {
  const least = f32x4.splat(LEAST);
  const below = f32x4.sub(x, shift);
  return v128.andnot(exponential(f32x4.pmax(below, least)), f32x4.le(below, least));
}
