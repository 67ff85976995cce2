import type { CellName, CellNameKind } from "./cell-names";

/** A piece of TypeScript; a cell in it stands for the module specifier of that cell's file. */
export type Template = readonly (string | EarlierCell)[];

/** A cell that later ones build on, as a module. */
export interface EarlierCell {
  readonly number: number;
  module: () => Template;
  /** Whether it adds to global names or to other modules just by being there. */
  readonly augments: boolean;
}

/** A type that can be written down where it is needed, so that the cell it comes from need not be loaded. */
export interface InlineType {
  readonly template: Template;
  /** Names that the text may refer to: they must not mean something else where it is written down. */
  readonly identifiers: ReadonlySet<string>;
}

/** The type of a name, if it was asked for. */
export interface ValueType {
  readonly inline?: InlineType | undefined;
  /** Whether `let copy = name` widens the type, as from the constant 3 to number. */
  readonly widens: boolean;
}

/** What brings an earlier name into a cell. */
export interface HeaderLine {
  readonly template: Template;
  /** Set if the line writes down the type of a name instead of asking its cell. */
  readonly inlined?: EarlierName;
}

export interface AcceptedCell {
  readonly number: number;
  readonly code: string;
  readonly names: readonly CellName[];
}

export interface EarlierName {
  readonly name: string;
  readonly kind: CellNameKind;
  readonly cell: EarlierCell;
  readonly documentation: string;
  type: ValueType;
  /** A module of nothing but this value, if one was needed. */
  alone?: EarlierCell;
}

interface Pinned {
  readonly cell: EarlierCell;
  readonly code: string;
  readonly augmented: ReadonlySet<string>;
  readonly hasNames: boolean;
}

const TYPES_ONLY: ReadonlySet<CellNameKind> = new Set(["interface", "type", "type import"]);
const VALUES_ONLY: ReadonlySet<CellNameKind> = new Set(["let", "const", "var", "function"]);
const ASSIGNABLE: ReadonlySet<CellNameKind> = new Set(["let", "var"]);

/** Cells that were built on each other in a longer row see the latest of each name: the row would grow with each re-run. */
const LONGEST_ROW = 20;
const MOST_PINNED = 24;

const WORD = /[\p{ID_Start}_$][\p{ID_Continue}$\u200c\u200d]*/gu;
const AUGMENTS = /\bdeclare\s+(?:global|module)\b/;
const IMPORTS = /\bimport\b/;
/** `declare const x: T` hides an earlier x, though it declares nothing. */
const PROMISED =
  /\bdeclare\s+(?:const|let|var|function|class|enum|namespace)\s+([\p{ID_Start}_$][\p{ID_Continue}$]*)/gu;
const AUGMENTED =
  /\b(?:interface|namespace|class|type|function|enum|let|const|var|module)\s+([\p{ID_Start}_$][\p{ID_Continue}$]*|"[^"]*"|'[^']*')/gu;

/** A cell whose names are not known yet. */
export function newEarlierCell({ number, code }: AcceptedCell): EarlierCell {
  return { number, augments: AUGMENTS.test(code), module: () => [] };
}

/** Whether a cell is loaded with all later ones, since what it imports or declares may add to other modules. */
export function staysLoaded(code: string): boolean {
  return AUGMENTS.test(code) || IMPORTS.test(code);
}

export const isValue = ({ kind }: { readonly kind: CellNameKind }) => !TYPES_ONLY.has(kind);
export const isType = ({ kind }: { readonly kind: CellNameKind }) => !VALUES_ONLY.has(kind);

/**
 * The names that cells have declared, the latest of each: as a value and as a type, which can come from different cells.
 * A cell is given only the names that it mentions, so that the hundredth costs what the first does.
 */
