import { root } from "./paths.mjs";

/**
 * Reads the output of a failed npm or pip for the usual causes.
 *
 * @param {"npm" | "pip"} tool
 * @param {string} output everything that the tool printed
 * @returns {string} one line that names the cause and what mends it
 */
export function whyInstallFailed(tool, output) {
  const again = "then run the same command again";
  if (/ENOSPC|EDQUOT|No space left on device|not enough space/i.test(output)) {
    return `The disk is full: free about 1 GB for ${root}, ${again}`;
  }
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/i.test(output)) {
    return `${tool} cannot write a file: make the folder it names above yours (sudo chown -R), ${again}`;
  }
  if (/CERT|SSLError|SSL routines|self[- ]signed/i.test(output)) {
    return `${tool} does not trust the network's certificate: ask for the certificate file of your network and set ${
      tool === "npm" ? "NODE_EXTRA_CA_CERTS" : "PIP_CERT"
    } to its path, ${again}`;
  }
  if (networkSigns.test(output)) {
    return `${tool} cannot reach its packages: check the network (and the proxy, if there is one), ${again}`;
  }
  if (/\bE40[13]\b|HTTP error 40[13]|40[13] (Client Error|Forbidden|Unauthorized)/i.test(output)) {
    return `${tool}'s package server refuses the request: check the settings in ${
      tool === "npm" ? ".npmrc" : "pip.conf"
    } of your home folder, ${again}`;
  }
  return `${tool} failed: its last lines are above. Mend what they name, ${again}`;
}

const networkSigns = new RegExp(
  [
    "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT",
    "network (request|connectivity|error)|fetch failed|Failed to establish a new connection",
    "Temporary failure in name resolution|Network is unreachable|Connection (refused|reset|aborted|broken)",
    "timed out|Max retries exceeded|ProxyError|NewConnectionError|ConnectTimeoutError",
  ].join("|"),
  "i",
);
