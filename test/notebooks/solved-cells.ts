/** A cell of a notebook file. */
export interface Cell {
  readonly id: string;
  readonly cell_type: "code" | "markdown";
  readonly source: string | readonly string[];
}

/**
 * Answers of solutions that print no code, as they are printed there, by notebook and exercise. Solutions with code
 * need no entry.
 */
const printed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "01": { "exercise-1": "8", "exercise-2": "0.5", "exercise-3": "72" },
  "02": {
    "exercise-1": "Math.log(100)",
    "exercise-2": "28",
    "exercise-3": "1",
    "exercise-4": "true",
    "exercise-5": "4.8",
  },
  "03": { "exercise-1": "90", "exercise-2": "0.54", "exercise-3": "7,200" },
  "04": { "exercise-1": "0.6", "exercise-2": "0.26", "exercise-3": "4", "exercise-4": "0" },
  "05": { "exercise-chance": "0.01", "exercise-space": "0.2", "exercise-bias": "0.30" },
  "06": {
    "exercise-1": "160,000",
    "exercise-2": "189,900",
    "exercise-3": "400",
    "exercise-4": "false",
  },
  "07": { "exercise-stream": '"the random words"', "exercise-main": "0.05", "exercise-sum": "1" },
  "08": { "exercise-1": "12,288", "exercise-2": "1/3", "exercise-3": "2" },
  "09": { "exercise-1": "0.55", "exercise-2": "0.1", "exercise-3": "35" },
};

/** Answers near a right one, which their exercise must refuse. */
const wrong: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "01": {
    "exercise-2": ["2"],
    "exercise-4": [
      "const P = Matrix.eye(8).to2DArray();",
      "const P = [1, 0, 2, 3, 4, 5, 6, 7].map((k) => Matrix.eye(8).getRow(k));",
      "const P = [1, 0, 2, 4, 3, 5, 6, 7].map((k) => Matrix.eye(8).getRow(k).map((x) => (k === 2 ? -x : x)));",
    ],
  },
  "02": { "exercise-2": ["56"], "exercise-5": ["0.15"] },
  "03": {
    "exercise-2": ["0.34"],
    "exercise-3": ["6300"],
    "exercise-4": ["meanCosine(vectors[2], vectors[3])"],
  },
  "04": { "exercise-2": ["0.25"] },
};

/** The source of a cell in one piece. */
export function sourceOf(cell: Cell): string {
  return [cell.source].flat().join("");
}

/** Names of the cells that {@link solvedCells} makes. */
export const solvedCell = { right: "right-answer-", wrong: "wrong-answer-" } as const;

/**
 * The exercises of a notebook again, with an answer in place of `notYet`: one cell with the printed solution for each, and
 * one for each wrong answer named above. They can run after all cells of the notebook.
 *
 * @param number the first two digits of the notebook's name
 * @throws Error if a solution prints neither code nor the answer named above
 */
export function solvedCells(number: string, cells: readonly Cell[]): object[] {
  return cells.flatMap((cell, k) => {
    const source = sourceOf(cell);
    if (cell.cell_type !== "code" || !UNANSWERED.test(source)) return [];
    const solution = /<summary>Solution<\/summary>(.*?)<\/details>/s.exec(sourceOf(cells[k + 1]!))?.[1] ?? "";
    const right = answerOf(solution, number, cell.id);
    return [
      codeCell(`${solvedCell.right}${cell.id}`, answered(source, right)),
      ...(wrong[number]?.[cell.id] ?? []).map((answer, n) =>
        codeCell(`${solvedCell.wrong}${n}-${cell.id}`, answered(source, answer)),
      ),
    ];
  });
}

const UNANSWERED = /^(const \w+: .*) = notYet;$/m;

function answerOf(solution: string, number: string, exercise: string): string {
  const code = /```ts\n(.*?)```/s.exec(solution)?.[1];
  if (code !== undefined) return code.trim();
  const answer = printed[number]?.[exercise];
  if (answer === undefined || !solution.includes(answer)) {
    throw new Error(
      `The solution of ${exercise} in notebook ${number} should print its answer: a block of code, ` +
        `or the one that solved-cells.ts names, which is ${answer}. It says: ${solution.trim()}`,
    );
  }
  return answer.replace(/(?<=\d),(?=\d{3})/g, "");
}

/** The exercise with statements in place of the line that holds `notYet`, or with an expression in place of `notYet`. */
function answered(source: string, answer: string): string {
  return source.replace(UNANSWERED, (_, declared: string) =>
    answer.startsWith("const ") ? answer : `${declared} = ${answer};`,
  );
}

function codeCell(id: string, source: string): object {
  // The run goes on after an answer that is an error; the test names it.
  const metadata = { tags: ["raises-exception"] };
  return { cell_type: "code", id, execution_count: null, metadata, outputs: [], source };
}
