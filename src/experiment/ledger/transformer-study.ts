import { depthClaim } from "../claims";
import { readDepthStudy } from "../read-depth-study";
import type { Study } from "./study";
import { sweepTables } from "./sweep-tables";

/** C13: what the layers of a transformer change. */
export const transformerStudy: Study = {
  notebook: "08",
  claims: ["C13"],
  run: async (options) => {
    const { runs, moments, scores } = await sweepTables("l", ["runs", "moments", "scores"], options);
    const study = readDepthStudy(moments, scores);
    const { vocabulary, dimension } = runs[0]!;
    return [depthClaim(study, `transformers on the King James Bible, V = ${vocabulary}, d = ${dimension}`)];
  },
};
