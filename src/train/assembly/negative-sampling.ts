import { below, draw, happens } from "./draw";
import { quickPowerOfTwo } from "./quick-power-of-two";

/** Targets are handled three at a time: a centre word and its noise words, filled up with a row of zeros. */
const BLOCK: i32 = 3;

/** What is kept of a target, in bytes: the address of its row, and 8 bytes on the steps of the two neighbours. */
const TARGET: usize = 16;

// The text, and what is fixed for a whole run. Addresses and `stride`, the length of a row of vectors, are in bytes.
let tokens: usize, offsets: usize, documents: i32, keep: usize, thresholds: usize, aliases: usize, size: i32;
let words: usize, contexts: usize, stride: usize;
let window: i32, negatives: i32, windowKey: u64, negativesKey: u64, subsamplingKey: u64;

// Addresses of what a step needs.
let products: usize, zeros: usize, scores: usize, roles: usize, nobody: usize, targets: usize, kept: usize, places: usize;

// The targets of the next centre word, of which `coming` are there and `drawn` noise words drawn.
let upcoming: usize, nextWord: i32, nextKey: u64, coming: i32, drawn: i32;

let loss: f64 = 0;

/**
 * Takes the addresses of everything that a run needs. `stride` is a multiple of 16, and the rows after the dimension are
 * zero. What a step needs is laid out from the address `free` on, a multiple of 16; returns where that ends. Nothing is
 * written yet: the memory may still end before it.
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
  const blocks = <usize>((negatives + BLOCK) / BLOCK);
  products = free;
  zeros = products + 16;
  scores = zeros + stride;
  roles = scores + (blocks << 5);
  nobody = roles + (blocks << 6);
  targets = nobody + 64;
  upcoming = targets + blocks * BLOCK * TARGET;
  kept = upcoming + blocks * BLOCK * TARGET;
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
  setRoles(nobody, BLOCK, 0, 0);
  for (let k = 0; k < documents; k++) {
    const document = load<i32>(order + (<usize>k << 2));
    const from = load<i32>(offsets + (<usize>document << 2));
    const to = load<i32>(offsets + (<usize>document << 2), 4);
    const length = thin(from, to, before);
    if (length > 0) prepareTargets(0, before);
    for (let i = 0; i < length; i++) {
      const count = takeTargets();
      if (i + 1 < length) prepareTargets(i + 1, before);
      const place = load<i32>(places + (<usize>i << 2));
      const now = rate - perWord * <f64>(read + <u64>(place - from));
      pairs += <f64>centre(i, length, before + <u64>place, count, <f32>now);
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

/** A step of gradient descent for each neighbour of word i, with `count` targets, two neighbours at a time. Returns how many there are. */
function centre(i: i32, length: i32, place: u64, count: i32, rate: f32): i32 {
  const width = 1 + below(window, draw(windowKey, place));
  const low = max(0, i - width);
  const high = min(length - 1, i + width);
  if (low == high) return 0;
  const blocks = (count + BLOCK - 1) / BLOCK;
  for (let b = 0; b < blocks; b++) setRoles(rolesOf(b), b * BLOCK, count, rate);
  let waiting: usize = 0;
  for (let j = low; j <= high; j++) {
    if (j == i) continue;
    const v = wordAt(j);
    if (waiting == 0) {
      waiting = v;
    } else if (waiting == v) {
      pair(v, zeros, blocks);
    } else {
      pair(waiting, v, blocks);
      waiting = 0;
    }
  }
  if (waiting != 0) pair(waiting, zeros, blocks);
  return high - low;
}

/**
 * The steps for neighbour v and then for neighbour w, another word, or a row of zeros for none. The step for v moves each target u to u + g·v. So the score
 * of w is w·(u + g·v) = w·u + g·(v·w), and w moves along u + g·v: all products can be taken before the first step.
 */
