import { below, draw, happens } from "./draw";
import { exponential } from "./exponential";

/** Targets are handled three at a time: a centre word and its noise words, filled up with a row of zeros. */
const BLOCK: i32 = 3;

// The text, and what is fixed for a whole run. Addresses and `stride`, the length of a row of vectors, are in bytes.
let tokens: usize, offsets: usize, documents: i32, keep: usize, thresholds: usize, aliases: usize, size: i32;
let words: usize, contexts: usize, stride: usize;
let window: i32, negatives: i32, windowKey: u64, negativesKey: u64, subsamplingKey: u64;

// Addresses of what a step needs.
let products: usize, zeros: usize, gathered: usize, scores: usize, present: usize, targets: usize, neighbours: usize, kept: usize, places: usize;
let scoreStride: usize;

let loss: f64 = 0;

/** Keeps the compiler from leaving out what is read for its own sake. */
let fetched: i32 = 0;

/**
 * Takes the addresses of everything that a run needs. `stride` is a multiple of 16, and the rows after the dimension are
 * zero. What a step needs is laid out from the address `free` on, a multiple of 16; returns where that ends.
 */
export function prepare(
  tokens_: usize, offsets_: usize, documents_: i32, longest: i32,
  keep_: usize, thresholds_: usize, aliases_: usize, size_: i32,
  words_: usize, contexts_: usize, stride_: usize,
  window_: i32, negatives_: i32,
  windowKey_: u64, negativesKey_: u64, subsamplingKey_: u64,
  free: usize,
): usize {
  tokens = tokens_; offsets = offsets_; documents = documents_;
  keep = keep_; thresholds = thresholds_; aliases = aliases_; size = size_;
  words = words_; contexts = contexts_; stride = stride_;
  window = window_; negatives = negatives_;
  windowKey = windowKey_; negativesKey = negativesKey_; subsamplingKey = subsamplingKey_;
  const most = <usize>((negatives + BLOCK) / BLOCK * BLOCK);
  const pairs = <usize>min(window, longest);
  scoreStride = ((most + 1) & ~1) << 3;
  products = free;
  zeros = products + 16;
  gathered = zeros + stride;
  scores = gathered + pairs * stride * 2;
  present = scores + pairs * scoreStride;
  targets = present + scoreStride;
  neighbours = targets + (most << 2);
  kept = neighbours + (pairs << 3);
  places = kept + (<usize>longest << 2);
  return places + (<usize>longest << 2);
}

/** The loss of the last pass in nats, summed over its pairs. */
export function lossSum(): f64 {
  return loss;
}

/** Reads the documents once, in the order given, and returns the number of pairs. */
export function pass(order: usize, epoch: i32, epochs: i32, rate: f64, minRate: f64): f64 {
  const total = load<i32>(offsets + (<usize>documents << 2));
  const before = <u64>epoch * <u64>total;
  const perWord = (rate - minRate) / (<f64>epochs * <f64>total);
  let pairs: f64 = 0;
  let read: u64 = before;
  loss = 0;
  v128.store(products, f64x2.splat(1));
  for (let k = 0; k < documents; k++) {
    const document = load<i32>(order + (<usize>k << 2));
    const from = load<i32>(offsets + (<usize>document << 2));
    const to = load<i32>(offsets + (<usize>document << 2), 4);
    const length = thin(from, to, before);
    for (let i = 0; i < length; i++) {
      const place = load<i32>(places + (<usize>i << 2));
      const now = rate - perWord * <f64>(read + <u64>(place - from));
      pairs += <f64>centre(i, length, before + <u64>place, <f32>now);
    }
    read += <u64>(to - from);
  }
  loss -= Math.log(load<f64>(products)) + Math.log(load<f64>(products, 8));
  return pairs;
}

