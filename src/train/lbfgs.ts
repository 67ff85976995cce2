/** A function to make small: its value at x, with its gradient written into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface LbfgsOptions {
  /** Stop when the gradient is shorter than this. Default 1e-8. */
  readonly tolerance?: number;
  /** Default 5000. */
  readonly maxSteps?: number;
  /** Asked after every step: true stops there. */
  readonly giveUp?: (x: Float64Array, step: number) => boolean;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  /** The length of the gradient at x. */
  readonly gradientLength: number;
  readonly steps: number;
  readonly ended: "converged" | "gave up" | "step limit" | "no descent";
}

/** How many steps it remembers. */
const MEMORY = 20;
/** The line search asks for this share of the decrease that the slope promises, and this much less slope. */
const DECREASE = 1e-4;
const CURVATURE = 0.9;

/**
 * Minimises a smooth function of many variables by L-BFGS: the steps it remembers stand in for second derivatives
 * (Nocedal & Wright 2006, algorithms 7.4 and 7.5), and a line search by bisection finds steps that satisfy the weak Wolfe
 * conditions (Lewis & Overton 2013, algorithm 2.6). In double precision. It finds a local minimum; `ended` says "no
 * descent" if the values at hand are too close to each other to tell which is smaller.
 *
 * @example
 * ```ts
 * const rosenbrock = ([x, y], gradient) => {
 *   gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
 *   gradient[1] = 200 * (y - x * x);
 *   return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
 * };
 * const { x, ended } = lbfgs(rosenbrock, Float64Array.of(-1.2, 1));
 * [...x]; // → [1.000000, 1.000000]
 * ended; // → "converged"
 * ```
 */
export function lbfgs(objective: Objective, start: Float64Array, options: LbfgsOptions = {}): Minimum {
  const { tolerance = 1e-8, maxSteps = 5000, giveUp } = options;
  const memory: { step: Float64Array; change: Float64Array; weight: number }[] = [];
  let x: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(x.length);
  let value = objective(x, gradient);
  for (let steps = 0; ; steps++) {
    const gradientLength = Math.sqrt(dot(gradient, gradient));
    const result = (ended: Minimum["ended"]) => ({ x, value, gradientLength, steps, ended });
    if (gradientLength < tolerance) return result("converged");
    if (steps > 0 && giveUp?.(x, steps)) return result("gave up");
    if (steps === maxSteps) return result("step limit");

    const direction = downhill(gradient, memory);
    const found = search(
      objective,
      x,
      value,
      gradient,
      direction,
      memory.length > 0 ? 1 : 1 / gradientLength,
    );
    if (found === undefined) return result("no descent");
    const step = minus(found.x, x);
    const change = minus(found.gradient, gradient);
    const curvature = dot(step, change);
    if (curvature > 0) memory.push({ step, change, weight: 1 / curvature });
    if (memory.length > MEMORY) memory.shift();
    ({ x, value, gradient } = found);
  }
}

/** −H·gradient, with the inverse second derivatives H as the remembered steps show them. */
function downhill(
  gradient: Float64Array,
  memory: readonly { step: Float64Array; change: Float64Array; weight: number }[],
): Float64Array {
  const direction = gradient.map((value) => -value);
  const taken: number[] = [];
  for (const { step, change, weight } of [...memory].reverse()) {
    const along = weight * dot(step, direction);
    taken.unshift(along);
    add(direction, -along, change);
  }
  const last = memory.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.weight * dot(last.change, last.change));
    for (let k = 0; k < direction.length; k++) direction[k]! *= scale;
  }
  memory.forEach(({ step, change, weight }, i) => {
    add(direction, taken[i]! - weight * dot(change, direction), step);
  });
  return direction;
}

/** A point along the direction that is low enough and where the slope has eased; undefined if rounding hides it. */
function search(
  objective: Objective,
  x: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  firstLength: number,
): { x: Float64Array; value: number; gradient: Float64Array } | undefined {
  const slope = dot(gradient, direction);
  const rounding = 1e-15 * Math.abs(value);
  let length = firstLength;
  let low = 0;
  let high = Infinity;
  for (let tries = 0; tries < 60; tries++) {
    const there = { x: Float64Array.from(x), value: 0, gradient: new Float64Array(x.length) };
    add(there.x, length, direction);
    there.value = objective(there.x, there.gradient);
    // Said this way round, a value that is not a number is too high.
    if (!(there.value <= value + DECREASE * length * slope + rounding)) high = length;
    else if (dot(there.gradient, direction) < CURVATURE * slope) low = length;
    else return there;
    length = high === Infinity ? 2 * length : (low + high) / 2;
  }
  return undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, k) => value - b[k]!);
}

/** a += scale · b */
function add(a: Float64Array, scale: number, b: Float64Array): void {
  for (let k = 0; k < a.length; k++) a[k]! += scale * b[k]!;
}
