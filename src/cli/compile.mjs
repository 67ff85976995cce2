import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runTool, ToolFailure } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { nodeModules, root } from "./paths.mjs";
import { stepOnce } from "./step.mjs";

const sources = join(root, "src");
const dist = join(root, "dist");
/** Each folder of AssemblyScript becomes one WebAssembly module. */
const assemblies = [
  { folder: join("train", "assembly"), module: "engine.wasm" },
  { folder: join("matrix", "assembly"), module: "matrix.wasm" },
];

/** The sources have errors that the compiler names. What it could compile is in dist all the same. */
export class CompileFailure extends Failure {}

/** Compiles src to dist if a source has changed, and takes what came from deleted sources out of dist. */
export async function compile() {
  await compileTypeScript();
  await compileAssembly();
}

async function compileTypeScript() {
  const files = typeScriptFiles();
  const stamp = join(dist, ".reseed-sources");
  const intact = existsSync(join(dist, "index.js"));
  const settings = [versionOf(join(nodeModules, "typescript")), readFileSync(join(root, "tsconfig.json"))];
  const key = hash(files, settings);
  await stepOnce("TypeScript sources", { stamp, key, intact }, async () => {
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

async function compileAssembly() {
  const files = assemblies.flatMap(({ folder }) =>
    filesIn(join(sources, folder)).map((file) => join(folder, file)),
  );
  const flags = ["-O3", "--converge", "--enable", "simd", "--runtime", "stub", "--importMemory"];
  const compiler = join(nodeModules, "assemblyscript");
  const stamp = join(dist, ".reseed-assembly");
  const key = hash(files, [versionOf(compiler), ...flags]);
  const intact = assemblies.every(({ folder, module }) => existsSync(join(dist, folder, module)));
  await stepOnce("WebAssembly sources", { stamp, key, intact }, async () => {
    for (const { folder, module } of assemblies) {
      // The compiler takes a path with spaces, but writes paths that it finds from where it runs.
      const entry = join("src", folder, "index.ts");
      const output = join("dist", folder, module);
      const args = [join(compiler, "bin", "asc.js"), entry, ...flags, "--outFile", output];
      try {
        await runTool(process.execPath, args, { cwd: root });
      } catch (error) {
        if (!(error instanceof ToolFailure)) throw error;
        throw new CompileFailure(
          `The AssemblyScript sources in src/${folder} have errors: mend the lines above, then run the same command again`,
          error.details,
        );
      }
    }
  });
}

/** Paths inside src, without the declarations of foreign packages, which compile to nothing, and AssemblyScript. */
function typeScriptFiles() {
  return filesIn(sources).filter(
    (path) => path.endsWith(".ts") && !assemblies.some(({ folder }) => path.startsWith(folder)),
  );
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

/** @param {string} folder of a package */
function versionOf(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
}

/**
 * @param {readonly string[]} files
 * @param {readonly (string | Buffer)[]} settings
 */
function hash(files, settings) {
  const sum = createHash("sha256");
  for (const setting of settings) sum.update(setting);
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
