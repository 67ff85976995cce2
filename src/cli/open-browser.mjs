import { spawn } from "node:child_process";

/**
 * Shows an address in the user's browser. Where there is none, nothing happens: the address is printed anyway.
 *
 * @param {string} address
 */
export function openBrowser(address) {
  const [tool, ...args] =
    process.platform === "darwin"
      ? ["open", address]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", address]
        : ["xdg-open", address];
  const child = spawn(tool, args, { stdio: "ignore", detached: true });
  child.on("error", () => console.log("No browser could be opened: open the address yourself."));
  child.unref();
}
