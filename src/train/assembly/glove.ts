import { below, draw } from "./draw";

/** A cell is the addresses of two rows, the logarithm of their count, and its weight. */
const CELL: usize = 16;

// A row is a vector of `stride` bytes, the sums of squares of its steps (as many), its bias, and the bias's sum of squares.
let cells: usize, count: i32, stride: usize, orderKey: u64;

export function prepareGlove(cells_: usize, count_: i32, stride_: usize, orderKey_: u64): void {
  cells = cells_; count = count_; stride = stride_; orderKey = orderKey_;
}

/** Shuffles the cells (Fisher & Yates), from the order that they are in. */
export function shuffleCells(epoch: i32): void {
  const before = <u64>epoch * <u64>count;
  for (let i = count - 1; i > 0; i--) {
    const first = cells + <usize>i * CELL;
    const second = cells + <usize>below(i + 1, draw(orderKey, before + <u64>i)) * CELL;
    const moved = v128.load(first);
    v128.store(first, v128.load(second));
    v128.store(second, moved);
  }
}

/** One step of AdaGrad for each cell. Returns the weighted squared errors before the steps, summed up. */
export function glovePass(rate: f32): f64 {
  let loss: f64 = 0;
  const end = cells + <usize>count * CELL;
  for (let cell = cells; cell < end; cell += CELL) {
    loss += fitCell(load<usize>(cell), load<usize>(cell, 4), load<f32>(cell, 8), load<f32>(cell, 12), rate);
  }
  return loss;
}

// @ts-ignore: decorator
@inline
function fitCell(w: usize, c: usize, logCount: f32, weight: f32, rate: f32): f64 {
  const biases = stride << 1;
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0);
  for (let o: usize = 0; o < stride; o += 32) {
    s0 = f32x4.add(s0, f32x4.mul(v128.load(w + o), v128.load(c + o)));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(w + o, 16), v128.load(c + o, 16)));
  }
  const s = f32x4.add(s0, s1);
  const product = (f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 2)) + (f32x4.extract_lane(s, 1) + f32x4.extract_lane(s, 3));
  const error = product + load<f32>(w + biases) + load<f32>(c + biases) - logCount;
  const step = rate * weight * error;
  const steps = f32x4.splat(step);
  for (let o: usize = 0; o < stride; o += 16) {
    const v = v128.load(w + o), u = v128.load(c + o);
    const vSquares = v128.load(w + stride + o), uSquares = v128.load(c + stride + o);
    const vStep = f32x4.mul(steps, u), uStep = f32x4.mul(steps, v);
    v128.store(w + o, f32x4.sub(v, f32x4.div(vStep, f32x4.sqrt(vSquares))));
    v128.store(c + o, f32x4.sub(u, f32x4.div(uStep, f32x4.sqrt(uSquares))));
    v128.store(w + stride + o, f32x4.add(vSquares, f32x4.mul(vStep, vStep)));
    v128.store(c + stride + o, f32x4.add(uSquares, f32x4.mul(uStep, uStep)));
  }
  moveBias(w + biases, step);
  moveBias(c + biases, step);
  return <f64>weight * <f64>error * <f64>error;
}

// @ts-ignore: decorator
@inline
function moveBias(bias: usize, step: f32): void {
  const squares = load<f32>(bias, 4);
  store<f32>(bias, load<f32>(bias) - step / sqrt<f32>(squares));
  store<f32>(bias, squares + step * step, 4);
}
