export {
  againstTextLength,
  type LengthAxes,
  type LengthPanel,
  type LengthSeries,
} from "./against-text-length";
export { type AnchorScore, anchorScores } from "./anchor-scores";
export type { Animation, AnimationStep } from "./animation";
export { type AveragedAgreement, averagedRuns } from "./averaged-runs";
export type { Axis } from "./axis";
export { type CoordinatesPanel, coordinatesOverRuns } from "./coordinates-over-runs";
export { type CosineGroup, cosineHistogram } from "./cosine-histogram";
export { cosinesUnderMaps } from "./cosines-under-maps";
export { differencesBetweenRuns } from "./differences-between-runs";
export { type ComparedWord, type DisplacementText, displacementsAgainst } from "./displacements-against";
export { type DistanceGroup, distanceAgainstChance } from "./distance-against-chance";
export { type DistancePairs, distanceScatter } from "./distance-scatter";
export { errorAgainstCount, type WordErrors } from "./error-against-count";
export { errorAgainstText } from "./error-against-text";
export { errorBars } from "./error-bars";
export { exponent } from "./exponent";
export { type Figure, figure, type SideBySide, type SinglePanel } from "./figure";
export { formatFixed } from "./format-fixed";
export { formatNumber } from "./format-number";
export { type GramError, gramErrors } from "./gram-errors";
export { intervalBand } from "./interval-band";
export { jitter } from "./jitter";
export { lossByModel, type ModelLosses } from "./loss-by-model";
export { lossCurves } from "./loss-curves";
export { lossUnderMaps, type MapEffect } from "./loss-under-maps";
export { type MovedWords, movedWords } from "./moved-words";
export { neighbourRace, type RacingWord } from "./neighbour-race";
export { neighboursOverRuns } from "./neighbours-over-runs";
export { overlapByDepth } from "./overlap-by-depth";
export { pairMeans } from "./pair-means";
export { divergingScale, grey, ink, palette, sequentialScale } from "./palette";
export type { Panel } from "./panel";
export type * from "./plotly-json";
export type { ReferenceLine } from "./reference-line";
export { type RotatedStart, rotatedStarts } from "./rotated-starts";
export { rotatingRun, type TurnedModel } from "./rotating-run";
export { type LossPanel, type LossPath, scoresAgainstLoss } from "./scores-against-loss";
export { type FrequencyPanel, scoresByFrequency } from "./scores-by-frequency";
export { type ScoreRow, type ScoreRowText, scoresByRow } from "./scores-by-row";
export { type ModelScore, type ScorePanel, scoresWithFloors } from "./scores-with-floors";
export { seriesStyle } from "./series-style";
export { slidingMap } from "./sliding-map";
export { spectraOfRuns } from "./spectra-of-runs";
export { staticSvg } from "./static-svg";
export { type VarianceAxes, type VariancePanel, type VariancePartsAt, varianceParts } from "./variance-parts";
export { type RemainingDifference, whatRemains } from "./what-remains";
export { withCaption } from "./with-caption";
