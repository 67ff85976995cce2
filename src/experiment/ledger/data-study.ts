import { dataClaim } from "../claims";
import { crossPlantedTexts } from "../cross-planted-texts";
import { fitPlantedTexts } from "../fit-planted-texts";
import { plantedTexts } from "../planted-texts";
import { partOf } from "./part-of";
import type { Study } from "./study";
import { sweepTables } from "./sweep-tables";

const TEXTS = 16;
/** Fewer numbers per word than the truth has. */
const TOO_FEW = 3;

/** C12: what more text changes. */
export const dataStudy: Study = {
  notebook: "06",
  claims: ["C12"],
  run: async (options) => {
    const { preset, seed, report, signal } = options;
    const planted = plantedTexts(preset, seed, TEXTS);
    const step = (k: number) => ({ report: partOf(report, k, 3), ...(signal && { signal }) });
    const fits = await fitPlantedTexts(planted, step(0));
    const tooSmall = await crossPlantedTexts(planted, TOO_FEW, step(1));
    const { pairs } = await sweepTables("n", ["pairs"], { ...options, ...step(2) });
    return [
      dataClaim(
        { planted, fits, tooSmall, pairs },
        "skip-gram with negative sampling on the King James Bible, d = 32",
      ),
    ];
  },
};
