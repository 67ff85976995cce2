#!/usr/bin/env node
// `npx reseed kernel install`: tells Jupyter of the TypeScript kernel.
import "./require-node.cjs";
import { command } from "./command.mjs";
import { fail } from "./failure.mjs";
import { readOptions } from "./options.mjs";

const usage =
  "reseed kernel install|uninstall [--user | --sys-prefix | --prefix DIR] [--name NAME] [--display-name TEXT]";
const help = `${usage}

  --user               for this user (the default)
  --sys-prefix         for the Python environment that jupyter is in, or that is activated
  --prefix DIR         below this folder, in share/jupyter/kernels
  --name NAME          how notebooks name the kernel (default reseed)
  --display-name TEXT  how front ends show it (default TypeScript)
`;

command(async () => {
  const [subject, verb, ...words] = process.argv.slice(2);
  if (subject === undefined || [subject, verb, ...words].some((word) => word === "--help" || word === "-h")) {
    console.log(help.trimEnd());
    return subject === undefined ? 1 : 0;
  }
  if (subject !== "kernel" || (verb !== "install" && verb !== "uninstall")) {
    fail(`Unknown command "${[subject, verb].join(" ").trim()}". Usage: ${usage}`);
  }
  const options = readOptions(words, {
    usage,
    values: ["prefix", "name", ...(verb === "install" ? ["display-name"] : [])],
    flags: ["user", "sys-prefix"],
  });
  const places = ["user", "sys-prefix", "prefix"].filter((name) => options[name] !== undefined);
  if (places.length > 1) fail(`Choose one of --${places.join(" and --")}. Usage: ${usage}`);
  const { installKernelspec, uninstallKernelspec } = await compiled();
  const place =
    options.prefix !== undefined
      ? { prefix: options.prefix }
      : options["sys-prefix"] !== undefined
        ? /** @type {const} */ ("sys-prefix")
        : /** @type {const} */ ("user");
  const wanted = { place, name: options.name, displayName: options["display-name"] };
  try {
    if (verb === "install") console.log(`Installed the kernel in ${installKernelspec(wanted)}`);
    else console.log(`Removed ${uninstallKernelspec(wanted)}`);
  } catch (error) {
    fail(/** @type {Error} */ (error).message);
  }
});

async function compiled() {
  try {
    return await import("../../dist/kernel/install/index.js");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ERR_MODULE_NOT_FOUND") throw error;
    return fail("Cannot install the kernel before the project is compiled: npm run setup");
  }
}
