import { readFileSync } from "node:fs";

/** Where a kernel listens, and the key that its messages are signed with. */
export interface ConnectionInfo {
  readonly transport: "tcp" | "ipc";
  /** With ipc, the beginning of the sockets' paths. */
  readonly ip: string;
  readonly shell_port: number;
  readonly control_port: number;
  readonly stdin_port: number;
  readonly iopub_port: number;
  readonly hb_port: number;
  /** Empty: messages are not signed. */
  readonly key: string;
  /** With both, everything is encrypted (CurveZMQ). Z85, 40 characters. */
  readonly curve_publickey?: string;
  readonly curve_secretkey?: string;
}

const ports = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"] as const;
const curveKeys = ["curve_publickey", "curve_secretkey"] as const;

/**
 * Reads the file in which a front end tells a kernel where to listen.
 *
 * @throws Error in one line: what is wrong with the file, and what was wanted
 */
export function readConnectionFile(path: string): ConnectionInfo {
  const fail = (problem: string) => new Error(`Cannot use the connection file ${path}: ${problem}`);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw fail(code === "ENOENT" ? "there is no such file" : message);
  }
  let info: Record<string, unknown>;
  try {
    info = JSON.parse(text);
  } catch (error) {
    throw fail(`it is not JSON (${(error as Error).message.replaceAll(/\s+/g, " ")})`);
  }
  if (typeof info !== "object" || info === null || Array.isArray(info)) {
    throw fail("its JSON is not an object");
  }
  const wanted = (name: string, what: string) =>
    fail(
      name in info
        ? `${name} is ${JSON.stringify(info[name])}, and should be ${what}`
        : `${name} is missing. It should be ${what}`,
    );
  const { transport, ip, key, signature_scheme: scheme = "hmac-sha256" } = info;
  if (transport !== "tcp" && transport !== "ipc") throw wanted("transport", `"tcp" or "ipc"`);
  if (typeof ip !== "string" || ip === "") throw wanted("ip", "an address such as 127.0.0.1");
  for (const name of ports) {
    const port = info[name];
    if (!Number.isInteger(port) || Number(port) < 1 || Number(port) > 65535) {
      throw wanted(name, "a whole number from 1 to 65535");
    }
  }
  if (typeof key !== "string") throw wanted("key", "a text, empty for messages without a signature");
  if (key !== "" && scheme !== "hmac-sha256") throw wanted("signature_scheme", `"hmac-sha256"`);
  const encrypted = curveKeys.some((name) => info[name] !== undefined && info[name] !== null);
  if (encrypted) {
    for (const name of curveKeys) {
      const value = info[name];
      if (typeof value !== "string" || value.length !== 40) {
        // A secret does not belong into a log.
        throw fail(`${name} should be a key of 40 characters`);
      }
    }
  }
  const port = (name: (typeof ports)[number]) => info[name] as number;
  return {
    transport,
    ip,
    shell_port: port("shell_port"),
    control_port: port("control_port"),
    stdin_port: port("stdin_port"),
    iopub_port: port("iopub_port"),
    hb_port: port("hb_port"),
    key,
    ...(encrypted
      ? { curve_publickey: info.curve_publickey as string, curve_secretkey: info.curve_secretkey as string }
      : {}),
  };
}
