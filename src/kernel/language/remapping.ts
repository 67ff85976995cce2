interface SourceMapLike {
  readonly version: number;
  readonly mappings: unknown;
}

/** Composes source maps, the last one first. The types that the package ships for CommonJS do not parse. */
export const remapping: (maps: readonly object[], loader: () => null) => SourceMapLike =
  require("@jridgewell/remapping");
