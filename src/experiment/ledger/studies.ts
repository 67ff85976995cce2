import { causeStudy } from "./cause-study";
import { neighbourStudy } from "./neighbour-study";
import { periodStudy } from "./period-study";
import type { Study } from "./study";

/** The studies of all notebooks. Together they judge every statement of the lesson. */
export const studies: readonly Study[] = [neighbourStudy, causeStudy, periodStudy];