/** Copies the words of a document that subsampling keeps, with their places in the text. */
function thin(from: i32, to: i32, before: u64): i32 {
  let length = 0;
  for (let place = from; place < to; place++) {
    const word = load<i32>(tokens + (<usize>place << 2));
    const threshold = load<u32>(keep + (<usize>word << 2));
    store<i32>(kept + (<usize>length << 2), word);
    store<i32>(places + (<usize>length << 2), place);
    length += <i32>happens(threshold, draw(subsamplingKey, before + <u64>place)) | <i32>(threshold == u32.MAX_VALUE);
  }
  return length;
}

/**
 * One step of gradient descent for word i of the document and its neighbours, which are handled in pairs. All scores come
 * before all moves, so the step is the exact gradient. Returns the number of neighbours.
 */
function centre(i: i32, length: i32, place: u64, rate: f32): i32 {
  const width = 1 + below(window, draw(windowKey, place));
  const low = max(0, i - width);
  const high = min(length - 1, i + width);
  const around = high - low;
  if (around == 0) return 0;
  let n = neighbours;
  for (let j = low; j <= high; j++) {
    if (j == i) continue;
    store<usize>(n, words + <usize>load<i32>(kept + (<usize>j << 2)) * stride);
    n += 4;
  }
  const isOdd = (around & 1) == 1;
  if (isOdd) store<usize>(n, zeros);
  const pairs = (around + 1) >> 1;
  const blocks = drawTargets(load<i32>(kept + (<usize>i << 2)), place);
  fetch(blocks, words + <usize>load<i32>(kept + (<usize>min(length - 1, i + window) << 2)) * stride);
  for (let c = 0; c < pairs; c++) {
    scoreFirst(c);
    for (let b = 1; b < blocks; b++) score(b, c);
    weigh(c, isOdd && c == pairs - 1, rate);
  }
  for (let b = 0; b < blocks; b++) moveWords(b, pairs);
  for (let b = 0; b < blocks; b++) moveContexts(b, pairs);
  return around;
}

/** Reads a number of every cache line of the targets, and of one more row, so that all of them come from memory at the same time. */
function fetch(blocks: i32, row: usize): void {
  let all = 0;
  for (let o: usize = 0; o < stride; o += 64) all ^= load<i32>(row + o);
  for (let k = 0; k < blocks * BLOCK; k++) {
    const u = target(0, k);
    for (let o: usize = 0; o < stride; o += 64) all ^= load<i32>(u + o);
  }
  fetched = all;
}

/** The rows of the centre word and its noise words. A noise word that is the centre word is left out, as in word2vec. */
function drawTargets(word: i32, place: u64): i32 {
  store<usize>(targets, contexts + <usize>word * stride);
  let count = 1;
  const key = draw(negativesKey, place);
  for (let k = 0; k < negatives; k++) {
    const drawn = draw(key, <u64>k);
    let noise = below(size, drawn);
    noise = select(noise, load<i32>(aliases + (<usize>noise << 2)), happens(load<u32>(thresholds + (<usize>noise << 2)), drawn));
    if (noise == word) continue;
    store<usize>(targets + (<usize>count << 2), contexts + <usize>noise * stride);
    count++;
  }
  const blocks = (count + BLOCK - 1) / BLOCK;
  for (let k = count; k < blocks * BLOCK; k++) store<usize>(targets + (<usize>k << 2), zeros);
  for (let k = 0; k < <i32>(scoreStride >> 3); k++) store<i64>(present + (<usize>k << 3), k < count ? -1 : 0);
  return blocks;
}

// @ts-ignore: decorator
@inline
function target(b: i32, k: i32): usize {
  return load<usize>(targets + (<usize>(b * BLOCK + k) << 2));
}

// @ts-ignore: decorator
@inline
function neighbour(pair: i32, k: i32): usize {
  return load<usize>(neighbours + (<usize>pair << 3) + (<usize>k << 2));
}

// @ts-ignore: decorator
@inline
function scoresOf(b: i32, c: i32): usize {
  return scores + <usize>c * scoreStride + <usize>b * (BLOCK << 3);
}

