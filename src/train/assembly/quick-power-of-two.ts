/**
 * 2ᵗ of four numbers from −126 to 127, to 1e-7 · (2 + |t|) relative: 2ⁿ · p(f) with t = n + f and |f| ≤ ½, where p is the polynomial
 * of degree 5 that is nearest to 2^f, relative to it. What must wait for a result waits less than with exponential(), which keeps
 * more digits. Only exactly rounded operations, so that every machine gives the same bits.
 */
// @ts-ignore: decorator
@inline
export function quickPowerOfTwo(t: v128): v128 {
  // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
  const shifted = f32x4.add(t, f32x4.splat(12582912));
  const f = f32x4.sub(t, f32x4.sub(shifted, f32x4.splat(12582912)));
  const square = f32x4.mul(f, f);
  const low = f32x4.add(f32x4.splat(1.00000012), f32x4.mul(f, f32x4.splat(0.693146944)));
  const middle = f32x4.add(f32x4.splat(0.240221202), f32x4.mul(f, f32x4.splat(0.0555071309)));
  const high = f32x4.add(f32x4.splat(0.00967554096), f32x4.mul(f, f32x4.splat(0.00132764725)));
  const p = f32x4.add(low, f32x4.mul(square, f32x4.add(middle, f32x4.mul(square, high))));
  return i32x4.add(p, i32x4.shl(shifted, 23));
}
