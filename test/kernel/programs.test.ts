import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KernelClient, startKernel } from "../support/kernel-client";
import { folder as modules, programs, type Step } from "./language/programs";

// The programs of semantics.test.ts once more, over the sockets of a real kernel: with its imports, output and errors.

const temporary = realpathSync(mkdtempSync(join(tmpdir(), "programs-")));
const folder = join(temporary, "modules");
beforeAll(() => {
  cpSync(modules, folder, { recursive: true });
  symlinkSync(resolve("node_modules"), join(temporary, "node_modules"), "dir");
});
afterAll(() => rmSync(temporary, { recursive: true }));

/** As the kernel shows results. */
const shown = (value: unknown) => inspect(value, { depth: 4, breakLength: 80 });

function expectShown(result: string | undefined, value: unknown, cell: string): void {
  const { asymmetricMatch } = Object(value) as { asymmetricMatch?: (other: unknown) => boolean };
  if (value === modules) expect(result, cell).toBe(shown(folder));
  else if (asymmetricMatch === undefined)
    expect(result, cell).toBe(value === undefined ? undefined : shown(value));
  else
    expect(
      result !== undefined && (!result.startsWith("'") || asymmetricMatch.call(value, result.slice(1, -1))),
      cell,
    ).toBe(true);
}

async function runProgram(kernel: KernelClient, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const [cell, ...expected] = typeof step === "string" ? [step] : step;
    const isFirstLine = /^(?:#!|\ufeff|\/\/)/.test(cell);
    const { result, stdout, error } = await kernel.run(isFirstLine ? cell : `// @ts-nocheck\n${cell}`);
    const wanted = expected.find((each) => "throws" in each);
    if (!wanted) expect(error, cell).toBeUndefined();
    for (const each of expected) {
      if ("gives" in each) expectShown(result, each.gives, cell);
      else if ("prints" in each) expect(stdout, cell).toBe(each.prints.map((line) => `${line}\n`).join(""));
      else expect(`${error?.ename}: ${error?.evalue}`, cell).toMatch(each.throws);
    }
  }
}

for (const [subject, cases] of Object.entries(programs)) {
  describe(subject, () => {
    // What hides a global goes on hiding it in the cells that follow.
    const isApart = subject === "names of globals";
    let shared: KernelClient;
    beforeAll(async () => {
      if (!isApart) shared = await startKernel({ folder });
    }, 60_000);
    afterAll(() => shared?.close());

    test.each(Object.entries(cases))("%s", async (_, steps) => {
      const kernel = isApart ? await startKernel({ folder }) : shared;
      await runProgram(kernel, steps);
      if (isApart) await kernel.close();
    });
  });
}