/** a0 + a2, b0 + b2, a1 + a3, b1 + b3. */
// @ts-ignore: decorator
@inline
function halve(a: v128, b: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
}

/** The scores of a pair of neighbours with the first three targets. Keeps the neighbours' vectors as they are now, four numbers of each in turn. */
function scoreFirst(c: i32): void {
  const u0 = target(0, 0), u1 = target(0, 1), u2 = target(0, 2);
  const v0 = neighbour(c, 0), v1 = neighbour(c, 1);
  let x = gathered + (<usize>c * stride << 1);
  const zero = f32x4.splat(0);
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero;
  for (let o: usize = 0; o < stride; o += 16) {
    const x0 = v128.load(v0 + o), x1 = v128.load(v1 + o);
    v128.store(x, x0);
    v128.store(x, x1, 16);
    let u = v128.load(u0 + o);
    s00 = f32x4.add(s00, f32x4.mul(x0, u));
    s01 = f32x4.add(s01, f32x4.mul(x1, u));
    u = v128.load(u1 + o);
    s10 = f32x4.add(s10, f32x4.mul(x0, u));
    s11 = f32x4.add(s11, f32x4.mul(x1, u));
    u = v128.load(u2 + o);
    s20 = f32x4.add(s20, f32x4.mul(x0, u));
    s21 = f32x4.add(s21, f32x4.mul(x1, u));
    x += 32;
  }
  storeSums(0, c, s00, s01, s10, s11, s20, s21);
}

/** The scores of a pair of neighbours with the next three targets. */
function score(b: i32, c: i32): void {
  const u0 = target(b, 0), u1 = target(b, 1), u2 = target(b, 2);
  let x = gathered + (<usize>c * stride << 1);
  const zero = f32x4.splat(0);
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero;
  for (let o: usize = 0; o < stride; o += 16) {
    const x0 = v128.load(x), x1 = v128.load(x, 16);
    let u = v128.load(u0 + o);
    s00 = f32x4.add(s00, f32x4.mul(x0, u));
    s01 = f32x4.add(s01, f32x4.mul(x1, u));
    u = v128.load(u1 + o);
    s10 = f32x4.add(s10, f32x4.mul(x0, u));
    s11 = f32x4.add(s11, f32x4.mul(x1, u));
    u = v128.load(u2 + o);
    s20 = f32x4.add(s20, f32x4.mul(x0, u));
    s21 = f32x4.add(s21, f32x4.mul(x1, u));
    x += 32;
  }
  storeSums(b, c, s00, s01, s10, s11, s20, s21);
}

/** The score of neighbour 0 and then of neighbour 1 with the first target, then with the second and the third. */
// @ts-ignore: decorator
@inline
function storeSums(b: i32, c: i32, s00: v128, s01: v128, s10: v128, s11: v128, s20: v128, s21: v128): void {
  const s = scoresOf(b, c);
  const first = halve(s00, s01), second = halve(s10, s11), third = halve(s20, s21);
  v128.store(s, f32x4.add(v128.shuffle<f32>(first, second, 0, 1, 4, 5), v128.shuffle<f32>(first, second, 2, 3, 6, 7)));
  v128.store64_lane(s, f32x4.add(third, v128.shuffle<f32>(third, third, 2, 3, 0, 1)), 0, 16);
}

/**
 * Turns scores s into steps: rate · (1 − σ(s)) for the centre word, −rate · σ(s) for a noise word, and adds up the loss
 * −log σ(s), and −log σ(−s). With z = −s and z = s, these are ±rate · σ(z) and −log(1 − σ(z)).
 */
