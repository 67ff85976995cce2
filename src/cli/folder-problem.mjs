import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

/**
 * Turns what the operating system says about a file into the line that mends it, if it is one of the usual cases.
 *
 * @param {unknown} error
 * @returns {Failure | undefined}
 */
export function folderProblem(error) {
  const { code, path = root } = /** @type {NodeJS.ErrnoException} */ (error || {});
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new Failure(`The disk is full: free about 1 GB for ${root}, then run the same command again`);
    case "EROFS":
      return new Failure(
        `Cannot write ${path}: the disk is read-only. Put the project into a folder of your own`,
      );
    case "EACCES":
    case "EPERM":
      return new Failure(`Cannot write ${path}: permission denied. ${takeFolder()}`);
    default:
      return undefined;
  }
}

function takeFolder() {
  return process.platform === "win32"
    ? "Put the project into a folder of your own"
    : `Make the folder yours: sudo chown -R "$(id -un)" "${root}"`;
}
