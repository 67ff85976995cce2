import { dimensionClaim } from "../claims";
import { readErrors } from "../error-rows";
import type { Study } from "./study";
import { sweepTables } from "./sweep-tables";

/** C11: what a larger dimension changes. */
export const dimensionStudy: Study = {
  notebook: "05",
  claims: ["C11"],
  run: async (options) => {
    const { runs, pairs, errors } = await sweepTables("d", ["runs", "pairs", "errors"], options);
    return [
      dimensionClaim(
        { runs, pairs, errors: readErrors(errors) },
        "skip-gram with negative sampling on the King James Bible",
      ),
    ];
  },
};
