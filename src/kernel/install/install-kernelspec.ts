import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type InstallPlace, kernelFolder } from "./kernel-folder";
import { kernelMain, kernelspec } from "./kernelspec";
import { logo } from "./logo";

export interface InstallOptions {
  readonly place?: InstallPlace | undefined;
  /** The kernel's name among Jupyter's kernels. Default "reseed". */
  readonly name?: string | undefined;
  /** How front ends show it. */
  readonly displayName?: string | undefined;
}

/**
 * Tells Jupyter of this kernel. Installing it again replaces what was there.
 *
 * @returns the folder of the kernelspec
 * @throws Error in one line: a folder that cannot be written to, another kernel of that name
 */
export function installKernelspec({ place, name, displayName }: InstallOptions = {}): string {
  const folder = kernelFolder(name, place);
  if (!existsSync(kernelMain)) {
    throw new Error(
      `Cannot install the kernel: ${kernelMain} is missing. Compile the project first (npm run setup)`,
    );
  }
  const other = otherKernel(folder);
  if (other !== undefined) {
    throw new Error(
      `Cannot install to ${folder}: the kernel "${other}" is there. Choose another name (--name)`,
    );
  }
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "logo-svg.svg"), logo);
    writeFileSync(
      join(folder, "kernel.json"),
      `${JSON.stringify(kernelspec({ displayName }), undefined, 2)}\n`,
    );
  } catch (error) {
    throw cannot("write to", folder, error);
  }
  return folder;
}

/**
 * Undoes `installKernelspec`.
 *
 * @returns the folder that is gone
 * @throws Error in one line if this kernel is not there, or cannot be removed
 */
export function uninstallKernelspec({ place, name }: InstallOptions = {}): string {
  const folder = kernelFolder(name, place);
  if (!existsSync(folder)) throw new Error(`Cannot uninstall the kernel: it is not in ${folder}`);
  const other = otherKernel(folder);
  if (other !== undefined) throw new Error(`Cannot uninstall ${folder}: it is another kernel, "${other}"`);
  try {
    rmSync(folder, { recursive: true });
  } catch (error) {
    throw cannot("remove", folder, error);
  }
  return folder;
}

/** The name of the kernel in a folder, if it is not this one, wherever that was installed from. */
function otherKernel(folder: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, "kernel.json"), "utf8");
  } catch {
    return undefined;
  }
  try {
    const { argv, display_name } = JSON.parse(text) as { argv?: unknown; display_name?: unknown };
    const isOurs =
      Array.isArray(argv) && argv.some((word) => /[\\/]dist[\\/]kernel[\\/]main\.js$/.test(String(word)));
    return isOurs ? undefined : String(display_name ?? "without a name");
  } catch {
    // A damaged file is nobody's.
    return undefined;
  }
}

function cannot(what: string, folder: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const forbidden = code === "EACCES" || code === "EPERM" || code === "EROFS";
  const advice = "this user may not. Install for this user (--user), or below a folder of yours (--prefix)";
  return new Error(`Cannot ${what} ${folder}: ${forbidden ? advice : message}`);
}
