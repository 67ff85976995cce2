export { type Embedding, type Provenance, toMatrix } from "./embedding";
export { wordRow } from "./word-row";