function pair(v: usize, w: usize, blocks: i32): void {
  const product = f32x4.splat(scoreFirst(v, w));
  for (let b = 1; b < blocks; b++) score(b, v, w);
  let sum = f32x4.splat(0);
  for (let b = 0; b < blocks; b++) sum = f32x4.add(sum, weigh(b, product, w != zeros));
  // A processor has time for this while the steps wait for each other.
  for (let k = 0; k < 2; k++) drawNoise();
  move(v, w, target(blocks, 0), (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) + f32x4.extract_lane(sum, 2));
}

// @ts-ignore: decorator
@inline
function wordAt(j: i32): usize {
  return words + <usize>load<i32>(kept + (<usize>j << 2)) * stride;
}

/** Makes word i the next centre word, the first of its targets. */
function prepareTargets(i: i32, before: u64): void {
  nextWord = load<i32>(kept + (<usize>i << 2));
  nextKey = draw(negativesKey, before + <u64>load<i32>(places + (<usize>i << 2)));
  store<usize>(upcoming, contexts + <usize>nextWord * stride);
  coming = 1;
  drawn = 0;
}

/** Draws one more noise word of the next centre word, if one is missing. One that is the centre word is left out, as in word2vec. */
// @ts-ignore: decorator
@inline
function drawNoise(): void {
  if (drawn == negatives) return;
  const random = draw(nextKey, <u64>drawn);
  let noise = below(size, random);
  noise = select(noise, load<i32>(aliases + (<usize>noise << 2)), happens(load<u32>(thresholds + (<usize>noise << 2)), random));
  store<usize>(upcoming + <usize>coming * TARGET, contexts + <usize>noise * stride);
  coming += <i32>(noise != nextWord);
  drawn++;
}

/** Draws what is missing, and makes the targets of the next centre word those of the present one. Returns how many there are. */
function takeTargets(): i32 {
  while (drawn < negatives) drawNoise();
  const count = coming;
  const end = upcoming + <usize>((count + BLOCK - 1) / BLOCK * BLOCK) * TARGET;
  for (let at = upcoming + <usize>count * TARGET; at < end; at += TARGET) store<usize>(at, zeros);
  const taken = upcoming;
  upcoming = targets;
  targets = taken;
  return count;
}

/**
 * What {@link weigh} must know of the targets from `first` on, of which there are `count`: with t = ∓s / ln 2 for the centre word and
 * noise words, the least and the greatest score s, the factor of s in t, and the factor of σ in the step. Where there is no target, the
 * score is −60, and the step 0. Below −60, exp(z) is nothing beside 1, and would soon be slow to compute with; it can take up to 87.
 */
function setRoles(at: usize, first: i32, count: i32, rate: f32): void {
  const isThere = i32x4.lt_s(i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, i32.MAX_VALUE >> 1)), i32x4.splat(count));
  const sign = first == 0 ? i32x4(0x80000000, 0, 0, 0) : i32x4.splat(0);
  v128.store(at, first == 0 ? f32x4(-87, -60, -60, -60) : f32x4.splat(-60));
  v128.store(at, v128.bitselect(first == 0 ? f32x4(60, 87, 87, 87) : f32x4.splat(87), f32x4.splat(-60), isThere), 16);
  v128.store(at, v128.xor(f32x4.splat(1.44269504088896341), sign), 32);
  v128.store(at, v128.and(v128.xor(f32x4.splat(-rate), sign), isThere), 48);
}

// @ts-ignore: decorator
@inline
function target(b: i32, k: i32): usize {
  return targets + <usize>(b * BLOCK + k) * TARGET;
}

/** The scores of v with the three targets of a block; 16 bytes on, those of w. A fourth number of each means nothing. */
// @ts-ignore: decorator
@inline
function scoresOf(b: i32): usize {
  return scores + (<usize>b << 5);
}

// @ts-ignore: decorator
@inline
function rolesOf(b: i32): usize {
  return roles + (<usize>b << 6);
}

/** a0 + a2, b0 + b2, a1 + a3, b1 + b3. */
// @ts-ignore: decorator
@inline
function halve(a: v128, b: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
}

