// `npm start`: sets up what is missing, then opens the notebooks in JupyterLab.
import { command } from "./command.mjs";
import { fail } from "./failure.mjs";
import { portProblem } from "./free-port.mjs";
import { jupyterServer, logFile } from "./jupyter-server.mjs";
import { openBrowser } from "./open-browser.mjs";
import { readOptions } from "./options.mjs";
import { setup } from "./setup.mjs";
import { step } from "./step.mjs";

const usage = "npm start -- [--no-browser] [--port N] [--host ADDRESS]";
const help = `${usage}

  --no-browser     only print the address
  --port N         use this port; without it the first free one from 8888 on
  --host ADDRESS   listen on this address; 0.0.0.0 lets other machines in, as a container needs (default 127.0.0.1)
`;

command(async () => {
  const options = readOptions(process.argv.slice(2), {
    usage,
    values: ["port", "host"],
    flags: ["no-browser", "help"],
  });
  if (options.help !== undefined) {
    console.log(help);
    return;
  }
  const host = options.host || "127.0.0.1";
  const wanted = options.port === undefined ? undefined : portNumber(options.port);
  // A taken port is told before minutes of set-up, not after.
  if (wanted !== undefined) await requirePort(wanted, host);
  await setup();
  const port = wanted === undefined ? await firstFreePort(host) : wanted;

  const server = await step("JupyterLab", () => jupyterServer({ port, host }));
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
    console.log("Stopping JupyterLab and its kernels …");
    await server.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.removeAllListeners(signal);
    process.on(signal, stop);
  }
  console.log(`\nThe course is open at\n\n    ${server.address}\n`);
  if (host === "0.0.0.0" || host === "::") {
    console.log("From another machine, put this machine's name in the place of the address.");
  }
  console.log(`Ctrl-C here stops it. JupyterLab's messages go to ${logFile}`);
  if (options["no-browser"] === undefined) openBrowser(server.address);
  await server.ended;
  console.log(
    stopping ? "Stopped. npm start opens it again." : "JupyterLab was shut down. npm start opens it again.",
  );
});

/** @param {string} text */
function portNumber(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    fail(`Cannot use port ${text}: a port is a number from 1 to 65535, for example --port 8899`);
  }
  return port;
}

/**
 * @param {number} port
 * @param {string} host
 */
async function requirePort(port, host) {
  switch (await portProblem(port, host)) {
    case undefined:
      return;
    case "EADDRINUSE":
      return fail(
        `Port ${port} is taken by another program. Choose another: npm start -- --port ${port + 1}`,
      );
    case "EACCES":
      return fail(`Port ${port} needs an administrator. Choose one from 1024 on: npm start -- --port 8899`);
    default:
      return fail(`This machine has no address ${host}. Choose another: npm start -- --host 127.0.0.1`);
  }
}

/** @param {string} host */
async function firstFreePort(host) {
  for (let port = 8888; port < 8988; port++) {
    const problem = await portProblem(port, host);
    if (problem === undefined) return port;
    if (problem !== "EADDRINUSE") await requirePort(port, host);
  }
  return fail("All ports from 8888 to 8987 are taken. Choose another: npm start -- --port 9999");
}
