import { Failure } from "./failure.mjs";

/**
 * @param {string} version such as "20.20.2"
 * @throws {Failure} if the course does not run on this version of Node
 */
export function requireNode(version) {
  const [major, minor] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(
    `Node.js ${version} is too old: version 20.19 or newer is needed. Install one from https://nodejs.org, then run the same command again`,
  );
}
