import {
  isExpressionStatement,
  isFunctionDeclaration,
  isVariableStatement,
  type SourceFile,
} from "typescript/unstable/ast";
import { declaredNames } from "./check-scope";

/**
 * The part of a cell that its declarations need: without the variables and functions whose types are known, and without
 * what only runs.
 *
 * @param start where the cell starts in the file
 * @param end where it ends
 * @param known names whose types are written down elsewhere
 */
export function declarationsOf(
  source: SourceFile,
  start: number,
  end: number,
  known: ReadonlySet<string>,
): string {
  const statements = source.statements.filter(
    (each) => each.getStart(source) >= start && each.getEnd() <= end,
  );
  const needed = statements.filter((statement) => {
    if (!isVariableStatement(statement) && !isFunctionDeclaration(statement)) return true;
    return !declaredNames([statement]).every(({ name }) => known.has(name));
  });
  // `f.count = 0` adds to the type of f.
  const canGrow = needed.some((each) => isVariableStatement(each) || isFunctionDeclaration(each));
  return needed
    .filter((each) => canGrow || !isExpressionStatement(each))
    .map((each) => source.text.slice(each.getFullStart(), each.getEnd()))
    .join("\n");
}
