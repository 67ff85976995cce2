/** The first place from `place` on with a number of 32 bits that is at least `limit`, or `count` if there is none. */
export function nextAtLeast(numbers: usize, place: i32, count: i32, limit: f32): i32 {
  const limits = f32x4.splat(limit);
  for (; place + 16 <= count; place += 16) {
    const at = numbers + (<usize>place << 2);
    const found = v128.or(
      v128.or(f32x4.ge(v128.load(at), limits), f32x4.ge(v128.load(at, 16), limits)),
      v128.or(f32x4.ge(v128.load(at, 32), limits), f32x4.ge(v128.load(at, 48), limits)),
    );
    if (v128.any_true(found)) break;
  }
  while (place < count && !(load<f32>(numbers + (<usize>place << 2)) >= limit)) place++;
  return place;
}
