import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** What Jupyter needs to know to start this kernel: the content of a kernel.json. */
export interface Kernelspec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: "typescript";
  readonly interrupt_mode: "message";
  readonly kernel_protocol_version: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The program that a front end starts. */
export const kernelMain = join(__dirname, "..", "main.js");

export function kernelspec({
  displayName = "TypeScript",
  node = lastingPath(process.execPath),
}: {
  readonly displayName?: string | undefined;
  readonly node?: string;
} = {}): Kernelspec {
  return {
    argv: [node, ...nodeOptions(), kernelMain, "{connection_file}"],
    display_name: displayName,
    language: "typescript",
    interrupt_mode: "message",
    kernel_protocol_version: "5.5",
    metadata: { debugger: false, supported_encryption: ["curve"] },
  };
}

/** The options that the kernel wants of Node.js, as far as this one knows them. */
function nodeOptions(): string[] {
  // Without the first, stopping a loop that a timer started would end the process.
  return ["--no-force-async-hooks-checks", "--disable-warning=ExperimentalWarning"].filter((option) =>
    process.allowedNodeEnvironmentFlags.has(option.split("=")[0]!),
  );
}

/** Homebrew removes the folder of a version when a newer one comes, but keeps a link to the newest. */
export function lastingPath(node: string): string {
  const [, homebrew, formula] = /^(.+)\/Cellar\/([^/]+)\/[^/]+\/bin\/node$/.exec(node) ?? [];
  if (homebrew === undefined) return node;
  const link = join(homebrew, "opt", formula!, "bin", "node");
  return existsSync(link) && realpathSync(link) === realpathSync(node) ? link : node;
}
