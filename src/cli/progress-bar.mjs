const { stdout } = process;
const WIDTH = 24;

/** A bar on the last line of the terminal, with lines of text above it. Without a terminal there are only the lines. */
export function progressBar() {
  const began = Date.now();
  let bar = "";
  let left = "";
  const draw = () => stdout.isTTY && stdout.write(`\r\x1b[K${bar}`);
  return {
    /** @param {string} line */
    print(line) {
      if (stdout.isTTY) stdout.write("\r\x1b[K");
      console.log(line);
      draw();
    },
    /**
     * @param {number} done in any unit
     * @param {number} total
     */
    update(done, total) {
      const share = total > 0 ? Math.min(1, done / total) : 1;
      const elapsed = (Date.now() - began) / 1000;
      left = share > 0 && share < 1 ? `about ${duration((elapsed * (1 - share)) / share)} left` : "";
      const full = Math.round(WIDTH * share);
      bar = `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${Math.floor(100 * share)} % ${left}`;
      draw();
    },
    /** The time that is left, in words; nothing if it is not known. */
    left: () => left,
    end() {
      bar = "";
      draw();
    },
  };
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 100) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
