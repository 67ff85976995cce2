// `npm run bench:kernel`: this kernel beside tslab, Deno and ipykernel, each started afresh, in one run.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "../command.mjs";
import { fail } from "../failure.mjs";
import { readOptions } from "../options.mjs";
import { out, root, venvPython } from "../paths.mjs";
import { setup } from "../setup.mjs";

const DENO = "2.9.6";
const usage = "npm run bench:kernel -- [--json FILE] [--repeat N] [--only NAME,NAME]";

command(async () => {
  const options = readOptions(process.argv.slice(2), {
    usage,
    values: ["json", "repeat", "only"],
    flags: [],
  });
  await setup();
  const { kernelspec } = await import("../../../dist/kernel/install/index.js");
  const systems = {
    reseed: kernelspec(),
    tslab: {
      argv: [
        process.execPath,
        join(root, "node_modules", "tslab", "bin", "tslab"),
        "kernel",
        "--config-path={connection_file}",
      ],
      language: "typescript",
    },
    ...deno(),
    ipykernel: {
      argv: [venvPython, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
      language: "python",
    },
  };
  const wanted = options.only?.split(",") ?? Object.keys(systems);
  const chosen = Object.fromEntries(Object.entries(systems).filter(([name]) => wanted.includes(name)));
  const done = spawnSync(
    venvPython,
    [
      join(root, "src", "cli", "bench", "kernel.py"),
      JSON.stringify(chosen),
      options.repeat ?? "5",
      options.json ?? "",
    ],
    { stdio: "inherit" },
  );
  if (done.status !== 0) fail("The comparison of kernels failed: its message is above");
});

/** Deno in a folder of its own, because nothing else here needs it. */
function deno() {
  const folder = join(out, "bench", "deno");
  const binary = join(folder, "node_modules", ".bin", "deno");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ private: true, dependencies: { deno: DENO } }),
    );
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const installed = spawnSync(npm, ["install", "--no-audit", "--no-fund"], {
      cwd: folder,
      stdio: "ignore",
    });
    if (installed.status !== 0 || !existsSync(binary)) {
      console.log(`deno ${DENO} could not be installed: it is left out`);
      return {};
    }
  }
  return {
    deno: {
      argv: [binary, "jupyter", "--kernel", "--conn", "{connection_file}"],
      language: "typescript",
      interrupt_mode: "message",
    },
  };
}
