/**
 * Householder's QR decomposition, in place, of d columns of V numbers, one column after the other. Step j turns column j onto
 * the first j + 1 axes by the reflection y − scale·(v·y)·v, and writes v over column j from the diagonal on. What is above
 * the diagonal becomes R, whose diagonal is written to a place of its own. A scale of 0 stands for no reflection.
 */
export function factorise(x: usize, V: i32, d: i32, scales: usize, diagonal: usize): void {
  const column = <usize>V << 3;
  for (let j = 0; j < min(V, d); j++) {
    const at = x + <usize>j * column + (<usize>j << 3);
    const place = <usize>j << 3;
    const first = load<f64>(at);
    const size = Math.sqrt(dot(at, at, V - j));
    const length = first > 0 ? -size : size;
    store<f64>(diagonal + place, length);
    if (length == 0) {
      store<f64>(scales + place, 0);
      continue;
    }
    store<f64>(at, first - length);
    const scale = -1 / (length * (first - length));
    store<f64>(scales + place, scale);
    reflect(at, scale, at + column, column, d - 1 - j, V - j);
  }
}

/** Applies the reflections to columns of V numbers, the last one first: Q·Y of Y. */
export function reflectBack(x: usize, V: i32, steps: i32, scales: usize, y: usize, columns: i32): void {
  const column = <usize>V << 3;
  for (let j = steps - 1; j >= 0; j--) {
    const place = <usize>j << 3;
    const at = x + <usize>j * column + place;
    reflect(at, load<f64>(scales + place), y + place, column, columns, V - j);
  }
}

/** Four columns at a time, so that a number of v once read is used four times. */
function reflect(v: usize, scale: f64, y: usize, column: usize, columns: i32, count: i32): void {
  const even = <usize>(count & ~1) << 3;
  let k = 0;
  for (; k + 4 <= columns; k += 4) {
    const y0 = y + <usize>k * column;
    const y1 = y0 + column;
    const y2 = y1 + column;
    const y3 = y2 + column;
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let o: usize = 0; o < even; o += 16) {
      const a = v128.load(v + o);
      s0 = f64x2.add(s0, f64x2.mul(a, v128.load(y0 + o)));
      s1 = f64x2.add(s1, f64x2.mul(a, v128.load(y1 + o)));
      s2 = f64x2.add(s2, f64x2.mul(a, v128.load(y2 + o)));
      s3 = f64x2.add(s3, f64x2.mul(a, v128.load(y3 + o)));
    }
    const f0 = scale * (sum(s0) + tail(v, y0, count));
    const f1 = scale * (sum(s1) + tail(v, y1, count));
    const f2 = scale * (sum(s2) + tail(v, y2, count));
    const f3 = scale * (sum(s3) + tail(v, y3, count));
    const g0 = f64x2.splat(f0);
    const g1 = f64x2.splat(f1);
    const g2 = f64x2.splat(f2);
    const g3 = f64x2.splat(f3);
    for (let o: usize = 0; o < even; o += 16) {
      const a = v128.load(v + o);
      v128.store(y0 + o, f64x2.sub(v128.load(y0 + o), f64x2.mul(g0, a)));
      v128.store(y1 + o, f64x2.sub(v128.load(y1 + o), f64x2.mul(g1, a)));
      v128.store(y2 + o, f64x2.sub(v128.load(y2 + o), f64x2.mul(g2, a)));
      v128.store(y3 + o, f64x2.sub(v128.load(y3 + o), f64x2.mul(g3, a)));
    }
    if (count & 1) {
      const a = load<f64>(v + even);
      store<f64>(y0 + even, load<f64>(y0 + even) - f0 * a);
      store<f64>(y1 + even, load<f64>(y1 + even) - f1 * a);
      store<f64>(y2 + even, load<f64>(y2 + even) - f2 * a);
      store<f64>(y3 + even, load<f64>(y3 + even) - f3 * a);
    }
  }
  for (; k < columns; k++) {
    const to = y + <usize>k * column;
    const factor = scale * dot(v, to, count);
    for (let o: usize = 0; o < <usize>count << 3; o += 8) store<f64>(to + o, load<f64>(to + o) - factor * load<f64>(v + o));
  }
}

function dot(a: usize, b: usize, count: i32): f64 {
  let s = f64x2.splat(0);
  const even = <usize>(count & ~1) << 3;
  for (let o: usize = 0; o < even; o += 16) s = f64x2.add(s, f64x2.mul(v128.load(a + o), v128.load(b + o)));
  return sum(s) + tail(a, b, count);
}

// @ts-ignore: decorator
@inline
function sum(s: v128): f64 {
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/** The product of the last numbers, where their count is odd. */
// @ts-ignore: decorator
@inline
function tail(a: usize, b: usize, count: i32): f64 {
  const last = <usize>(count & ~1) << 3;
  return count & 1 ? load<f64>(a + last) * load<f64>(b + last) : 0;
}
