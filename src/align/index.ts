export { linearMap } from "./linear-map";
export { type Alignment, procrustes } from "./procrustes";
