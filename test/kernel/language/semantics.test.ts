import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { toScript } from "../../../src/kernel/language/to-script";
import { createRunner } from "../../../src/kernel/runtime/run-script";
import { folder, programs, type Step } from "./programs";

function importModule(specifier: string, options?: ImportCallOptions): Promise<object> {
  const url = specifier.startsWith(".") ? pathToFileURL(join(folder, specifier)).href : specifier;
  return import(/* @vite-ignore */ url, options);
}

async function runProgram(steps: readonly Step[]): Promise<void> {
  const runner = createRunner({ folder, importModule });
  let shadowed: readonly string[] = [];
  for (const [k, step] of steps.entries()) {
    const [cell, ...expected] = typeof step === "string" ? [step] : step;
    const fileName = `In [${k + 1}]`;
    const printed: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
      printed.push(values.map(String).join(" "));
    });
    let result: unknown;
    let thrown: unknown;
    let hasThrown = false;
    try {
      const script = toScript(cell, { number: k + 1, fileName, shadowed });
      ({ shadowed } = script);
      const value = runner.run({ ...script, fileName });
      expect(value instanceof Promise, "async exactly if it says so").toBe(
        script.isAsync || value instanceof Promise,
      );
      result = script.isAsync ? await value : value;
    } catch (error) {
      hasThrown = true;
      thrown = error;
    } finally {
      log.mockRestore();
    }
    const wanted = expected.find((each) => "throws" in each);
    if (hasThrown && !wanted) throw thrown;
    for (const each of expected) {
      if ("gives" in each) expect(result, cell).toEqual(each.gives);
      else if ("prints" in each) expect(printed, cell).toEqual(each.prints);
      else {
        expect(hasThrown, `throws: ${cell}`).toBe(true);
        expect(String(thrown)).toMatch(each.throws);
      }
    }
  }
}

for (const [subject, cases] of Object.entries(programs)) {
  describe(subject, () => {
    test.each(Object.entries(cases))("%s", (_, steps) => runProgram(steps));
  });
}

test("the table has at least 100 programs", () => {
  expect(Object.values(programs).flatMap(Object.keys).length).toBeGreaterThanOrEqual(100);
});
