// `npm run bench:kernel`: this kernel beside tslab, Deno and ipykernel, each in a prefix of its own, in one run.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ToolFailure } from "../child.mjs";
import { command } from "../command.mjs";
import { fail } from "../failure.mjs";
import { npmPrefix } from "../npm-prefix.mjs";
import { readOptions } from "../options.mjs";
import { root, venvPython } from "../paths.mjs";
import { pythonPrefix } from "../python-prefix.mjs";
import { setup } from "../setup.mjs";

const usage = "npm run bench:kernel -- [--json FILE] [--repeat N] [--only NAME,NAME]";

/** @typedef {{ argv: readonly string[], language: string, interrupt_mode?: string, version: string }} System a kernelspec as each one's own installer writes it */

/** @type {Record<string, () => Promise<System>>} */
const systems = {
  reseed: async () => {
    const { kernelspec } = createRequire(import.meta.url)(join(root, "dist", "kernel", "install"));
    const { argv, language, interrupt_mode } = kernelspec();
    return { argv, language, interrupt_mode, version: "this" };
  },
  tslab: async () => {
    const folder = await npmPrefix(join("bench", "tslab"), "tslab", "1.0.22", { scripts: true });
    const program = join(folder, "bin", "tslab");
    const argv = [process.execPath, program, "kernel", "--config-path={connection_file}"];
    return { argv, language: "typescript", version: "1.0.22" };
  },
  deno: async () => {
    const folder = await npmPrefix(join("bench", "deno"), "deno", "2.9.6", { scripts: true });
    // Not the script in JavaScript that starts it.
    const program = join(folder, process.platform === "win32" ? "deno.exe" : "deno");
    if (!existsSync(program)) fail(`Deno was installed, but ${program} is missing`);
    const argv = [program, "jupyter", "--kernel", "--conn", "{connection_file}"];
    return { argv, language: "typescript", version: "2.9.6" };
  },
  ipykernel: async () => {
    const python = await pythonPrefix(join("bench", "ipykernel"), [
      'ipykernel==7.4.0; python_version >= "3.11"',
      'ipykernel==7.3.0; python_version < "3.11"',
    ]);
    const argv = [python, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"];
    return { argv, language: "python", version: "7.4.0, 7.3.0 below Python 3.11" };
  },
};

command(async () => {
  const options = readOptions(process.argv.slice(2), { usage, values: ["json", "repeat", "only"] });
  await setup();
  const wanted = options.only?.split(",") ?? Object.keys(systems);
  /** @type {Record<string, System>} */
  const chosen = {};
  for (const name of wanted) {
    if (!(name in systems)) fail(`Unknown kernel ${name}. There are ${Object.keys(systems).join(", ")}`);
    try {
      chosen[name] = await systems[name]();
    } catch (error) {
      if (!(error instanceof ToolFailure)) throw error;
      console.log(`${name} could not be installed and is left out: ${error.message}\n${error.details}`);
    }
  }
  const script = join(root, "src", "cli", "bench", "kernel.py");
  const args = [JSON.stringify(chosen), options.repeat ?? "5", options.json ?? ""];
  const done = spawnSync(venvPython, [script, ...args], { stdio: "inherit" });
  if (done.status !== 0) fail("The comparison of kernels failed: its message is above");
});
