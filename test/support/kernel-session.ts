import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { jupyterEnv } from "../../src/cli/jupyter-env.mjs";
import { out, venvPython } from "../../src/cli/paths.mjs";

/** A message of the kernel to the notebook page. */
export interface KernelOutput {
  readonly type: "display_data" | "update_display_data" | "stream" | "error" | "execute_result";
  readonly content: {
    readonly data?: Readonly<Record<string, unknown>>;
    readonly transient?: { readonly display_id?: string };
    readonly name?: "stdout" | "stderr";
    readonly text?: string;
    readonly ename?: string;
    readonly evalue?: string;
  };
  /** Seconds after the cell was sent. */
  readonly at: number;
}

export interface Executed {
  readonly status: "ok" | "error" | "aborted";
  readonly outputs: readonly KernelOutput[];
  readonly seconds: number;
}

export interface KernelSession {
  execute(code: string, options?: { readonly interruptAfter?: number }): Promise<Executed>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real kernel as the notebooks do, with cells that can import "reseed". */
export async function startKernel(kernel = "reseed"): Promise<KernelSession> {
  // Inside the project, so that "reseed" is found.
  const folder = join(out, "test", "kernel");
  mkdirSync(folder, { recursive: true });
  const child = spawn(venvPython, [join(__dirname, "kernel_session.py"), kernel, folder], {
    env: jupyterEnv(),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += String(text);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The kernel session ended: ${stderr}`);
    return JSON.parse(value) as unknown;
  };
  const ask = (command: object) => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    return answer();
  };
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => resolve());
  });
  await answer();
  return {
    execute: async (code, { interruptAfter } = {}) =>
      (await ask({ execute: code, interruptAfter: interruptAfter ?? null })) as Executed,
    restart: async () => {
      await ask({ restart: true });
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** What the outputs say as text, with what went to stderr, and errors. */
export function textOf({ outputs }: Executed): string {
  return outputs
    .map(({ type, content }) =>
      type === "error"
        ? `${content.ename}: ${content.evalue}`
        : (content.text ?? String(content.data?.["text/plain"] ?? "")),
    )
    .join("\n")
    .trim();
}
