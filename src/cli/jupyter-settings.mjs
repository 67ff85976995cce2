import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kernelArguments } from "./kernel-arguments.mjs";
import { nodeModules, venv } from "./paths.mjs";

/** Tells the project's Jupyter of the TypeScript kernels, and settles what is the same for everyone. */
export function kernelspec() {
  writeJson(join(venv, "share", "jupyter", "kernels", "reseed", "kernel.json"), {
    argv: kernelArguments(),
    display_name: "TypeScript",
    language: "typescript",
    interrupt_mode: "message",
  });
  writeJson(join(venv, "share", "jupyter", "kernels", "tslab", "kernel.json"), {
    argv: [
      process.execPath,
      join(nodeModules, "tslab", "bin", "tslab"),
      "kernel",
      "--config-path={connection_file}",
    ],
    display_name: "TypeScript (tslab)",
    language: "typescript",
  });
  // JupyterLab would ask each user whether it may fetch news from the network.
  writeJson(join(venv, "etc", "jupyter", "labconfig", "page_config.json"), {
    disabledExtensions: { "@jupyterlab/apputils-extension:announcements": true },
  });
}

/**
 * @param {string} path
 * @param {object} value
 */
function writeJson(path, value) {
  const text = `${JSON.stringify(value, undefined, 2)}\n`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    if (readFileSync(path, "utf8") === text) return;
  } catch {
    // Not there yet.
  }
  writeFileSync(path, text);
}
