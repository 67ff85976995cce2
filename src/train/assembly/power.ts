/** base ** exponent, made of exactly rounded operations only, so that every machine gives the same bits. JavaScript's own need not. */
export function power(base: f64, exponent: f64): f64 {
  return Math.pow(base, exponent);
}
