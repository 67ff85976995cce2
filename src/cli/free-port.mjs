import { createServer } from "node:net";

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>} undefined if the port can be used, otherwise the error code, such as "EADDRINUSE"
 */
export function portProblem(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) =>
      resolve(/** @type {NodeJS.ErrnoException} */ (error).code || String(error)),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
