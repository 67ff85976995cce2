// AssemblyScript, compiled to dist/train/assembly/engine.wasm by src/cli/compile.mjs. Memory is imported: the caller lays it out.
export { firstFreeByte } from "./memory";
export { power } from "./power";
export { lossSum, pass, prepare } from "./negative-sampling";
