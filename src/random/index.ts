export * from "./gaussian";
export * from "./random";
export * from "./random-orthogonal";
export * from "./run-seeds";
export * from "./shuffle";
export * from "./streams";
