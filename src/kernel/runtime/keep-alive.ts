/** Signals that would end a process that does not listen to them. */
const DEADLY: ReadonlySet<unknown> = new Set([
  ...["SIGTERM", "SIGHUP", "SIGQUIT", "SIGKILL", "SIGABRT", undefined],
  ...[15, 1, 3, 9, 6],
]);

/** A cell that ends the process would take all variables with it: it is told so instead. */
export function keepAlive(): void {
  process.exit = ((code?: number) => refuse(`process.exit(${code ?? ""})`)) as typeof process.exit;
  process.abort = () => refuse("process.abort()");
  const { kill } = process;
  process.kill = (pid, signal) => {
    const isDeadly = DEADLY.has(signal) && process.listenerCount(String(signal)) === 0;
    if (pid === process.pid && isDeadly) refuse("process.kill(process.pid)");
    return Reflect.apply(kill, process, signal === undefined ? [pid] : [pid, signal]) as true;
  };
  // A front end stops cells by a message. Ctrl-C in its terminal may reach the kernel too.
  process.on("SIGINT", () => {});
}

function refuse(call: string): never {
  throw new Error(
    `${call} would end the kernel and lose all variables, so it only ended the cell. To end the kernel, use the Kernel menu`,
  );
}
