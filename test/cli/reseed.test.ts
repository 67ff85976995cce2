import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "../../src/cli/paths.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reseed ü "));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Options {
  readonly project?: string;
  readonly uid?: number;
}

function reseed(args: readonly string[], { project = root, uid }: Options = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, "src", "cli", "reseed.mjs"), ...args],
    {
      encoding: "utf8",
      env: { ...process.env, JUPYTER_DATA_DIR: join(folder, "data") },
      ...(uid === undefined ? {} : { uid }),
    },
  );
  return { code: status, out: stdout.trim(), err: stderr.trim() };
}

test("npx reseed is this command", () => {
  const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(bin).toEqual({ reseed: "src/cli/reseed.mjs" });
  expect(readFileSync(join(root, bin.reseed), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test("the kernel is installed and removed, with the options given", () => {
  const place = join(folder, "data", "kernels", "reseed");
  expect(reseed(["kernel", "install"])).toEqual({
    code: 0,
    out: `Installed the kernel in ${place}`,
    err: "",
  });
  expect(reseed(["kernel", "uninstall", "--user"])).toEqual({ code: 0, out: `Removed ${place}`, err: "" });

  const options = ["--prefix", join(folder, "é"), "--name=ts"];
  const other = join(folder, "é", "share", "jupyter", "kernels", "ts");
  const { out } = reseed(["kernel", "install", ...options, "--display-name", "TypeScript für alle"]);
  expect(out).toBe(`Installed the kernel in ${other}`);
  expect(JSON.parse(readFileSync(join(other, "kernel.json"), "utf8")).display_name).toBe(
    "TypeScript für alle",
  );
  expect(reseed(["kernel", "uninstall", ...options]).out).toBe(`Removed ${other}`);
  expect(existsSync(other)).toBe(false);
});

test("help is there with and without asking", () => {
  for (const words of [["--help"], ["kernel", "-h"], ["kernel", "install", "--help"], []]) {
    const { code, out, err } = reseed(words);
    expect(out).toMatch(/^reseed kernel install\|uninstall .+\n\n {2}--user /);
    expect(err).toBe("");
    expect(code).toBe(words.length > 0 ? 0 : 1);
  }
});

test.each<[readonly string[], RegExp]>([
  [["install"], /^✗ Unknown command "install"\. Usage: reseed kernel /],
  [["kernel", "remove"], /^✗ Unknown command "kernel remove"\. Usage: /],
  [["kernel", "install", "--user", "--sys-prefix"], /^✗ Choose one of --user and --sys-prefix\. Usage: /],
  [["kernel", "install", "--system"], /^✗ Unknown option --system\. Usage: /],
  [["kernel", "install", "--prefix"], /^✗ Option --prefix needs a value\. Usage: /],
  [["kernel", "install", "--name", "a b"], /^✗ Cannot name a kernel "a b": /],
  [["kernel", "uninstall"], /^✗ Cannot uninstall the kernel: it is not in .+reseed$/],
  [["kernel", "uninstall", "--display-name", "x"], /^✗ Unknown option --display-name\. Usage: /],
])("reseed %j fails in one line", (words, line) => {
  const { code, out, err } = reseed(words);
  expect(err).toMatch(line);
  expect(err).not.toContain("\n");
  expect({ code, out }).toEqual({ code: 1, out: "" });
});

test("before the project is compiled, it says how to do that", () => {
  cpSync(join(root, "src", "cli"), join(folder, "src", "cli"), { recursive: true });
  const { code, err } = reseed(["kernel", "install"], { project: folder });
  expect({ code, err }).toEqual({
    code: 1,
    err: "✗ Cannot install the kernel before the project is compiled: npm run setup",
  });
});

test.skipIf(process.platform === "win32")(
  "a folder that this user may not write to is told in one line",
  () => {
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o555 });
    // Root may write anywhere.
    const uid = process.getuid?.() === 0 ? 65534 : undefined;
    const { code, err } = reseed(["kernel", "install", "--prefix", closed], uid === undefined ? {} : { uid });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^✗ Cannot write to .+: this user may not\. Install for this user \(--user\), or below a folder of yours \(--prefix\)$/,
    );
  },
);
