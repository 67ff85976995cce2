import type { ErrorReport } from "../messages";
import type { TypeProblem } from "./check-problems";
import { codeFrame, placeName } from "./code-frame";
import { highlight } from "./highlight";

const MOST_SHOWN = 10;

/** All type errors of a cell as one error report, each with the lines it is about. */
export function typeError(problems: readonly TypeProblem[], code: string, title: string): ErrorReport {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  const shown = problems.slice(0, MOST_SHOWN);
  const left = problems.length - shown.length;
  return {
    ename: `TS${first!.code}`,
    evalue: `${first!.message.split("\n")[0]}${more}`,
    traceback: [
      ...shown.flatMap((problem) => [
        `${highlight(`TS${problem.code}`)}: ${problem.message}`,
        ...codeFrame(code, problem, placeName(title, problem)),
        "",
      ]),
      ...(left > 0 ? [`… and ${left} more.`] : []),
      "The cell did not run. To run it unchecked, begin it with // @ts-nocheck",
    ],
  };
}