/** The scores of two neighbours with the first three targets. Returns their product. */
function scoreFirst(v: usize, w: usize): f32 {
  const u0 = load<usize>(target(0, 0)), u1 = load<usize>(target(0, 1)), u2 = load<usize>(target(0, 2));
  const zero = f32x4.splat(0);
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero, vw = zero;
  for (let o: usize = 0; o < stride; o += 16) {
    const x = v128.load(v + o), y = v128.load(w + o);
    vw = f32x4.add(vw, f32x4.mul(x, y));
    let u = v128.load(u0 + o);
    s00 = f32x4.add(s00, f32x4.mul(x, u));
    s01 = f32x4.add(s01, f32x4.mul(y, u));
    u = v128.load(u1 + o);
    s10 = f32x4.add(s10, f32x4.mul(x, u));
    s11 = f32x4.add(s11, f32x4.mul(y, u));
    u = v128.load(u2 + o);
    s20 = f32x4.add(s20, f32x4.mul(x, u));
    s21 = f32x4.add(s21, f32x4.mul(y, u));
  }
  storeSums(0, s00, s10, s20, vw, 0);
  return f32x4.extract_lane(storeSums(0, s01, s11, s21, vw, 16), 3);
}

/** The scores of the same neighbours with the next three targets. */
function score(b: i32, v: usize, w: usize): void {
  const u0 = load<usize>(target(b, 0)), u1 = load<usize>(target(b, 1)), u2 = load<usize>(target(b, 2));
  const zero = f32x4.splat(0);
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero;
  for (let o: usize = 0; o < stride; o += 16) {
    const x = v128.load(v + o), y = v128.load(w + o);
    let u = v128.load(u0 + o);
    s00 = f32x4.add(s00, f32x4.mul(x, u));
    s01 = f32x4.add(s01, f32x4.mul(y, u));
    u = v128.load(u1 + o);
    s10 = f32x4.add(s10, f32x4.mul(x, u));
    s11 = f32x4.add(s11, f32x4.mul(y, u));
    u = v128.load(u2 + o);
    s20 = f32x4.add(s20, f32x4.mul(x, u));
    s21 = f32x4.add(s21, f32x4.mul(y, u));
  }
  storeSums(b, s00, s10, s20, zero, 0);
  storeSums(b, s01, s11, s21, zero, 16);
}

/** The sums of four registers, in one. */
// @ts-ignore: decorator
@inline
function storeSums(b: i32, s0: v128, s1: v128, s2: v128, s3: v128, at: usize): v128 {
  const first = halve(s0, s1), second = halve(s2, s3);
  const sums = f32x4.add(v128.shuffle<f32>(first, second, 0, 1, 4, 5), v128.shuffle<f32>(first, second, 2, 3, 6, 7));
  v128.store(scoresOf(b) + at, sums);
  return sums;
}

/**
 * Turns the scores s of a block into steps: g = rate · (1 − σ(s)) for the centre word and g = −rate · σ(s) for a noise word, and adds up
 * the loss −log σ(s), and −log σ(−s). With z = −s and z = s, these are ±rate · σ(z) and −log(1 − σ(z)). Returns g·h for each target,
 * with g the step of the first neighbour and h that of the second.
 */
