// AssemblyScript, compiled to dist/matrix/assembly/matrix.wasm by src/cli/compile.mjs. Memory is imported: the caller lays it out.
export { factorise, reflectBack } from "./householder";
export { nextAtLeast } from "./next-at-least";
export { products } from "./products";
export { singleProducts } from "./single-products";
