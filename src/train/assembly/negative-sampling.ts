import { below, draw, happens } from "./draw";
import { exponential } from "./exponential";

/** Targets are handled three at a time: a centre word and its noise words, filled up with a row of zeros. */
const BLOCK: i32 = 3;

// The text, and what is fixed for a whole run. Rows are `stride` bytes, a multiple of 16.
let tokens: usize, offsets: usize, documents: i32, keep: usize, thresholds: usize, aliases: usize, size: i32;
let words: usize, contexts: usize, stride: usize, scratch: usize;
let window: i32, negatives: i32, windowKey: u64, negativesKey: u64, subsamplingKey: u64;

// Places in the scratch memory.
let zeros: usize, gathered: usize, targets: usize, neighbours: usize, scores: usize, kept: usize, places: usize, present: usize;
let scoreStride: usize;

let product: f64 = 1;
let loss: f64 = 0;

export function prepare(
  tokens_: usize, offsets_: usize, documents_: i32,
  keep_: usize, thresholds_: usize, aliases_: usize, size_: i32,
  words_: usize, contexts_: usize, stride_: usize,
  window_: i32, negatives_: i32,
  windowKey_: u64, negativesKey_: u64, subsamplingKey_: u64,
  scratch_: usize, longest: i32,
): usize {
  tokens = tokens_; offsets = offsets_; documents = documents_;
  keep = keep_; thresholds = thresholds_; aliases = aliases_; size = size_;
  words = words_; contexts = contexts_; stride = stride_;
  window = window_; negatives = negatives_;
  windowKey = windowKey_; negativesKey = negativesKey_; subsamplingKey = subsamplingKey_;
  scratch = scratch_;
  const most = (negatives + 1 + BLOCK - 1) / BLOCK * BLOCK;
  scoreStride = <usize>((most + 3) & ~3) << 2;
  const around: usize = 2 * <usize>window;
  zeros = scratch;
  gathered = zeros + stride;
  scores = gathered + around * stride;
  present = scores + around * scoreStride;
  targets = present + scoreStride;
  neighbours = targets + (<usize>most << 2);
  kept = neighbours + (around << 2);
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
  product = 1;
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
  loss -= Math.log(product);
  return pairs;
}

/** Copies the words of a document that subsampling keeps, with their places in the text. */
function thin(from: i32, to: i32, before: u64): i32 {
  let length = 0;
  for (let place = from; place < to; place++) {
    const word = load<i32>(tokens + (<usize>place << 2));
    const threshold = load<u32>(keep + (<usize>word << 2));
    if (threshold != u32.MAX_VALUE && !happens(threshold, draw(subsamplingKey, before + <u64>place))) continue;
    store<i32>(kept + (<usize>length << 2), word);
    store<i32>(places + (<usize>length << 2), place);
    length++;
  }
  return length;
}

/** One step of gradient descent for word i of the document and its window. Returns the number of pairs. */
function centre(i: i32, length: i32, place: u64, rate: f32): i32 {
  const width = 1 + below(window, draw(windowKey, place));
  const low = max(0, i - width);
  const high = min(length - 1, i + width);
  const around = high - low;
  if (around == 0) return 0;
  let x = gathered;
  let n = neighbours;
  for (let j = low; j <= high; j++) {
    if (j == i) continue;
    const row = words + <usize>load<i32>(kept + (<usize>j << 2)) * stride;
    store<usize>(n, row);
    memory.copy(x, row, stride);
    x += stride;
    n += 4;
  }
  const blocks = drawTargets(load<i32>(kept + (<usize>i << 2)), place);
  for (let b = 0; b < blocks; b++) score(b, around);
  weigh(around, rate);
  for (let b = 0; b < blocks; b++) moveWords(b, around);
  for (let b = 0; b < blocks; b++) moveContexts(b, around);
  return around;
}

/** The rows of the centre word and its noise words. A noise word that is the centre word is left out, as in word2vec. */
function drawTargets(word: i32, place: u64): i32 {
  store<usize>(targets, contexts + <usize>word * stride);
  let count = 1;
  const key = draw(negativesKey, place);
  for (let k = 0; k < negatives; k++) {
    const drawn = draw(key, <u64>k);
    let noise = below(size, drawn);
    if (!happens(load<u32>(thresholds + (<usize>noise << 2)), drawn)) noise = load<i32>(aliases + (<usize>noise << 2));
    if (noise == word) continue;
    store<usize>(targets + (<usize>count << 2), contexts + <usize>noise * stride);
    count++;
  }
  const blocks = (count + BLOCK - 1) / BLOCK;
  for (let k = count; k < blocks * BLOCK; k++) store<usize>(targets + (<usize>k << 2), zeros);
  for (let k = 0; k < <i32>(scoreStride >> 2); k++) store<i32>(present + (<usize>k << 2), k < count ? -1 : 0);
  return blocks;
}

// @ts-ignore: decorator
@inline
function target(b: i32, k: i32): usize {
  return load<usize>(targets + (<usize>(b * BLOCK + k) << 2));
}