function weigh(c: i32, isSingle: bool, rate: f32): void {
  const minusRate = f32x4.splat(-rate);
  const one = f32x4.splat(1);
  const real = isSingle ? i32x4(-1, 0, -1, 0) : i32x4.splat(-1);
  let sign = i32x4(0x80000000, 0x80000000, 0, 0);
  let both = v128.load(products);
  const row = scoresOf(0, c);
  for (let o: usize = 0; o < scoreStride; o += 16) {
    const mask = v128.and(v128.load(present + o), real);
    let z = v128.bitselect(v128.xor(v128.load(row + o), sign), f32x4.splat(-87), mask);
    z = f32x4.pmin(f32x4.pmax(z, f32x4.splat(-87)), f32x4.splat(87));
    const e = exponential(z);
    const rest = f32x4.div(one, f32x4.add(one, e));
    const step = f32x4.mul(minusRate, f32x4.mul(e, rest));
    v128.store(row + o, v128.and(v128.xor(step, sign), mask));
    const twice = f64x2.mul(f64x2.promote_low_f32x4(rest), f64x2.promote_low_f32x4(v128.shuffle<i32>(rest, rest, 2, 3, 0, 1)));
    both = f64x2.mul(both, twice);
    // A factor is at least exp(−88)².
    if (v128.any_true(f64x2.lt(both, f64x2.splat(1e-100)))) {
      loss -= Math.log(f64x2.extract_lane(both, 0)) + Math.log(f64x2.extract_lane(both, 1));
      both = f64x2.splat(1);
    }
    sign = i32x4.splat(0);
  }
  v128.store(products, both);
}

function moveWords(b: i32, pairs: i32): void {
  const u0 = target(b, 0), u1 = target(b, 1), u2 = target(b, 2);
  for (let c = 0; c < pairs; c++) {
    const s = scoresOf(b, c);
    const v0 = neighbour(c, 0), v1 = neighbour(c, 1);
    const g00 = v128.load32_splat(s), g01 = v128.load32_splat(s, 4);
    const g10 = v128.load32_splat(s, 8), g11 = v128.load32_splat(s, 12);
    const g20 = v128.load32_splat(s, 16), g21 = v128.load32_splat(s, 20);
    for (let o: usize = 0; o < stride; o += 16) {
      const x0 = v128.load(u0 + o), x1 = v128.load(u1 + o), x2 = v128.load(u2 + o);
      // One neighbour after the other, because both may be the same word.
      v128.store(v0 + o, f32x4.add(f32x4.add(f32x4.add(v128.load(v0 + o), f32x4.mul(g00, x0)), f32x4.mul(g10, x1)), f32x4.mul(g20, x2)));
      v128.store(v1 + o, f32x4.add(f32x4.add(f32x4.add(v128.load(v1 + o), f32x4.mul(g01, x0)), f32x4.mul(g11, x1)), f32x4.mul(g21, x2)));
    }
  }
}

function moveContexts(b: i32, pairs: i32): void {
  const u0 = target(b, 0), u1 = target(b, 1), u2 = target(b, 2);
  let x = gathered;
  for (let c = 0; c < pairs; c++) {
    const s = scoresOf(b, c);
    const g00 = v128.load32_splat(s), g01 = v128.load32_splat(s, 4);
    const g10 = v128.load32_splat(s, 8), g11 = v128.load32_splat(s, 12);
    const g20 = v128.load32_splat(s, 16), g21 = v128.load32_splat(s, 20);
    for (let o: usize = 0; o < stride; o += 16) {
      const x0 = v128.load(x), x1 = v128.load(x, 16);
      // One target after the other, because the same word may be drawn twice.
      v128.store(u0 + o, f32x4.add(f32x4.add(v128.load(u0 + o), f32x4.mul(g00, x0)), f32x4.mul(g01, x1)));
      v128.store(u1 + o, f32x4.add(f32x4.add(v128.load(u1 + o), f32x4.mul(g10, x0)), f32x4.mul(g11, x1)));
      v128.store(u2 + o, f32x4.add(f32x4.add(v128.load(u2 + o), f32x4.mul(g20, x0)), f32x4.mul(g21, x1)));
      x += 32;
    }
  }
}
