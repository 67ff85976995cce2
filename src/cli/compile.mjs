import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runTool, ToolFailure } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { nodeModules, root } from "./paths.mjs";
import { stepOnce } from "./step.mjs";

const sources = join(root, "src");
const dist = join(root, "dist");

/** The sources have errors that the compiler names. What it could compile is in dist all the same. */
export class CompileFailure extends Failure {}

/** Compiles src to dist if a source has changed, and takes what came from deleted sources out of dist. */
export async function compile() {
  const files = typeScriptFiles();
  const stamp = join(dist, ".reseed-sources");
  const intact = existsSync(join(dist, "index.js"));
  await stepOnce("TypeScript sources", { stamp, key: hash(files), intact }, async () => {
    removeStale(files);
    const compiler = join(nodeModules, "typescript", "bin", "tsc");
    try {
      await runTool(process.execPath, [compiler, "-p", root], { cwd: root });
    } catch (error) {
      if (!(error instanceof ToolFailure)) throw error;
      throw new CompileFailure(
        "The TypeScript sources have errors: mend the lines above, then run the same command again",
        error.details,
      );
    }
  });
}

/** Paths inside src, without the declarations of foreign packages, which compile to nothing. */
function typeScriptFiles() {
  return filesIn(sources).filter((path) => path.endsWith(".ts"));
}

/**
 * @param {string} folder
 * @returns {string[]} sorted paths relative to the folder
 */
function filesIn(folder, inside = "") {
  return readdirSync(join(folder, inside), { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(inside, entry.name);
      return entry.isDirectory() ? filesIn(folder, path) : [path];
    })
    .sort();
}

/** @param {readonly string[]} files */
function hash(files) {
  const { version } = JSON.parse(readFileSync(join(nodeModules, "typescript", "package.json"), "utf8"));
  const sum = createHash("sha256")
    .update(version)
    .update(readFileSync(join(root, "tsconfig.json")));
  for (const file of files) sum.update(file).update(readFileSync(join(sources, file)));
  return sum.digest("hex").slice(0, 16);
}

/** @param {readonly string[]} files */
function removeStale(files) {
  if (!existsSync(dist)) return;
  const outputs = new Set(files.flatMap((file) => [".js", ".d.ts"].map((end) => file.replace(/\.ts$/, end))));
  for (const path of filesIn(dist)) {
    if (/\.(js|d\.ts)$/.test(path) && !outputs.has(path)) rmSync(join(dist, path));
  }
}
