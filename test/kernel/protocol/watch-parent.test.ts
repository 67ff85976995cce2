import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { connect, freePlace } from "./front-end";

/** Starts a kernel as Jupyter does, and says which process it is. */
const STARTS_KERNEL = `const [, node, ...args] = process.argv;
const env = { ...process.env, JPY_PARENT_PID: String(process.pid) };
const child = require("node:child_process").spawn(node, args, { stdio: "ignore", detached: true, env });
console.log(child.pid);
process.stdin.resume();`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("the kernel ends when the program that started it was killed, also in the middle of a cell", async () => {
  const folder = mkdtempSync(join(tmpdir(), "reseed-"));
  const connectionFile = join(folder, "connection.json");
  const place = await freePlace();
  writeFileSync(connectionFile, JSON.stringify(place));
  const node = process.env.KERNEL_NODE ?? process.execPath;
  const main = resolve("dist", "kernel", "main.js");
  const parent = spawn(
    process.execPath,
    ["-e", STARTS_KERNEL, node, "--no-force-async-hooks-checks", main, connectionFile],
    { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, RESEED_KERNEL_DATA: folder } },
  );
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line);
  const shell = connect(place, "shell");
  onTestFinished(() => {
    shell.close();
    parent.kill("SIGKILL");
    if (isAlive(pid)) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  await shell.request("kernel_info_request");
  await shell.send("execute_request", { code: "for (;;) {}" });
  expect((await shell.request("kernel_info_request")).header.msg_type).toBe("kernel_info_reply");
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 10_000, interval: 100 }).toBe(false);
}, 30_000);
