export { commonWords } from "./common-words";
export { type Embedding, type Provenance, toMatrix } from "./embedding";
export { type NeighbourLists, neighbourLists } from "./neighbour-lists";
export { type Neighbour, neighbours } from "./neighbours";
export { wordRow } from "./word-row";
export { wordVectors } from "./word-vectors";
