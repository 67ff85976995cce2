/**
 * What `products` does, with numbers of 32 bits: faster, and less exact. Of the second rows eight lie together; m is a
 * multiple of 4 and n of 8.
 */
export function singleProducts(rows: usize, m: i32, eights: usize, n: i32, p: i32, out: usize): void {
  const row = <usize>p << 2;
  const row2 = row + row;
  const row3 = row2 + row;
  const line = <usize>n << 2;
  for (let i = 0; i < m; i += 4) {
    for (let j = 0; j < n; j += 8) {
      let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
      let x = rows + <usize>i * row;
      let y = eights + <usize>j * row;
      const end = x + row;
      while (x < end) {
        const left = v128.load(y);
        const right = v128.load(y, 16);
        let one = v128.load32_splat(x);
        s00 = f32x4.add(s00, f32x4.mul(one, left));
        s01 = f32x4.add(s01, f32x4.mul(one, right));
        one = v128.load32_splat(x + row);
        s10 = f32x4.add(s10, f32x4.mul(one, left));
        s11 = f32x4.add(s11, f32x4.mul(one, right));
        one = v128.load32_splat(x + row2);
        s20 = f32x4.add(s20, f32x4.mul(one, left));
        s21 = f32x4.add(s21, f32x4.mul(one, right));
        one = v128.load32_splat(x + row3);
        s30 = f32x4.add(s30, f32x4.mul(one, left));
        s31 = f32x4.add(s31, f32x4.mul(one, right));
        x += 4;
        y += 32;
      }
      let to = out + <usize>i * line + (<usize>j << 2);
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
