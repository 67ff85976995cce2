// AssemblyScript, compiled to dist/train/assembly/engine.wasm by src/cli/compile.mjs. Memory is imported: the caller lays it out.
export { firstFreeByte } from "./memory";
export { logarithm } from "./logarithm";
export { power } from "./power";
export { blockProduct, gramTimes, sparseTimes, subtractBlock } from "./block-products";
export { lossSum, pass, prepare } from "./negative-sampling";
export { softmaxGradient, softmaxPlaces, softmaxScratch } from "./full-softmax";
export { addTo, followAdagrad, followAdam, followMomentum, followSgd } from "./optimizers";
export { glovePass, prepareGlove, shuffleCells } from "./glove";
