import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The compiled package, whether this is part of it or of the sources. */
const COMPILED = join(__dirname, "..", "..", "dist");
const ROOMS = ["align", "embedding", "matrix", "random", "stability"];
const REGISTRY = join("experiment", "pair-metrics.js");

/** A hash of the compiled code that compares runs: what was measured with other code is measured again. */
export function metricCode(): string {
  const hash = createHash("sha256");
  const files = ROOMS.flatMap((room) =>
    readdirSync(join(COMPILED, room), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(js|wasm)$/.test(name))
      .sort()
      .map((name) => join(room, name)),
  );
  for (const file of [...files, REGISTRY]) hash.update(readFileSync(join(COMPILED, file)));
  return hash.digest("hex");
}
