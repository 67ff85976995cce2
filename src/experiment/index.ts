export { crossedPairsOf } from "./crossed-pairs-of";
export { dataGrid } from "./data-grid";
export { dimensionGrid, type Preset } from "./dimension-grid";
export type { Grid, PairKind, PairRow, RunRow } from "./grid";
export { loadResults } from "./load-results";
export { type ModelName, type ModelSetting, models } from "./models";
export { type PairMetricName, pairMetrics } from "./pair-metrics";
export { readTable } from "./read-table";
export {
  type FinishedRun,
  type GridResult,
  type RunGridOptions,
  runGrid,
  type Shard,
} from "./run-grid";
export { type RunMetricName, runMetrics } from "./run-metrics";
export { sweeps } from "./sweeps";
export { trainRuns } from "./train-runs";
export { type TableRow, writeTable } from "./write-table";
