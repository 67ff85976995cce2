import type { Matrix } from "ml-matrix";
import { wordVectors } from "../../embedding";
import { randomStream, seedStreams } from "../../random";
import { displacementTest } from "../../stability";
import { averagingClaim } from "../claims";
import { periodGrids } from "../period-grids";
import { runGrid } from "../run-grid";
import { partOf } from "./part-of";
import type { Study } from "./study";

const RUNS = 8;
const DEALS = 2000;

export const periodStudy: Study = {
  notebook: "09",
  claims: ["C16"],
  run: async ({ preset, seed, report, ...options }) => {
    const { shared, grids } = periodGrids(preset, seed, RUNS);
    const vectors: Matrix[][] = [];
    for (const [k, grid] of grids.entries()) {
      const { runs, load } = await runGrid(grid, { ...options, report: partOf(report, k, grids.length) });
      vectors.push(runs.map((_, run) => wordVectors(load(run).words, shared.words)));
    }
    const random = randomStream(seedStreams(seed), "bootstrap");
    const tests = vectors.slice(1).map((next, k) => displacementTest(vectors[k]!, next, random, DEALS));
    return [
      averagingClaim(vectors, tests, "skip-gram with negative sampling on the State of the Union addresses"),
    ];
  },
};
