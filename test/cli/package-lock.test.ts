import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock: { readonly packages: Readonly<Record<string, Entry>> } = JSON.parse(
  readFileSync("package-lock.json", "utf8"),
);
const manifest: Entry = JSON.parse(readFileSync("package.json", "utf8"));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reseed-lock-"));
  for (const file of ["package.json", "package-lock.json", ".npmrc"]) cpSync(file, join(folder, file));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("npm ci accepts the lock file, without asking the network", () => {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const args = ["ci", "--dry-run", "--offline", "--ignore-scripts", "--cache", join(folder, "cache")];
  const { status, stdout, stderr } = spawnSync(npm, args, {
    cwd: folder,
    encoding: "utf8",
    shell: npm !== "npm",
  });
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/added \d+ packages/);
});

test("the lock file holds the packages of every system, not only of the one it was made on", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isFound(path, name)),
  );
  expect(missing).toEqual([]);
  expect(Object.keys(lock.packages)).toContain("node_modules/@biomejs/cli-win32-x64");
});

test("the lock file pins what package.json names", () => {
  const { dependencies, devDependencies, optionalDependencies } = lock.packages[""] ?? {};
  expect({ dependencies, devDependencies, optionalDependencies }).toEqual({
    dependencies: manifest.dependencies,
    devDependencies: manifest.devDependencies,
    optionalDependencies: manifest.optionalDependencies,
  });
  const pinned = { ...dependencies, ...devDependencies, ...optionalDependencies };
  for (const [name, version] of Object.entries(pinned)) {
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});

test("the lock file works with any registry", () => {
  const addresses = Object.values(lock.packages).flatMap(({ resolved }) => resolved ?? []);
  expect(addresses).toEqual([]);
});

/** Whether Node would find a package from that path: in the node_modules there, or in one further up. */
function isFound(path: string, name: string): boolean {
  const parents = path.split("/node_modules/");
  return parents.some((_, above) => {
    const place = parents.slice(0, parents.length - above).join("/node_modules/");
    return `${place}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages;
  });
}
