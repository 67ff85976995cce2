import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ProjectCopy, projectCopy } from "./project-copy";

const nobody = 65534;
const realPython = resolve(".venv/bin/python");

/** A real Python that runs what it is given after a line of ours. */
function python(firstLine: string): string {
  return `#!/bin/sh\nexec "${realPython}" -c "import sys; ${firstLine}; exec(sys.argv[2])" "$@"\n`;
}

let project: ProjectCopy;
beforeAll(() => {
  project = projectCopy();
});
afterAll(() => project.remove());

describe.skipIf(process.platform === "win32")(
  "each thing that is missing gets one line that mends it",
  () => {
    test.each(["start", "test", "course", "native", "setup"])("a too old Node.js, for npm run %s", (name) => {
      const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
      const [node, flag, check, command] = scripts[name].split(" ");
      expect([node, flag, command]).toEqual(["node", "-r", `src/cli/${name}.mjs`]);
      const older = 'Object.defineProperty(process.versions, "node", { value: "20.18.3" });';
      const program = `${older} require(${JSON.stringify(resolve(check))}); console.log("went on")`;
      const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
      expect(status).toBe(1);
      expect(stdout).toBe("");
      expect(stderr.trim()).toMatch(
        /^✗ Node\.js 20\.18\.3 is too old: version 20\.19 or newer is needed\. Install .*$/,
      );
    });

    test("no Python", async () => {
      const { code, text } = await project.run("start", [], { env: { PATH: "/no/such/folder" } });
      expect(text).toMatch(/^✗ Python was not found: version 3\.10 or newer is needed\. Install it .*$/);
      expect(code).toBe(1);
    });

    test("a too old Python", async () => {
      const PATH = project.program("python3", python("sys.version_info = (3, 9, 18)"));
      const { code, text } = await project.run("start", [], { env: { PATH } });
      expect(text).toMatch(/^✗ Python 3\.9 is too old: version 3\.10 or newer is needed\. Install it .*$/);
      expect(code).toBe(1);
    });

    test("a Python without its venv module", async () => {
      const PATH = project.program("python3.12", python("sys.modules['ensurepip'] = None"));
      const { code, text } = await project.run("start", [], { env: { PATH } });
      expect(text).toMatch(/^✗ Python 3\.\d+ \(python3\.12\) has no venv module\. Install it .*$/);
      expect(code).toBe(1);
    });

    test("a PYTHON that is none", async () => {
      const { text } = await project.run("start", [], { env: { PYTHON: "/bin/false" } });
      expect(text).toMatch(
        /^✗ Cannot run PYTHON=\/bin\/false: set it to the path of Python 3\.10 or newer.*$/,
      );
    });

    test("no npm beside Node.js and on the path", async () => {
      const node = project.program("node", "");
      spawnSync("cp", [process.execPath, join(node, "node")]);
      const PATH = project.program("python3", python("pass"));
      const alone = spawnSync(join(node, "node"), ["src/cli/setup.mjs"], {
        cwd: project.folder,
        env: { ...project.environment, PATH },
        encoding: "utf8",
      });
      expect(alone.stderr.trim()).toMatch(/^✗ npm was not found: it comes with Node\.js .*$/);
    });

    test("no network for npm", async () => {
      const { code, text } = await project.run("start");
      expect(text.split("\n").at(-1)).toMatch(
        /^✗ npm cannot reach its packages: check the network .* then run the same command again$/,
      );
      expect(code).toBe(1);
    }, 30_000);

    test("no network for pip", async () => {
      const program = join(project.folder, "src", "cli", "only-python.mjs");
      writeFileSync(
        program,
        'import { command } from "./command.mjs"; import { pythonEnvironment } from "./python-environment.mjs"; command(pythonEnvironment);',
      );
      const { status, stderr } = spawnSync(process.execPath, [program], {
        cwd: project.folder,
        env: { ...project.environment, PYTHON: realPython },
        encoding: "utf8",
      });
      expect(stderr.trim().split("\n").at(-1)).toMatch(
        /^✗ pip cannot reach its packages: check the network .* then run the same command again$/,
      );
      expect(status).toBe(1);
    }, 60_000);

    test("a folder that can't be written", async () => {
      const other = projectCopy();
      const uid = process.getuid?.() === 0 ? nobody : undefined;
      chmodSync(other.folder, 0o555);
      const { code, text } = await other.run("start", [], { ...(uid && { uid }) });
      chmodSync(other.folder, 0o755);
      other.remove();
      expect(text).toMatch(
        /^✗ Cannot write .*the project: permission denied\. Make the folder yours: sudo chown .*$/,
      );
      expect(code).toBe(1);
    });

    test.each([
      [["--port", "http"], "Cannot use port http: a port is a number from 1 to 65535"],
      [["--port", "0"], "Cannot use port 0"],
      [["--port"], "Option --port needs a value. Usage: npm start -- [--no-browser]"],
      [["--fast"], "Unknown option --fast. Usage: npm start"],
      [["--host", "203.0.113.7", "--port", "8899"], "This machine has no address 203.0.113.7"],
    ])("a wrong command line %j", async (args, message) => {
      const { code, text } = await project.run("start", args);
      expect(text).toContain(message);
      expect(text).toMatch(/^✗ .*$/);
      expect(code).toBe(1);
    });

    test("a port that is taken, before anything is fetched", async () => {
      const server = createServer();
      const port = await new Promise<number>((settle) => {
        server.listen(0, "127.0.0.1", () => settle((server.address() as AddressInfo).port));
      });
      const { code, text } = await project.run("start", ["--port", String(port)]);
      server.close();
      expect(text).toBe(
        `✗ Port ${port} is taken by another program. Choose another: npm start -- --port ${port + 1}`,
      );
      expect(code).toBe(1);
      expect(existsSync(join(project.folder, "node_modules", ".package-lock.json"))).toBe(false);
    });
  },
);