// @ts-ignore: decorator
@inline
function weigh(b: i32, product: v128, isPair: bool): v128 {
  const one = f32x4.splat(1);
  const at = scoresOf(b);
  const ofV = rolesOf(b), ofW = isPair ? ofV : nobody;
  const eV = exponential(v128.load(at), ofV);
  const restV = f32x4.div(one, f32x4.add(one, eV));
  const g = f32x4.mul(v128.load(ofV, 48), f32x4.mul(eV, restV));
  const eW = exponential(f32x4.add(v128.load(at, 16), f32x4.mul(g, product)), ofW);
  const restW = f32x4.div(one, f32x4.add(one, eW));
  const h = f32x4.mul(v128.load(ofW, 48), f32x4.mul(eW, restW));
  const steps = v128.shuffle<f32>(g, h, 0, 4, 1, 5);
  const first = target(b, 0);
  v128.store64_lane(first, steps, 0, 8);
  v128.store64_lane(first, steps, 1, TARGET + 8);
  v128.store64_lane(first, v128.shuffle<f32>(g, h, 2, 6, 3, 7), 0, 2 * TARGET + 8);
  let rests = f64x2.mul(v128.load(products), f64x2.mul(doubleProducts(restV), doubleProducts(restW)));
  // A factor is at least exp(−88)⁴.
  if (v128.any_true(f64x2.lt(rests, f64x2.splat(1e-100)))) {
    loss -= Math.log(f64x2.extract_lane(rests, 0)) + Math.log(f64x2.extract_lane(rests, 1));
    rests = f64x2.splat(1);
  }
  v128.store(products, rests);
  return f32x4.mul(g, h);
}

/** exp(z) of {@link weigh}, by what {@link setRoles} keeps. */
// @ts-ignore: decorator
@inline
function exponential(score: v128, role: usize): v128 {
  const inside = f32x4.pmin(f32x4.pmax(score, v128.load(role)), v128.load(role, 16));
  return quickPowerOfTwo(f32x4.mul(inside, v128.load(role, 32)));
}

/** x0·x2 and x1·x3. */
// @ts-ignore: decorator
@inline
function doubleProducts(x: v128): v128 {
  return f64x2.mul(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 0, 1)));
}

/**
 * Moves the targets along both neighbours, one target after the other, because a word may be drawn twice; v and w along
 * the targets; and w along v. Eight numbers at a time: so much fits in registers.
 */
function move(v: usize, w: usize, last: usize, alongV: f32): void {
  const gh = f32x4.splat(alongV);
  const first = targets, end = stride & ~31;
  let o: usize = 0;
  for (; o < end; o += 32) {
    const x = v128.load(v + o), x2 = v128.load(v + o, 16), y = v128.load(w + o), y2 = v128.load(w + o, 16);
    let ofV = x, ofV2 = x2, ofW = f32x4.add(y, f32x4.mul(gh, x)), ofW2 = f32x4.add(y2, f32x4.mul(gh, x2));
    for (let t = first; t < last; t += TARGET) {
      const g = v128.load32_splat(t, 8), h = v128.load32_splat(t, 12);
      const at = load<usize>(t) + o;
      const u = v128.load(at), u2 = v128.load(at, 16);
      ofV = f32x4.add(ofV, f32x4.mul(g, u));
      ofW = f32x4.add(ofW, f32x4.mul(h, u));
      v128.store(at, f32x4.add(f32x4.add(u, f32x4.mul(g, x)), f32x4.mul(h, y)));
      ofV2 = f32x4.add(ofV2, f32x4.mul(g, u2));
      ofW2 = f32x4.add(ofW2, f32x4.mul(h, u2));
      v128.store(at, f32x4.add(f32x4.add(u2, f32x4.mul(g, x2)), f32x4.mul(h, y2)), 16);
    }
    v128.store(v + o, ofV);
    v128.store(v + o, ofV2, 16);
    v128.store(w + o, ofW);
    v128.store(w + o, ofW2, 16);
  }
  if (o == stride) return;
  const x = v128.load(v + o), y = v128.load(w + o);
  let ofV = x, ofW = f32x4.add(y, f32x4.mul(gh, x));
  for (let t = first; t < last; t += TARGET) {
    const g = v128.load32_splat(t, 8), h = v128.load32_splat(t, 12);
    const at = load<usize>(t) + o;
    const u = v128.load(at);
    ofV = f32x4.add(ofV, f32x4.mul(g, u));
    ofW = f32x4.add(ofW, f32x4.mul(h, u));
    v128.store(at, f32x4.add(f32x4.add(u, f32x4.mul(g, x)), f32x4.mul(h, y)));
  }
  v128.store(v + o, ofV);
  v128.store(w + o, ofW);
}
