import { join } from "node:path";
import { root } from "./paths.mjs";

/** How a front end starts the project's own kernel. */
export function kernelArguments() {
  return [
    process.execPath,
    "--no-force-async-hooks-checks",
    "--disable-warning=ExperimentalWarning",
    join(root, "dist", "kernel", "main.js"),
    "{connection_file}",
  ];
}
