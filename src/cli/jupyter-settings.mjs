import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { nodeModules, venv } from "./paths.mjs";

/** Tells the project's Jupyter of the TypeScript kernels, and settles what is the same for everyone. */
export async function jupyterSettings() {
  const { installKernelspec } = await import("../../dist/kernel/install/index.js");
  installKernelspec({ place: { prefix: venv } });
  // The notebooks run on stock tslab too; the tests use it.
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
