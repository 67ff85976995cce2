// Products with blocks: tall matrices of 4 columns in double precision, row by row (32 bytes a row).

/**
 * z += Mᵀ(M·x) for a sparse matrix M in compressed rows, in one pass over its cells.
 * `columns` holds the column of each cell, `values` its value; x and z are blocks with a row for each column of M.
 */
export function gramTimes(rows: i32, rowStarts: usize, columns: usize, values: usize, x: usize, z: usize): void {
  for (let row = 0; row < rows; row++) {
    const from = load<i32>(rowStarts + (<usize>row << 2));
    const to = load<i32>(rowStarts + (<usize>row << 2), 4);
    let left = f64x2.splat(0), right = f64x2.splat(0);
    for (let cell = from; cell < to; cell++) {
      const at = x + (<usize>load<i32>(columns + (<usize>cell << 2)) << 5);
      const value = v128.load64_splat(values + (<usize>cell << 3));
      left = f64x2.add(left, f64x2.mul(value, v128.load(at)));
      right = f64x2.add(right, f64x2.mul(value, v128.load(at, 16)));
    }
    for (let cell = from; cell < to; cell++) {
      const at = z + (<usize>load<i32>(columns + (<usize>cell << 2)) << 5);
      const value = v128.load64_splat(values + (<usize>cell << 3));
      v128.store(at, f64x2.add(v128.load(at), f64x2.mul(value, left)));
      v128.store(at, f64x2.add(v128.load(at, 16), f64x2.mul(value, right)), 16);
    }
  }
}

/** y = M·x for a sparse matrix M as above; y is a block with a row for each row of M. */
export function sparseTimes(rows: i32, rowStarts: usize, columns: usize, values: usize, x: usize, y: usize): void {
  for (let row = 0; row < rows; row++) {
    const to = load<i32>(rowStarts + (<usize>row << 2), 4);
    let left = f64x2.splat(0), right = f64x2.splat(0);
    for (let cell = load<i32>(rowStarts + (<usize>row << 2)); cell < to; cell++) {
      const at = x + (<usize>load<i32>(columns + (<usize>cell << 2)) << 5);
      const value = v128.load64_splat(values + (<usize>cell << 3));
      left = f64x2.add(left, f64x2.mul(value, v128.load(at)));
      right = f64x2.add(right, f64x2.mul(value, v128.load(at, 16)));
    }
    v128.store(y + (<usize>row << 5), left);
    v128.store(y + (<usize>row << 5), right, 16);
  }
}

/** h = aᵀ·b for two blocks; h is 4×4, row by row. */
export function blockProduct(rows: i32, a: usize, b: usize, h: usize): void {
  let h00 = f64x2.splat(0), h01 = h00, h10 = h00, h11 = h00, h20 = h00, h21 = h00, h30 = h00, h31 = h00;
  const end = a + (<usize>rows << 5);
  for (; a < end; a += 32, b += 32) {
    const left = v128.load(b), right = v128.load(b, 16);
    const a0 = v128.load64_splat(a), a1 = v128.load64_splat(a, 8);
    h00 = f64x2.add(h00, f64x2.mul(a0, left));
    h01 = f64x2.add(h01, f64x2.mul(a0, right));
    h10 = f64x2.add(h10, f64x2.mul(a1, left));
    h11 = f64x2.add(h11, f64x2.mul(a1, right));
    const a2 = v128.load64_splat(a, 16), a3 = v128.load64_splat(a, 24);
    h20 = f64x2.add(h20, f64x2.mul(a2, left));
    h21 = f64x2.add(h21, f64x2.mul(a2, right));
    h30 = f64x2.add(h30, f64x2.mul(a3, left));
    h31 = f64x2.add(h31, f64x2.mul(a3, right));
  }
  v128.store(h, h00);
  v128.store(h, h01, 16);
  v128.store(h, h10, 32);
  v128.store(h, h11, 48);
  v128.store(h, h20, 64);
  v128.store(h, h21, 80);
  v128.store(h, h30, 96);
  v128.store(h, h31, 112);
}

/** b −= a·h for two blocks and a 4×4 matrix h, row by row. */
export function subtractBlock(rows: i32, a: usize, h: usize, b: usize): void {
  const h00 = v128.load(h), h01 = v128.load(h, 16), h10 = v128.load(h, 32), h11 = v128.load(h, 48);
  const h20 = v128.load(h, 64), h21 = v128.load(h, 80), h30 = v128.load(h, 96), h31 = v128.load(h, 112);
  const end = a + (<usize>rows << 5);
  for (; a < end; a += 32, b += 32) {
    const a0 = v128.load64_splat(a), a1 = v128.load64_splat(a, 8);
    const a2 = v128.load64_splat(a, 16), a3 = v128.load64_splat(a, 24);
    let left = v128.load(b), right = v128.load(b, 16);
    left = f64x2.sub(left, f64x2.add(f64x2.add(f64x2.mul(a0, h00), f64x2.mul(a1, h10)), f64x2.add(f64x2.mul(a2, h20), f64x2.mul(a3, h30))));
    right = f64x2.sub(right, f64x2.add(f64x2.add(f64x2.mul(a0, h01), f64x2.mul(a1, h11)), f64x2.add(f64x2.mul(a2, h21), f64x2.mul(a3, h31))));
    v128.store(b, left);
    v128.store(b, right, 16);
  }
}
