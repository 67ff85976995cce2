import { alignmentStudy } from "./alignment-study";
import { causeStudy } from "./cause-study";
import { dataStudy } from "./data-study";
import { dimensionStudy } from "./dimension-study";
import { neighbourStudy } from "./neighbour-study";
import { periodStudy } from "./period-study";
import { rotationStudy } from "./rotation-study";
import type { Study } from "./study";
import { trainingStudy } from "./training-study";
import { transformerStudy } from "./transformer-study";

/** The studies of all notebooks. Together they judge every statement of the lesson. */
export const studies: readonly Study[] = [
  rotationStudy,
  trainingStudy,
  alignmentStudy,
  neighbourStudy,
  dimensionStudy,
  dataStudy,
  causeStudy,
  transformerStudy,
  periodStudy,
];
