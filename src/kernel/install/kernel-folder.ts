import { join, resolve } from "node:path";
import { jupyterDataFolder } from "../jupyter-folders";
import { environmentPrefix } from "./environment-prefix";

/** For whom the kernel is installed: this user (the default), a Python environment, or a folder such as /usr/local. */
export type InstallPlace = "user" | "sys-prefix" | { readonly prefix: string };

/** What most people will start, and what a notebook names. */
export const DEFAULT_NAME = "reseed";

/**
 * The folder of a kernelspec.
 *
 * @throws Error in one line if the name is none for a kernel, or there is no environment
 */
export function kernelFolder(name = DEFAULT_NAME, place: InstallPlace = "user"): string {
  if (!/^[a-z0-9._-]+$/i.test(name) || /^\.+$/.test(name)) {
    throw new Error(
      `Cannot name a kernel "${name}": use the letters a to z, digits, and the signs - _ . between them`,
    );
  }
  return join(jupyterFolder(place), "kernels", name.toLowerCase());
}

function jupyterFolder(place: InstallPlace): string {
  if (place === "user") return jupyterDataFolder();
  const prefix = place === "sys-prefix" ? environmentPrefix() : resolve(place.prefix);
  return join(prefix, "share", "jupyter");
}
