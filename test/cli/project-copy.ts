import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Ended {
  readonly code: number | null;
  /** Everything that was printed, without the spaces and line ends around it. */
  readonly text: string;
}

/**
 * A fresh clone as far as the commands are concerned, in a folder whose name is not simple, with an empty home. What
 * would fetch packages finds no network.
 */
export interface ProjectCopy {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Starts a command of package.json, such as "start". */
  spawn(command: string, args?: readonly string[], options?: Options): ChildProcess;
  run(command: string, args?: readonly string[], options?: Options): Promise<Ended>;
  /** Puts a program into a folder of its own and returns that folder, for a PATH. */
  program(name: string, script: string): string;
  remove(): void;
}

export interface Options {
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
}

const deadAddress = "http://127.0.0.1:9/";

export function projectCopy(): ProjectCopy {
  // The system's own folder for such things may be a link, and Node names modules without links.
  const home = realpathSync(mkdtempSync(join(tmpdir(), "reseed é ")));
  chmodSync(home, 0o755);
  const folder = join(home, "the project");
  for (const path of ["src/cli", "package.json", "package-lock.json", ".npmrc", "tsconfig.json"]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(path, join(folder, path), { recursive: true });
  }
  const environment = {
    PATH: process.env.PATH,
    HOME: home,
    npm_config_cache: join(home, "npm cache"),
    npm_config_registry: deadAddress,
    npm_config_fetch_retries: "0",
    PIP_INDEX_URL: deadAddress,
    PIP_RETRIES: "1",
  };
  const start = (command: string, args: readonly string[] = [], { env, uid }: Options = {}) =>
    spawn(
      process.execPath,
      ["-r", "./src/cli/require-node.cjs", join("src", "cli", `${command}.mjs`), ...args],
      { cwd: folder, env: { ...environment, ...env }, ...(uid && { uid, gid: uid }) },
    );
  let programs = 0;
  return {
    folder,
    environment,
    spawn: start,
    run: (command, args, options) => ended(start(command, args, options)),
    program(name, script) {
      const bin = join(home, `bin ${programs++}`);
      mkdirSync(bin);
      writeFileSync(join(bin, name), script, { mode: 0o755 });
      return bin;
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

export function ended(child: ChildProcess): Promise<Ended> {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      text += String(chunk);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, text: text.trim() }));
  });
}
