import { existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { nodeModules, root } from "./paths.mjs";

/** Makes the two links that npm does not make. */
export function packageLinks() {
  // Notebooks import the package by its name.
  link(join(nodeModules, "reseed"), root);
  // danfojs-node asks for tfjs-node and gets plain tfjs. package.json says so ("overrides"), but npm then leaves
  // out the copy, because it takes the course's own tfjs-node for it, which may have no binary.
  const own = join(nodeModules, "danfojs-node", "node_modules", "@tensorflow", "tfjs-node");
  if (existsSync(join(nodeModules, "danfojs-node"))) link(own, join(nodeModules, "@tensorflow", "tfjs"));
}

/**
 * @param {string} path
 * @param {string} target
 */
function link(path, target) {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found && !found.isSymbolicLink()) {
    if (path !== join(nodeModules, "reseed")) return;
  } else if (found && resolve(dirname(path), readlinkSync(path)) === target) {
    return;
  }
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  // A junction is the kind of link that Windows allows to everyone.
  symlinkSync(target, path, "junction");
}
