import { depthClaim } from "../claims";
import type { DepthPairRow, DepthRunRow } from "../depth-study";
import type { Study } from "./study";
import { sweepTables } from "./sweep-tables";

/** C13: what the layers of a transformer change. */
export const transformerStudy: Study = {
  notebook: "08",
  claims: ["C13"],
  run: async (options) => {
    const { runs, moments, scores } = await sweepTables("l", ["runs", "moments", "scores"], options);
    // The sweep writes what depthStudy gives, row by row.
    const study = {
      runs: moments as readonly unknown[] as readonly DepthRunRow[],
      pairs: scores as readonly unknown[] as readonly DepthPairRow[],
    };
    const { vocabulary, dimension } = runs[0]!;
    return [depthClaim(study, `transformers on the King James Bible, V = ${vocabulary}, d = ${dimension}`)];
  },
};
