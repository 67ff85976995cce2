export * from "./bootstrap";
export * from "./co-occurrence";
export * from "./corpus";
export * from "./encode";
export * from "./load-corpus";
export * from "./subsample";
export * from "./tokenize";
export * from "./vocabulary";
