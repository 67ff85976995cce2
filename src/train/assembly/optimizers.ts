// The optimizers of src/train/optimizer-step.ts, in single precision and in place. `bytes` is how long each list is, a multiple of 16.
// A factor has double precision, and what it makes is rounded once: the bits are those of float32Arithmetic in test/train.

/** values −= rate · gradient */
export function followSgd(bytes: usize, values: usize, gradient: usize, rate: f64): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(values + at, f32x4.sub(v128.load(values + at), times(v128.load(gradient + at), rate)));
  }
}

export function followMomentum(bytes: usize, values: usize, gradient: usize, velocity: usize, momentum: f64, rate: f64): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const moving = f32x4.add(times(v128.load(velocity + at), momentum), v128.load(gradient + at));
    v128.store(velocity + at, moving);
    v128.store(values + at, f32x4.sub(v128.load(values + at), times(moving, rate)));
  }
}

export function followAdagrad(bytes: usize, values: usize, gradient: usize, squares: usize, epsilon: f64, rate: f64): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(gradient + at);
    const sum = f32x4.add(v128.load(squares + at), f32x4.mul(g, g));
    v128.store(squares + at, sum);
    const direction = f32x4.div(g, rootPlus(sum, epsilon));
    v128.store(values + at, f32x4.sub(v128.load(values + at), times(direction, rate)));
  }
}

/**
 * Adam; with `decay`, by which the values shrink before they move, below 1 AdamW. `meanFactor` is the learning rate / (1 − first^step), and
 * `squaresFactor` 1 / (1 − second^step).
 */
export function followAdam(
  bytes: usize, values: usize, gradient: usize, mean: usize, squares: usize,
  first: f64, second: f64, epsilon: f64, meanFactor: f64, squaresFactor: f64, decay: f64,
): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(gradient + at);
    const m = f32x4.add(times(v128.load(mean + at), first), times(g, 1 - first));
    const s = f32x4.add(times(v128.load(squares + at), second), times(f32x4.mul(g, g), 1 - second));
    v128.store(mean + at, m);
    v128.store(squares + at, s);
    const direction = f32x4.div(times(m, meanFactor), rootPlus(times(s, squaresFactor), epsilon));
    v128.store(values + at, f32x4.sub(times(v128.load(values + at), decay), direction));
  }
}

/** a += b */
export function addTo(bytes: usize, a: usize, b: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(a + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
}

// @ts-ignore: decorator
@inline
function times(x: v128, factor: f64): v128 {
  const by = f64x2.splat(factor);
  return narrowed(f64x2.mul(f64x2.promote_low_f32x4(x), by), f64x2.mul(f64x2.promote_low_f32x4(upper(x)), by));
}

/** √x + epsilon */
// @ts-ignore: decorator
@inline
function rootPlus(x: v128, epsilon: f64): v128 {
  const plus = f64x2.splat(epsilon);
  const low = f64x2.sqrt(f64x2.promote_low_f32x4(x)), high = f64x2.sqrt(f64x2.promote_low_f32x4(upper(x)));
  return narrowed(f64x2.add(low, plus), f64x2.add(high, plus));
}

// @ts-ignore: decorator
@inline
function upper(x: v128): v128 {
  return v128.shuffle<i32>(x, x, 2, 3, 0, 1);
}

// @ts-ignore: decorator
@inline
function narrowed(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}
