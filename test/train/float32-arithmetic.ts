import type { Arithmetic } from "../../src/train/optimizer-step";

/** An optimizer's operations on lists of numbers, each computed in double precision and then rounded to single. */
export const float32Arithmetic: Arithmetic<Float32Array> = {
  add: (a, b) => {
    const sum = new Float32Array(a.length);
    for (let i = 0; i < a.length; i++) sum[i] = a[i]! + b[i]!;
    return sum;
  },
  subtract: (a, b) => {
    const difference = new Float32Array(a.length);
    for (let i = 0; i < a.length; i++) difference[i] = a[i]! - b[i]!;
    return difference;
  },
  divide: (a, b) => {
    const quotient = new Float32Array(a.length);
    for (let i = 0; i < a.length; i++) quotient[i] = a[i]! / b[i]!;
    return quotient;
  },
  times: (a, factor) => {
    const product = new Float32Array(a.length);
    for (let i = 0; i < a.length; i++) product[i] = a[i]! * factor;
    return product;
  },
  square: (a) => {
    const square = new Float32Array(a.length);
    for (let i = 0; i < a.length; i++) square[i] = a[i]! * a[i]!;
    return square;
  },
  rootPlus: (a, epsilon) => {
    const root = new Float32Array(a.length);
    for (let i = 0; i < a.length; i++) root[i] = Math.sqrt(a[i]!) + epsilon;
    return root;
  },
};
