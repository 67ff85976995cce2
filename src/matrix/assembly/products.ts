/**
 * The scalar products of m rows with n rows of p numbers each, m·n of them, row after row. The first rows lie one after
 * the other. The others lie four together: the first number of each of the four, then the second of each, and so on. m and n are
 * multiples of 4. Every product is summed up from the first number to the last, as a plain loop does it.
 */
export function products(rows: usize, m: i32, fours: usize, n: i32, p: i32, out: usize): void {
  const row = <usize>p << 3;
  const row2 = row + row;
  const row3 = row2 + row;
  const line = <usize>n << 3;
  for (let i = 0; i < m; i += 4) {
    for (let j = 0; j < n; j += 4) {
      let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
      let x = rows + <usize>i * row;
      let y = fours + <usize>j * row;
      const end = x + row;
      while (x < end) {
        const left = v128.load(y);
        const right = v128.load(y, 16);
        let one = v128.load64_splat(x);
        s00 = f64x2.add(s00, f64x2.mul(one, left));
        s01 = f64x2.add(s01, f64x2.mul(one, right));
        one = v128.load64_splat(x + row);
        s10 = f64x2.add(s10, f64x2.mul(one, left));
        s11 = f64x2.add(s11, f64x2.mul(one, right));
        one = v128.load64_splat(x + row2);
        s20 = f64x2.add(s20, f64x2.mul(one, left));
        s21 = f64x2.add(s21, f64x2.mul(one, right));
        one = v128.load64_splat(x + row3);
        s30 = f64x2.add(s30, f64x2.mul(one, left));
        s31 = f64x2.add(s31, f64x2.mul(one, right));
        x += 8;
        y += 32;
      }
      let to = out + <usize>i * line + (<usize>j << 3);
      v128.store(to, s00);
      v128.store(to, s01, 16);
      to += line;
      v128.store(to, s10);
      v128.store(to, s11, 16);
      to += line;
      v128.store(to, s20);
      v128.store(to, s21, 16);
      to += line;
      v128.store(to, s30);
      v128.store(to, s31, 16);
    }
  }
}
