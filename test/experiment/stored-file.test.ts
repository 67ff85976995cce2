import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openFolder } from "../../src/experiment/open-folder";
import { DamagedFile, readStoredFile, writeStoredFile } from "../../src/experiment/stored-file";

const folder = mkdtempSync(join(tmpdir(), "reseed störe "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const header = { words: ["löwe", "king"], deep: [{ a: 1.5 }] };
const arrays = { words: Float32Array.of(1, -0, 2 ** -149, NaN, Infinity), contexts: Float32Array.of(0.1) };
const path = join(folder, "one.run");

describe("a stored file", () => {
  test("gives back what was written, bit for bit", () => {
    writeStoredFile(path, { header, arrays });
    const read = readStoredFile(path)!;
    expect(read.header).toEqual(header);
    expect(Object.keys(read.arrays)).toEqual(["words", "contexts"]);
    for (const [name, array] of Object.entries(arrays)) {
      expect(new Uint8Array(read.arrays[name]!.buffer)).toEqual(new Uint8Array(array.buffer));
    }
  });

  test("holds a part of a larger array, and none", () => {
    const part = join(folder, "part.run");
    writeStoredFile(part, { header: {}, arrays: { part: Float32Array.of(1, 2, 3, 4).subarray(1, 3) } });
    expect(readStoredFile(part)!.arrays).toEqual({ part: Float32Array.of(2, 3) });
    writeStoredFile(part, { header, arrays: {} });
    expect(readStoredFile(part)).toEqual({ header, arrays: {} });
  });

  test("is undefined where there is none", () => {
    expect(readStoredFile(join(folder, "none.run"))).toBeUndefined();
  });

  test("is damaged wherever a bit is changed, or it ends", () => {
    writeStoredFile(path, { header, arrays });
    const whole = readFileSync(path);
    const damaged = join(folder, "damaged.run");
    const problem = (bytes: Uint8Array) => {
      writeFileSync(damaged, bytes);
      try {
        readStoredFile(damaged);
      } catch (error) {
        return error;
      }
      return undefined;
    };
    for (let i = 0; i < whole.length; i++) {
      const changed = Buffer.from(whole);
      changed[i]! ^= 1 << (i % 8);
      expect(problem(changed), `byte ${i}`).toBeInstanceOf(DamagedFile);
      expect(problem(whole.subarray(0, i)), `the first ${i} bytes`).toBeInstanceOf(DamagedFile);
    }
    expect(problem(Buffer.concat([whole, Buffer.alloc(1)]))).toBeInstanceOf(DamagedFile);
    expect(problem(Buffer.alloc(whole.length))).toBeInstanceOf(DamagedFile);
    expect(problem(whole)).toBeUndefined();
    expect(String(problem(whole.subarray(0, 100)))).toContain(
      `${damaged} is damaged: its 100 bytes do not fit`,
    );
  });
});

describe("a file that is written", () => {
  const module = JSON.stringify(resolve("dist/experiment/stored-file.js"));
  const write = (to: string, floats: number) =>
    `const { writeStoredFile } = require(${module});` +
    `writeStoredFile(${JSON.stringify(to)}, { header: {}, arrays: { a: new Float32Array(${floats}) } });`;

  test("is whole for those who read it meanwhile, and whole when the writer is killed", async () => {
    const target = join(folder, "often.run");
    const often = `${write(target, 20_000)} console.log("ready"); for (;;) { ${write(target, 20_000)} }`;
    for (let kill = 0; kill < 3; kill++) {
      const writer = spawn(process.execPath, ["-e", often], { stdio: ["ignore", "pipe", "inherit"] });
      await once(writer.stdout!, "data");
      for (let reads = 0; reads < 100; reads++) {
        const length = readStoredFile(target)?.arrays.a?.length;
        expect([undefined, 20_000]).toContain(length);
        if (reads % 10 === 0) await new Promise((done) => setImmediate(done));
      }
      const ended = once(writer, "exit");
      writer.kill("SIGKILL");
      await ended;
      expect(readStoredFile(target)?.arrays.a).toHaveLength(20_000);
    }
  });

  test.runIf(process.platform !== "win32")(
    "fails in one clear line where files may not become so large",
    () => {
      const target = join(folder, "large.run");
      const { stderr } = spawnSync(
        "bash",
        ["-c", 'ulimit -f 64; exec "$0" -e "$1"', process.execPath, write(target, 100_000)],
        { encoding: "utf8" },
      );
      expect(stderr).toContain(
        `Cannot write ${target} (0.4 MB): files may not become so large here (see ulimit -f). Raise the limit`,
      );
      expect(readdirSync(folder).filter((name) => name.startsWith("large"))).toEqual([]);
    },
  );

  // A disk of its own needs a namespace of its own, which not every machine grants.
  const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", folder]).status === 0;
  test.runIf(canMount)("fails in one clear line on a full disk, and leaves nothing behind", () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    const list = `console.log(require("node:fs").readdirSync(${JSON.stringify(disk)}).join())`;
    const said = execFileSync(
      "unshare",
      [
        ...["-rm", "bash", "-c"],
        'mount -t tmpfs -o size=1m tmpfs "$0"; "$1" -e "$2"; "$1" -e "$3" 2>&1; "$1" -e "$4"',
        ...[disk, process.execPath, write(join(disk, "a.run"), 100_000)],
        ...[write(join(disk, "b.run"), 300_000), list],
      ],
      { encoding: "utf8" },
    );
    expect(said).toContain(`Cannot write ${join(disk, "b.run")} (1.2 MB): the disk is full. Free some space`);
    expect(said.trimEnd().split("\n").at(-1)).toBe("a.run");
  });
});

describe("openFolder()", () => {
  test("makes a folder with all folders above it", () => {
    const deep = join(folder, "a", "b é");
    openFolder(deep);
    openFolder(deep);
    expect(readdirSync(deep)).toEqual([]);
  });

  test("removes what was left half-written over an hour ago, and nothing else", () => {
    const store = join(folder, "store");
    openFolder(store);
    for (const name of ["old.run", "old.run.1-a.tmp", "young.run.2-b.tmp"])
      writeFileSync(join(store, name), "x");
    const hourAgo = Date.now() / 1000 - 3700;
    for (const name of ["old.run", "old.run.1-a.tmp"]) utimesSync(join(store, name), hourAgo, hourAgo);
    openFolder(store);
    expect(readdirSync(store)).toEqual(["old.run", "young.run.2-b.tmp"]);
  });

  test("says when there is a file in its way", () => {
    writeFileSync(join(folder, "file"), "x");
    expect(() => openFolder(join(folder, "file"))).toThrow(
      "there is a file of this name. Choose another folder",
    );
    expect(() => openFolder(join(folder, "file", "a"))).toThrow("a part of the path is a file");
  });
});