export function createEarlierCells() {
  const values = new Map<string, EarlierName>();
  const typeNames = new Map<string, EarlierName>();
  const depths = new WeakMap<EarlierCell, number>();
  let pinned: readonly Pinned[] = [];

  /** What brings the names that `code` mentions, except for its own ones, in front of it. */
  function header(code: string, own: readonly CellName[]): readonly HeaderLine[] {
    const promised = Array.from(code.matchAll(PROMISED), ([, name]) => name!);
    const ownValues = new Set([...promised, ...own.filter(isValue).map(({ name }) => name)]);
    const ownTypes = new Set(own.filter(isType).map(({ name }) => name));
    const mentioned = [...new Set(code.match(WORD))].sort().flatMap((name) => {
      const value = ownValues.has(name) ? undefined : values.get(name);
      const type = ownTypes.has(name) ? undefined : typeNames.get(name);
      return value || type ? [{ name, value, type }] : [];
    });
    const taken = new Set([...own, ...mentioned].map(({ name }) => name));
    return mentioned.flatMap(({ value, type }) => {
      if (value && type?.cell === value.cell && isType(value)) return [importLine("import", value)];
      return [
        ...(value ? [valueLine(value, taken)] : []),
        ...(type ? [importLine("import type", type)] : []),
      ];
    });
  }

  /** The cells that are needed for `code` even if it does not mention them: what they import may add to other modules. */
  function alwaysLoaded(code: string): readonly EarlierCell[] {
    const names = AUGMENTS.test(code) ? augmentedNames(code) : undefined;
    return pinned.filter((each) => !(names && replaces(names, each))).map(({ cell }) => cell);
  }

  /**
   * Makes the names of a cell known to later ones.
   *
   * @param types of the names that have a type to be written down
   * @param declarations the part of the cell that declares the others, if it has been asked for
   */
  function declare(
    cell: EarlierCell,
    { code, names }: AcceptedCell,
    types: ReadonlyMap<string, ValueType>,
    declarations?: string,
  ): void {
    const lines = declarations === undefined ? [] : header(declarations, names);
    const depth = 1 + Math.max(0, ...cellsIn(lines).map((each) => depths.get(each) ?? 0));
    const isLate = depth > LONGEST_ROW;
    depths.set(cell, isLate ? 0 : depth);
    const inlined: EarlierName[] = [];
    for (const each of names) {
      const { name, kind } = each;
      const type = types.get(name) ?? { widens: false };
      const known = { name, kind, cell, type, documentation: documentationOf(code, name) };
      if (type.inline) inlined.push(known);
      if (isValue(each)) values.set(name, known);
      if (isType(each)) typeNames.set(name, known);
    }
    cell.module = () => {
      if (declarations === undefined || inlined.some(({ type }) => !type.inline))
        return moduleText(header(code, names), code, names, []);
      return moduleText(isLate ? header(declarations, names) : lines, declarations, names, inlined);
    };
    pin(cell, code, names.length > 0);
  }

  // A function of its own: what a closure beside `cell.module` uses would stay in memory with every cell.
  function pin(cell: EarlierCell, code: string, hasNames: boolean): void {
    const augmented = cell.augments ? augmentedNames(code) : new Set<string>();
    const current = new Set([...values.values(), ...typeNames.values()].map((each) => each.cell));
    pinned = pinned.filter(
      (each) =>
        each.code !== code &&
        !(each.hasNames && !current.has(each.cell)) &&
        !(cell.augments && replaces(augmented, each)),
    );
    if (staysLoaded(code)) pinned = [...pinned, { cell, code, augmented, hasNames }].slice(-MOST_PINNED);
  }

  return {
    header,
    alwaysLoaded,
    declare,
    has: (name: string): boolean => values.has(name) || typeNames.has(name),
    kindOf: (name: string): CellNameKind | undefined => values.get(name)?.kind,
    /** All names with what they are, for completion. */
    names: (): readonly { readonly name: string; readonly kind: CellNameKind }[] => [
      ...new Map([...typeNames, ...values]).values(),
    ],
  };
}

