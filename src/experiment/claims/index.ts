export { agreementVerdict } from "./agreement-verdict";
export { type AverageAgreement, type AveragingClaim, averagingClaim } from "./averaging-claim";
export type { Claim, ClaimFigure } from "./claim";
export { distanceClaim } from "./distance-claim";
export {
  type AnsweredQuestion,
  type MeaningClaim,
  type Measured,
  meaningClaim,
  type WordQuestion,
} from "./meaning-claim";
export { type NeighbourClaim, neighbourClaim } from "./neighbour-claim";
export { settingClaim } from "./setting-claim";
export { type SpectrumClaim, spectrumClaim } from "./spectrum-claim";
