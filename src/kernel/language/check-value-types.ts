import type { FreshableType, Project, Type } from "typescript/unstable/sync";
import type { CellName, CellNameKind } from "./cell-names";
import type { EarlierCell, ValueType } from "./check-earlier-cells";
import { inlineType } from "./check-inline-type";

const WRITABLE: ReadonlySet<CellNameKind> = new Set(["let", "const", "var", "function"]);

/** NodeBuilderFlags: NoTruncation, UseFullyQualifiedType and AllowUniqueESSymbolType. */
const PRINT_WHOLE = 1 | 64 | (1 << 20);
const LITERAL = /^(?:-?\d[\d.e+-]*n?|"(?:[^"\\]|\\.)*"|true|false)$/;

/** Whether the type of a name can be written down. Of a class, for one, only a copy of the cell gives all of it. */
export function hasWritableType({ kind }: CellName): boolean {
  return WRITABLE.has(kind);
}

/**
 * The types of a cell's names, written down as far as that is possible.
 *
 * @param positions where each name stands in the file
 * @param isLocal whether a name in a printed type may mean something that only the cell knows
 * @param cellAt the cell that a module path stands for
 */
export function valueTypes(
  { checker }: Project,
  file: string,
  names: readonly CellName[],
  positions: ReadonlyMap<string, number>,
  {
    isLocal,
    cellAt,
  }: { isLocal: (name: string) => boolean; cellAt: (path: string) => EarlierCell | undefined },
): ReadonlyMap<string, ValueType> {
  const kinds = new Map(names.filter(hasWritableType).map(({ name, kind }) => [name, kind]));
  const asked = [...kinds.keys()];
  const symbols = checker.getSymbolAtPosition(
    file,
    asked.map((name) => positions.get(name)!),
  );
  const types = new Map<string, ValueType>();
  for (const [at, name] of asked.entries()) {
    const symbol = symbols[at];
    const type = symbol && checker.getTypeOfSymbol(symbol);
    if (!type) continue;
    const text = checker.typeToString(type, undefined, PRINT_WHOLE);
    types.set(name, valueType(type, text, kinds.get(name) === "const", isLocal, cellAt));
  }
  return types;
}

function valueType(
  type: Type,
  text: string,
  isConst: boolean,
  isLocal: (name: string) => boolean,
  cellAt: (path: string) => EarlierCell | undefined,
): ValueType {
  const isWidening = isConst && isFresh(type);
  if (isWidening && LITERAL.test(text))
    return { widens: true, inline: { template: [` = ${text}`], identifiers: new Set() } };
  if (isWidening || (isConst && text !== "boolean" && type.isUnionType() && type.getTypes().some(isFresh)))
    return { widens: true };
  const inline = inlineType(text, cellAt);
  if (inline === undefined || [...inline.identifiers].some(isLocal)) return { widens: false };
  return { widens: false, inline: { ...inline, template: [": ", ...inline.template] } };
}

/** Whether a variable that is assigned this gets a wider type, as `let` of the constant 3 becomes a number. */
function isFresh(type: Type): boolean {
  return (type as FreshableType).getFreshType?.() === type;
}
