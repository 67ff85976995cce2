import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { venvPython } from "../../../src/cli/paths.mjs";

const folder = mkdtempSync(join(tmpdir(), "conformance-"));
let output = "";

beforeAll(() => {
  const spec = join(folder, "kernels", "tested");
  mkdirSync(spec, { recursive: true });
  writeFileSync(
    join(spec, "kernel.json"),
    JSON.stringify({
      argv: [
        process.env.KERNEL_NODE ?? process.execPath,
        "--no-force-async-hooks-checks",
        "--disable-warning=ExperimentalWarning",
        resolve("dist", "kernel", "main.js"),
        "{connection_file}",
      ],
      display_name: "tested",
      language: "typescript",
      interrupt_mode: "message",
    }),
  );
  const run = spawnSync(venvPython, [resolve("test", "kernel", "conformance", "kernel_test.py")], {
    encoding: "utf8",
    env: {
      ...process.env,
      JUPYTER_PATH: folder,
      KERNEL_NAME: "tested",
      RESEED_KERNEL_DATA: join(folder, "history"),
      JUPYTER_PLATFORM_DIRS: "1",
    },
  });
  output = run.stderr;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tests = [
  "clear_output",
  "completion",
  "display_data",
  "error",
  "execute_result",
  "execute_stderr",
  "execute_stdout",
  "history",
  "inspect",
  "is_complete",
  "kernel_info",
  "pager",
  "recv_iopub_welcome_msg",
];

test.each(tests)("jupyter_kernel_test's %s passes", (name) => {
  expect(output).toMatch(new RegExp(`test_${name} .*\\bok$`, "m"));
});

test("nothing of jupyter_kernel_test is left out", () => {
  expect(output).toMatch(new RegExp(`Ran ${tests.length} tests`));
  expect(output).not.toContain("skipped");
});