// @ts-ignore: decorator
@inline
function sum(s: v128): f32 {
  return (f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 2)) + (f32x4.extract_lane(s, 1) + f32x4.extract_lane(s, 3));
}

function score(b: i32, around: i32): void {
  const u0 = target(b, 0), u1 = target(b, 1), u2 = target(b, 2);
  let x = gathered;
  let s = scores + (<usize>(b * BLOCK) << 2);
  for (let c = 0; c < around; c++) {
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0);
    for (let o: usize = 0; o < stride; o += 16) {
      const v = v128.load(x + o);
      s0 = f32x4.add(s0, f32x4.mul(v, v128.load(u0 + o)));
      s1 = f32x4.add(s1, f32x4.mul(v, v128.load(u1 + o)));
      s2 = f32x4.add(s2, f32x4.mul(v, v128.load(u2 + o)));
    }
    store<f32>(s, sum(s0));
    store<f32>(s, sum(s1), 4);
    store<f32>(s, sum(s2), 8);
    x += stride;
    s += scoreStride;
  }
}

/**
 * Turns scores s into steps: rate · (1 − σ(s)) for the centre word, −rate · σ(s) for a noise word, and adds up the loss
 * −log σ(s), and −log σ(−s). With z = −s and z = s, these are ±rate · σ(z) and −log(1 − σ(z)).
 */
function weigh(around: i32, rate: f32): void {
  const minusRate = f32x4.splat(-rate);
  const one = f32x4.splat(1);
  let both = f64x2(product, 1);
  for (let c = 0; c < around; c++) {
    const row = scores + <usize>c * scoreStride;
    for (let o: usize = 0; o < scoreStride; o += 16) {
      const mask = v128.load(present + o);
      const sign = o == 0 ? i32x4(0x80000000, 0, 0, 0) : i32x4.splat(0);
      let z = v128.bitselect(v128.xor(v128.load(row + o), sign), f32x4.splat(-87), mask);
      z = f32x4.min(f32x4.max(z, f32x4.splat(-87)), f32x4.splat(87));
      const e = exponential(z);
      const rest = f32x4.div(one, f32x4.add(one, e));
      const step = f32x4.mul(minusRate, f32x4.mul(e, rest));
      v128.store(row + o, v128.and(v128.xor(step, sign), mask));
      both = f64x2.mul(both, f64x2.promote_low_f32x4(rest));
      both = f64x2.mul(both, f64x2.promote_low_f32x4(v128.shuffle<i32>(rest, rest, 2, 3, 0, 1)));
      // A factor is at least exp(−88).
      if (v128.any_true(f64x2.lt(both, f64x2.splat(1e-100)))) {
        loss -= Math.log(f64x2.extract_lane(both, 0)) + Math.log(f64x2.extract_lane(both, 1));
        both = f64x2.splat(1);
      }
    }
  }
  product = f64x2.extract_lane(both, 0) * f64x2.extract_lane(both, 1);
}

function moveWords(b: i32, around: i32): void {
  const u0 = target(b, 0), u1 = target(b, 1), u2 = target(b, 2);
  let s = scores + (<usize>(b * BLOCK) << 2);
  for (let c = 0; c < around; c++) {
    const v = load<usize>(neighbours + (<usize>c << 2));
    const g0 = v128.load32_splat(s), g1 = v128.load32_splat(s, 4), g2 = v128.load32_splat(s, 8);
    for (let o: usize = 0; o < stride; o += 16) {
      let y = v128.load(v + o);
      y = f32x4.add(y, f32x4.mul(g0, v128.load(u0 + o)));
      y = f32x4.add(y, f32x4.mul(g1, v128.load(u1 + o)));
      y = f32x4.add(y, f32x4.mul(g2, v128.load(u2 + o)));
      v128.store(v + o, y);
    }
    s += scoreStride;
  }
}

function moveContexts(b: i32, around: i32): void {
  const u0 = target(b, 0), u1 = target(b, 1), u2 = target(b, 2);
  const from = scores + (<usize>(b * BLOCK) << 2);
  for (let o: usize = 0; o < stride; o += 16) {
    let y0 = f32x4.splat(0), y1 = f32x4.splat(0), y2 = f32x4.splat(0);
    let x = gathered + o;
    let s = from;
    for (let c = 0; c < around; c++) {
      const v = v128.load(x);
      y0 = f32x4.add(y0, f32x4.mul(v, v128.load32_splat(s)));
      y1 = f32x4.add(y1, f32x4.mul(v, v128.load32_splat(s, 4)));
      y2 = f32x4.add(y2, f32x4.mul(v, v128.load32_splat(s, 8)));
      x += stride;
      s += scoreStride;
    }
    // One after the other, because the same word may be drawn twice.
    v128.store(u0 + o, f32x4.add(v128.load(u0 + o), y0));
    v128.store(u1 + o, f32x4.add(v128.load(u1 + o), y1));
    v128.store(u2 + o, f32x4.add(v128.load(u2 + o), y2));
  }
}
