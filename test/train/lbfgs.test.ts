import { describe, expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import { lbfgs, type Objective } from "../../src/train";

describe("lbfgs()", () => {
  test("finds the minimum of a long narrow valley in many dimensions", () => {
    const n = 50;
    const normal = gaussian(randomFromText("lbfgs"));
    const centre = Float64Array.from({ length: n }, normal);
    const stiffness = Float64Array.from({ length: n }, (_, k) => 10 ** ((4 * k) / (n - 1)));
    const bowl: Objective = (x, gradient) => {
      let value = 0;
      for (let k = 0; k < n; k++) {
        const away = x[k]! - centre[k]!;
        value += (stiffness[k]! * away ** 2) / 2;
        gradient[k] = stiffness[k]! * away;
      }
      return value;
    };
    const found = lbfgs(bowl, new Float64Array(n));
    expect(found.ended).toBe("converged");
    expect(found.gradientLength).toBeLessThan(1e-8);
    expect(found.steps).toBeLessThan(1000);
    for (let k = 0; k < n; k++) expect(Math.abs(found.x[k]! - centre[k]!)).toBeLessThan(1e-8);
  });

  test("finds the minimum of Rosenbrock's function in 20 dimensions, where all coordinates are 1", () => {
    const rosenbrock: Objective = (x, gradient) => {
      gradient.fill(0);
      let value = 0;
      for (let k = 0; k + 1 < x.length; k++) {
        const bend = x[k + 1]! - x[k]! ** 2;
        value += (1 - x[k]!) ** 2 + 100 * bend ** 2;
        gradient[k]! += -2 * (1 - x[k]!) - 400 * x[k]! * bend;
        gradient[k + 1]! += 200 * bend;
      }
      return value;
    };
    const { x, value, ended } = lbfgs(rosenbrock, new Float64Array(20).fill(-1.5), { tolerance: 1e-10 });
    expect(ended).toBe("converged");
    expect(value).toBeLessThan(1e-18);
    for (const coordinate of x) expect(coordinate).toBeCloseTo(1, 8);
  });

  const bowl: Objective = (x, gradient) => {
    gradient.set(x.map((value) => 2 * value));
    return x.reduce((sum, value) => sum + value ** 2, 0);
  };

  test("leaves the start as it is", () => {
    const start = Float64Array.of(3, 4);
    lbfgs(bowl, start);
    expect([...start]).toEqual([3, 4]);
  });

  test("takes no step from a minimum", () => {
    expect(lbfgs(bowl, new Float64Array(2))).toMatchObject({ steps: 0, ended: "converged", value: 0 });
  });

  test("goes round values that are not numbers", () => {
    const cliff: Objective = (x, gradient) => {
      gradient[0] = 1 - 1 / x[0]!;
      return x[0]! - Math.log(x[0]!);
    };
    const { x, ended } = lbfgs(cliff, Float64Array.of(30));
    expect(ended).toBe("converged");
    expect(x[0]).toBeCloseTo(1, 7);
  });

  test("says when it stops at the step limit, when it is told to, and when there is no way down", () => {
    const slope: Objective = (x, gradient) => {
      gradient.fill(-1);
      return -x[0]!;
    };
    expect(lbfgs(slope, new Float64Array(1), { maxSteps: 7 }).ended).toBe("no descent");
    const steps: Objective = (x, gradient) => {
      gradient[0] = 4 * x[0]! ** 3;
      return x[0]! ** 4;
    };
    expect(lbfgs(steps, Float64Array.of(5), { maxSteps: 3 })).toMatchObject({
      steps: 3,
      ended: "step limit",
    });
    const giveUp = (x: Float64Array) => Math.abs(x[0]!) < 1;
    expect(lbfgs(steps, Float64Array.of(5), { giveUp }).ended).toBe("gave up");
  });
});