export type EarlierCells = ReturnType<typeof createEarlierCells>;

/** The cells that a header mentions. */
export function cellsIn(lines: readonly HeaderLine[]): readonly EarlierCell[] {
  return lines.flatMap(({ template }) => template.filter((part) => typeof part !== "string"));
}

/** What follows a cell so that its names can be imported, and where in it each name stands. */
export function footer(names: readonly CellName[]): {
  readonly text: string;
  readonly at: ReadonlyMap<string, number>;
} {
  const at = new Map<string, number>();
  let text = "\nexport { ";
  for (const { name, exported } of names) {
    if (at.has(name)) continue;
    at.set(name, text.length);
    text += exported ? `${name} as $exported_${name}, ` : `${name}, `;
  }
  return { text: `${text}};\n`, at };
}

/** A cell as a module: of the names whose types are written down, it has those that the rest of it mentions. */
function moduleText(
  lines: readonly HeaderLine[],
  code: string,
  own: readonly CellName[],
  inlined: readonly EarlierName[],
): Template {
  const mentioned = new Set(code.match(WORD));
  const written = new Map(inlined.map((each) => [each.name, mentioned.has(each.name)]));
  const names = own.flatMap((each) => {
    if (isType(each) || !written.has(each.name)) return [each];
    return written.get(each.name) ? [{ ...each, exported: false }] : [];
  });
  const all = [
    ...lines,
    ...inlined.filter(({ name }) => written.get(name)).map((each) => valueLine(each, new Set())),
  ];
  return [...all.flatMap(({ template }) => template), code, footer(names).text];
}

function valueLine(value: EarlierName, taken: ReadonlySet<string>): HeaderLine {
  const { name, kind, cell, type, documentation } = value;
  const declaration = `${documentation}declare ${ASSIGNABLE.has(kind) ? "let" : "const"} ${name}`;
  const { inline, widens } = type;
  if (inline) {
    const isAmbiguous = [...inline.identifiers].some((each) => taken.has(each));
    const template = isAmbiguous ? [': typeof import("', alone(value), `").${name}`] : inline.template;
    return { template: [declaration, ...template, ";\n"], inlined: value };
  }
  // An import keeps what a copy of its type would lose: that it widens, and the documentation of each overload.
  if (widens || kind === "function") return importLine("import", value);
  return { template: [`${declaration}: typeof import("`, cell, `").${name};\n`] };
}

/** The name in a module of its own, in which the names in its type mean what they always mean. */
function alone(value: EarlierName): EarlierCell {
  const template = ["export declare const ", value.name, ...value.type.inline!.template, ";\n"];
  value.alone ??= { number: value.cell.number, augments: false, module: () => template };
  return value.alone;
}

function importLine(keyword: "import" | "import type", { name, cell }: EarlierName): HeaderLine {
  return { template: [`${keyword} { ${name} } from "`, cell, `";\n`] };
}

function augmentedNames(code: string): ReadonlySet<string> {
  return new Set(Array.from(code.matchAll(AUGMENTED), ([, name]) => name!));
}

/** Whether a cell that adds to `names` is a new version of an earlier one: both at once would contradict each other. */
function replaces(names: ReadonlySet<string>, { cell, augmented }: Pinned): boolean {
  return cell.augments && [...augmented].every((each) => names.has(each));
}

/** The JSDoc comment in front of a name's declaration. */
function documentationOf(code: string, name: string): string {
  if (!code.includes("/**")) return "";
  const escaped = name.replace(/\$/g, "\\$&");
  const declaration = `(?:export\\s+)?(?:async\\s+)?(?:function\\s*\\*?|let|const|var)\\s+${escaped}(?![\\w$])`;
  const found = new RegExp(`(/\\*\\*(?:(?!\\*/)[^])*\\*/)\\s*${declaration}`).exec(code);
  return found ? `${found[1]}\n` : "";
}
