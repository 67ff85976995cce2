import { describe, expect, test } from "vitest";
import { type LogLogRun, logLogSlope, logLogSlopes, meanInterval } from "../../src/stability";

const run = (x: readonly (readonly number[])[], y: readonly number[]): LogLogRun => ({ x, y });

describe("logLogSlopes()", () => {
  test("finds both powers of an exact law, though its two quantities rise together", () => {
    const counts = [10, 25, 40, 130, 700];
    const lengths = [1000, 1000, 2000, 8000, 8000];
    const found = logLogSlopes(
      [0.9, 2, 5].map((c) =>
        run(
          [counts, lengths],
          counts.map((count, k) => c * count ** -0.5 * lengths[k]! ** 0.2),
        ),
      ),
    );
    expect(found.map(({ mean }) => mean)).toEqual([expect.closeTo(-0.5, 10), expect.closeTo(0.2, 10)]);
    for (const { low, high } of found) expect(high - low).toBeLessThan(1e-10);
  });

  test("is the interval of the runs' powers, which on the corners of a square are differences of means", () => {
    const corners = [
      [1, 1, Math.E, Math.E],
      [1, Math.E, 1, Math.E],
    ];
    const logs = [
      [0.3, 9, 1.1, 2],
      [2, -4, 2.5, 0],
      [-1, 0, 0.25, 7],
    ];
    const found = logLogSlopes(logs.map((y) => run(corners, y.map(Math.exp))));
    const first = meanInterval(logs.map((y) => (y[2]! + y[3]! - y[0]! - y[1]!) / 2));
    const second = meanInterval(logs.map((y) => (y[1]! + y[3]! - y[0]! - y[2]!) / 2));
    for (const [k, wanted] of [first, second].entries()) {
      expect(found[k]!.mean).toBeCloseTo(wanted.mean, 10);
      expect(found[k]!.low).toBeCloseTo(wanted.low, 10);
      expect(found[k]!.high).toBeCloseTo(wanted.high, 10);
    }
  });

  test("is logLogSlope() if there is one quantity, the same in all runs", () => {
    const x = [3, 5, 40, 41];
    const runs = [
      [2, 1, 0.4, 0.3],
      [7, 3, 0.1, 0.2],
      [1, 1, 2, 0.1],
    ];
    const [found] = logLogSlopes(runs.map((y) => run([x], y)));
    const wanted = logLogSlope(x, runs);
    expect(found!.mean).toBeCloseTo(wanted.mean, 10);
    expect(found!.low).toBeCloseTo(wanted.low, 10);
    expect(found!.high).toBeCloseTo(wanted.high, 10);
  });

  test.each<[LogLogRun, string]>([
    [run([[1, 2]], [1]), "Cannot fit slopes: run 1 has 1 values y, and 2 of a quantity x"],
    [run([[1, 2]], [1, 0]), "Cannot fit slopes to logarithms: run 1 holds 0, and numbers above 0 are needed"],
    [
      run([[1, -2]], [1, 1]),
      "Cannot fit slopes to logarithms: run 1 holds -2, and numbers above 0 are needed",
    ],
    [
      run([[7, 7, 7]], [1, 2, 3]),
      "Cannot fit slopes: the points of run 1 (in number: 3) do not determine every power. Give more points, at which each quantity changes on its own",
    ],
    [
      run([[7]], [1]),
      "Cannot fit slopes: the points of run 1 (in number: 1) do not determine every power. Give more points, at which each quantity changes on its own",
    ],
  ])("refuses %o", (bad, message) => {
    expect(() => logLogSlopes([run([[1, 2]], [1, 2]), bad])).toThrow(new RangeError(message));
  });

  test("refuses quantities that change together", () => {
    const x = [1, 2, 5];
    const both = [x, x.map((value) => value ** 2)];
    expect(() => logLogSlopes([run(both, x), run(both, x)])).toThrow(/do not determine every power/);
  });

  test("refuses a single run", () => {
    expect(() => logLogSlopes([run([[1, 2]], [1, 1])])).toThrow(
      "Cannot give an interval from 1 value: at least two runs are needed",
    );
  });
});
