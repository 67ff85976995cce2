export { type AgainstChance, againstChance } from "./against-chance";
export { agreementVerdict } from "./agreement-verdict";
export { type AverageAgreement, type AveragingClaim, averagingClaim } from "./averaging-claim";
export { caseVerdict } from "./case-verdict";
export type { Claim, ClaimFigure } from "./claim";
export { type DataClaim, type DataPart, type DataResults, dataClaim } from "./data-claim";
export { type DepthClaim, depthClaim } from "./depth-claim";
export {
  type DimensionChange,
  type DimensionClaim,
  type DimensionMeasure,
  type DimensionTables,
  dimensionClaim,
} from "./dimension-claim";
export { distanceClaim } from "./distance-claim";
export { type LossChanges, type LossClaim, lossClaim, type ModelPair } from "./loss-claim";
export { type MeanCosineClaim, meanCosineClaim } from "./mean-cosine-claim";
export {
  type AnsweredQuestion,
  type MeaningClaim,
  type Measured,
  meaningClaim,
  type WordQuestion,
} from "./meaning-claim";
export { type NeighbourClaim, neighbourClaim } from "./neighbour-claim";
export { nothingVerdict } from "./nothing-verdict";
export { type LongRun, type OptimaClaim, optimaClaim } from "./optima-claim";
export { plainDistanceClaim } from "./plain-distance-claim";
export { type RawCosineClaim, rawCosineClaim } from "./raw-cosine-claim";
export { type ResidualClaim, residualClaim } from "./residual-claim";
export { settingClaim } from "./setting-claim";
export { type SpectrumClaim, spectrumClaim } from "./spectrum-claim";
export { type TurnClaim, type TurnError, turnClaim } from "./turn-claim";
export { type TurnedStart, turnedStartVerdict } from "./turned-start-verdict";
