export * from "./install-kernelspec";
export { DEFAULT_NAME, type InstallPlace } from "./kernel-folder";
export { type Kernelspec, kernelspec } from "./kernelspec";
