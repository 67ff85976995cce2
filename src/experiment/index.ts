export { bibleQuestions } from "./bible-questions";
export {
  type CauseEffect,
  type CauseEffects,
  causeEffects,
  type Instability,
  type InstabilityRatio,
} from "./cause-effects";
export { type Cause, causeGrid, causes } from "./cause-grid";
export { changedVectors, type VectorChange, vectorChanges } from "./changed-vectors";
export * from "./claims";
export { type CrossedLength, crossPlantedTexts } from "./cross-planted-texts";
export { crossedPairsOf } from "./crossed-pairs-of";
export { dataGrid } from "./data-grid";
export { depthGrid } from "./depth-grid";
export {
  type DepthPairRow,
  type DepthRunRow,
  type DepthStudy,
  depthStudy,
  type VectorKind,
} from "./depth-study";
export { type DepthDifference, type DepthVerdict, depthVerdict } from "./depth-verdict";
export { dimensionGrid, dimensionHeldOut, type Preset } from "./dimension-grid";
export { errorRows, readErrors } from "./error-rows";
export { fitPlantedTexts, type PlantedOptions } from "./fit-planted-texts";
export type { Grid, PairKind, PairRow, RunRow } from "./grid";
export * from "./ledger";
export { loadResults } from "./load-results";
export { modelGrid } from "./model-grid";
export { type ModelName, type ModelSetting, models } from "./models";
export { neighbourGrid } from "./neighbour-grid";
export { type PairMetricName, pairMetrics } from "./pair-metrics";
export { type PeriodGrids, periodGrids } from "./period-grids";
export { type PlantedTexts, plantedTexts } from "./planted-texts";
export { powerBetween } from "./power-between";
export { type PredictionErrors, predictionErrors } from "./prediction-errors";
export { readDepthStudy } from "./read-depth-study";
export { readTable } from "./read-table";
export { type RotationSettings, rotationSettings } from "./rotation-settings";
export {
  type FinishedRun,
  type GridResult,
  type RunGridOptions,
  runGrid,
  type Shard,
} from "./run-grid";
export { type RunMetricName, runMetrics } from "./run-metrics";
export { type SeedAgainstText, seedAgainstText } from "./seed-against-text";
export {
  type AgreementMetric,
  type SettingEffect,
  type SettingEffects,
  type SettingLevel,
  type SettingScore,
  type SettingTables,
  settingEffects,
} from "./setting-effects";
export { type SettingGrids, settingGrids, softmaxSettings } from "./setting-grids";
export { type Sweep, sweepCommand, sweeps } from "./sweeps";
export { trainRuns } from "./train-runs";
export { trainingGrid } from "./training-grid";
export { type TrainingSettings, trainingSettings } from "./training-settings";
export { turnedStart } from "./turned-start";
export { type Verdict, verdictOf } from "./verdict-of";
export { type TableRow, writeTable } from "./write-table";
