export { alignChain } from "./align-chain";
export { averagesOfRuns } from "./averages-of-runs";
export { type BalancedFactors, balancedFactors } from "./balanced-factors";
export { type Consensus, type ConsensusOptions, generalisedProcrustes } from "./generalised-procrustes";
export { heldOutAlignment } from "./held-out-alignment";
export { linearMap } from "./linear-map";
export { type Alignment, procrustes } from "./procrustes";
