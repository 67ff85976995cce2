import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { jupyterEnv } from "../../src/cli/jupyter-env.mjs";
import { venvPython } from "../../src/cli/paths.mjs";

export interface JupyterServer {
  /** A page of the server, such as "lab/tree/small.ipynb". */
  address(path: string): string;
  stop(): Promise<void>;
}

/** Starts JupyterLab and Notebook on a folder, for a user who has never used them and trusts nothing yet. */
export async function startJupyter(folder: string): Promise<JupyterServer> {
  const port = await freePort();
  const token = "test";
  const user = mkdtempSync(join(tmpdir(), "reseed-jupyter-"));
  const server = spawn(
    venvPython,
    [
      ...["-m", "jupyterlab", "--no-browser", "--allow-root", `--ServerApp.root_dir=${folder}`],
      // As the variable jupyterapp of its page, for tests that act as an extension does.
      "--expose-app-in-browser",
      ...["--ServerApp.ip=127.0.0.1", `--ServerApp.port=${port}`, "--ServerApp.port_retries=0"],
    ],
    {
      env: {
        ...jupyterEnv(),
        JUPYTER_TOKEN: token,
        JUPYTER_CONFIG_DIR: join(user, "config"),
        JUPYTER_DATA_DIR: join(user, "data"),
        JUPYTER_RUNTIME_DIR: join(user, "runtime"),
      },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let log = "";
  server.stderr.on("data", (text) => {
    log += String(text);
  });
  let running = true;
  const ended = new Promise<void>((resolve) => {
    server.on("exit", () => {
      running = false;
      resolve();
    });
  });
  const address = (path: string) => `http://127.0.0.1:${port}/${path}?token=${token}`;
  const stop = async () => {
    server.kill("SIGTERM");
    await Promise.race([ended, wait(10_000)]);
    server.kill("SIGKILL");
    rmSync(user, { recursive: true, force: true });
  };
  for (const deadline = Date.now() + 60_000; ; await wait(200)) {
    const answer = await fetch(address("api/status")).catch(() => undefined);
    if (answer?.ok) return { address, stop };
    if (running && Date.now() < deadline) continue;
    await stop();
    throw new Error(`JupyterLab did not start: ${log}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
