import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The compiled package, whether this is part of it or of the sources. */
const COMPILED = join(__dirname, "..", "..", "dist");

/** A hash of the code that compares runs: what was measured with other code is measured again. */
export function metricCode(): string {
  const hash = createHash("sha256");
  const rooms = ["align", "embedding", "matrix", "random", "stability"].map((room) => join(COMPILED, room));
  const files = rooms.flatMap((room) =>
    readdirSync(room)
      .filter((name) => name.endsWith(".js"))
      .sort()
      .map((name) => join(room, name)),
  );
  for (const file of [...files, join(COMPILED, "experiment", "pair-metrics.js")])
    hash.update(readFileSync(file));
  return hash.digest("hex");
}
