export { check, notYet, verify } from "./check";
export type { DisplayOptions, MimeBundle } from "./display-channel";
export { emit } from "./emit";
export { formatInterval } from "./format-interval";
export { type Parameters, requireParameters } from "./parameters";
export { setUpNotebook } from "./set-up-notebook";
export { show } from "./show";
export { showTable } from "./show-table";
export { type Work, withProgress } from "./with-progress";
