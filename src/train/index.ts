export { type Backend, chooseBackend } from "./backend";
export { centredLogits } from "./centred-logits";
export { type EpochLoss, epochLosses } from "./epoch-losses";
export { expectedLogitError } from "./expected-logit-error";
export { type FitOptions, fitSoftmax, type SoftmaxFit } from "./fit-softmax";
export { type GloveOptions, type GloveRun, trainGlove } from "./glove";
export { type LbfgsOptions, lbfgs, type Minimum, type Objective } from "./lbfgs";
export {
  type NegativeSamplingOptions,
  type StartNumbers,
  trainNegativeSampling,
} from "./negative-sampling";
export { type NnlmOptions, type NnlmRun, originalExercise, trainNnlm } from "./nnlm";
export type { Optimizer } from "./optimizer";
export { type PpmiOptions, ppmi } from "./ppmi";
export { type PpmiSvdOptions, trainPpmiSvd } from "./ppmi-svd";
export { type SkipGramOptions, type SkipGramRun, trainSkipGram } from "./skip-gram";
export { type SoftmaxGradient, softmaxGradient, softmaxLoss } from "./softmax-loss";
export { softmaxPredictions } from "./softmax-predictions";
export type { SparseMatrix } from "./sparse-matrix";
export type { StartLaw, StartScale } from "./start-matrix";
export { type StartVectors, startVectors } from "./start-vectors";
export { type DoubleRun, trainDouble } from "./train-double";
export type { Snapshot, TrainedRun } from "./trained-run";
export { type TrainingText, trainingText } from "./training-text";
export { type TransformerOptions, type TransformerRun, trainTransformer } from "./transformer";
export { type TruncatedSvd, truncatedSvd } from "./truncated-svd";
