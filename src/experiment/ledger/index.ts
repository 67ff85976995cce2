export { judgeClaims } from "./judge-claims";
export { studies } from "./studies";
export type { Study, StudyOptions } from "./study";
