const GOLDEN: u64 = 0x9e3779b97f4a7c15;

/**
 * Number `place` of the sequence that SplitMix64 makes from `key`. A draw is a function of its place in the text and of
 * nothing drawn before, so that another seed for one kind of chance leaves the other kinds as they were.
 * Source: G. Steele, D. Lea & C. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
 */
// @ts-ignore: decorator
@inline
export function draw(key: u64, place: u64): u64 {
  let z = key + GOLDEN * (place + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** One of 0, 1, …, size − 1, from the upper half of a draw. */
// @ts-ignore: decorator
@inline
export function below(size: i32, drawn: u64): i32 {
  return <i32>(((drawn >> 32) * <u64>size) >> 32);
}

/** Whether the lower half of a draw says yes, with chance `threshold` / 2³². */
// @ts-ignore: decorator
@inline
export function happens(threshold: u32, drawn: u64): bool {
  return <u32>drawn < threshold;
}