describe.skipIf(process.platform === "win32")("a set-up that is interrupted", () => {
  test("ends its tools, says so, and leaves no lock", async () => {
    // A server that never answers keeps npm waiting.
    const sockets = new Set<{ destroy(): void }>();
    let asked = () => {};
    const wasAsked = new Promise<void>((settle) => {
      asked = settle;
    });
    const server = createServer(() => asked()).on("connection", (socket) => sockets.add(socket));
    const port = await new Promise<number>((settle) => {
      server.listen(0, "127.0.0.1", () => settle((server.address() as AddressInfo).port));
    });
    const child = project.spawn("setup", [], { env: { npm_config_registry: `http://127.0.0.1:${port}/` } });
    let text = "";
    child.stdout?.on("data", (chunk) => {
      text += String(chunk);
    });
    await wasAsked;
    const owners = readFileSync(join(project.folder, "out", ".setup-lock"), "utf8")
      .split(" ")
      .map(Number);
    child.kill("SIGINT");
    const code = await new Promise((settle) => child.on("close", settle));
    for (const socket of sockets) socket.destroy();
    server.close();
    expect(code).toBe(130);
    expect(text.trim().split("\n").at(-1)).toBe("Stopped. The same command goes on from here.");
    expect(owners).toHaveLength(2);
    expect(owners.filter(isAlive)).toEqual([]);
    expect(existsSync(join(project.folder, "out", ".setup-lock"))).toBe(false);
  }, 30_000);

  test("does not hold up the next one, even if it was killed", async () => {
    const { pid } = spawnSync("true");
    mkdirSync(join(project.folder, "out"), { recursive: true });
    writeFileSync(join(project.folder, "out", ".setup-lock"), String(pid));
    const { text } = await project.run("setup");
    expect(text).toContain("npm cannot reach its packages");
    expect(text).not.toContain("Waiting");
  }, 30_000);

  test("is waited for while it is alive", async () => {
    writeFileSync(join(project.folder, "out", ".setup-lock"), String(process.pid));
    const child = project.spawn("setup");
    const said = await new Promise((settle) => child.stdout?.once("data", (chunk) => settle(String(chunk))));
    child.kill("SIGTERM");
    const code = await new Promise((settle) => child.on("close", settle));
    expect(said).toContain(`Waiting for another set-up of this folder (process ${process.pid})`);
    expect(code).toBe(143);
    expect(existsSync(join(project.folder, "out", ".setup-lock"))).toBe(true);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
