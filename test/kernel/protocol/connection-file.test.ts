import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConnectionFile } from "../../../src/kernel/protocol/connection-file";

const good = {
  transport: "tcp",
  ip: "127.0.0.1",
  shell_port: 5001,
  control_port: 5002,
  stdin_port: 5003,
  iopub_port: 5004,
  hb_port: 5005,
  key: "4f3c",
  signature_scheme: "hmac-sha256",
};
const { signature_scheme: _, ...read } = good;

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reseed ü "));
  path = join(folder, "kernel 1.json");
});
afterAll(() => rmSync(folder, { recursive: true }));

const readText = (text: string) => {
  writeFileSync(path, text);
  return readConnectionFile(path);
};

test("a connection file says where to listen and with which key, whatever else is in it", () => {
  const more = { kernel_name: "reseed", jupyter_session: "/home/x.ipynb", kernel_protocol_version: "5.5" };
  expect(readText(JSON.stringify({ ...good, ...more }))).toEqual(read);
  expect(readText(JSON.stringify({ ...good, transport: "ipc", ip: "/tmp/kernel-1" }))).toMatchObject({
    transport: "ipc",
    ip: "/tmp/kernel-1",
  });
});

test("without a key, the scheme of the signature does not matter", () => {
  expect(readText(JSON.stringify({ ...good, key: "", signature_scheme: "" })).key).toBe("");
});

test("keys for encryption come as a pair", () => {
  const keys = { curve_publickey: "p".repeat(40), curve_secretkey: "s".repeat(40) };
  expect(readText(JSON.stringify({ ...good, ...keys }))).toEqual({ ...read, ...keys });
  expect(readText(JSON.stringify({ ...good, curve_publickey: null, curve_secretkey: null }))).toEqual(read);
  const half = JSON.stringify({ ...good, curve_secretkey: keys.curve_secretkey });
  expect(() => readText(half)).toThrow(/: curve_publickey should be a key of 40 characters$/);
});

test.each([
  ["", /: it is not JSON \(/],
  ["{", /: it is not JSON \(/],
  ["[]", /: its JSON is not an object$/],
  ["null", /: its JSON is not an object$/],
  [{ transport: undefined }, /: transport is missing\. It should be "tcp" or "ipc"$/],
  [{ transport: "udp" }, /: transport is "udp", and should be "tcp" or "ipc"$/],
  [{ ip: "" }, /: ip is "", and should be an address such as 127\.0\.0\.1$/],
  [{ shell_port: undefined }, /: shell_port is missing\. It should be a whole number from 1 to 65535$/],
  [{ hb_port: "5005" }, /: hb_port is "5005", and should be a whole number from 1 to 65535$/],
  [{ iopub_port: 0 }, /: iopub_port is 0, and/],
  [{ stdin_port: 65536 }, /: stdin_port is 65536, and/],
  [{ control_port: 1.5 }, /: control_port is 1\.5, and/],
  [{ key: undefined }, /: key is missing\. It should be a text, empty for messages without a signature$/],
  [{ signature_scheme: "hmac-md5" }, /: signature_scheme is "hmac-md5", and should be "hmac-sha256"$/],
])("a connection file with %j is refused in one line", (change, message) => {
  const text = typeof change === "string" ? change : JSON.stringify({ ...good, ...change });
  writeFileSync(path, text);
  let found = "";
  try {
    readConnectionFile(path);
  } catch (error) {
    found = (error as Error).message;
  }
  expect(found).toMatch(message);
  expect(found.startsWith(`Cannot use the connection file ${path}: `)).toBe(true);
  expect(found).not.toContain("\n");
});

test("a connection file that is not there, or is a folder, is named", () => {
  expect(() => readConnectionFile(join(folder, "none.json"))).toThrow(/none\.json: there is no such file$/);
  expect(() => readConnectionFile(folder)).toThrow(/EISDIR/);
});
