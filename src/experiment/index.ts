export { trainRuns } from "./train-runs";
