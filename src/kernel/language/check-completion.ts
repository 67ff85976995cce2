import {
  getTokenAtPosition,
  isIdentifier,
  isStringLiteralLikeNode,
  isTypeNode,
} from "typescript/unstable/ast";
import { type CompletionEntry, CompletionItemKind as Kind, type Project } from "typescript/unstable/sync";
import { namesInScope, type ScopeName } from "./check-scope";

export interface CompletionMatch {
  readonly text: string;
  /** What it is, in plain words: "function", "property", "enum member", … */
  readonly kind: string;
}

/** What can stand in the place of the characters from `start` to `end`, the best first. */
export interface Completion {
  readonly matches: readonly CompletionMatch[];
  readonly start: number;
  readonly end: number;
}

/** Where a name is being written that stands for itself, as opposed to a property, an import or a string. */
export interface NamePlace {
  readonly scope: readonly ScopeName[];
  readonly allows: "values" | "types" | "both";
}

const MOST_MATCHES = 1000;
const LAST_WORD = /[\p{ID_Continue}$#\u200c\u200d]*$/u;

const KINDS: Readonly<Record<number, string>> = {
  [Kind.Method]: "method",
  [Kind.Function]: "function",
  [Kind.Constructor]: "class",
  [Kind.Field]: "property",
  [Kind.Property]: "property",
  [Kind.Variable]: "variable",
  [Kind.Constant]: "variable",
  [Kind.Class]: "class",
  [Kind.Interface]: "interface",
  [Kind.Module]: "module",
  [Kind.File]: "module",
  [Kind.Folder]: "folder",
  [Kind.Enum]: "enum",
  [Kind.EnumMember]: "enum member",
  [Kind.Keyword]: "keyword",
  [Kind.TypeParameter]: "type",
};

const NAME_KINDS: Readonly<Record<ScopeName["kind"], string>> = {
  let: "variable",
  const: "variable",
  var: "variable",
  parameter: "variable",
  function: "function",
  class: "class",
  enum: "enum",
  "const enum": "enum",
  namespace: "module",
  import: "variable",
  interface: "interface",
  type: "type",
  "type import": "type",
  "type parameter": "type",
};
const TYPES_ONLY: ReadonlySet<string> = new Set(["interface", "type"]);
const IN_TYPES: ReadonlySet<string> = new Set(["interface", "type", "class", "enum", "module"]);
const PATHS: ReadonlySet<number> = new Set([Kind.Module, Kind.File, Kind.Folder]);

const KEYWORDS =
  "abstract any as async await bigint boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for from function if implements import in infer instanceof interface is keyof let namespace never new null number object of private protected public readonly return satisfies static string super switch symbol this throw true try type typeof undefined unknown using var void while yield".split(
    " ",
  );
const GLOBAL_TYPES =
  "ArrayLike AsyncGenerator AsyncIterable AsyncIterator Awaited BufferSource Capitalize ConstructorParameters Exclude Extract Generator InstanceType Iterable Iterator IterableIterator Lowercase NodeJS NonNullable NoInfer Omit OmitThisParameter Parameters Partial Pick PromiseLike PropertyKey Readonly ReadonlyArray ReadonlyMap ReadonlySet Record Required ReturnType TemplateStringsArray ThisParameterType ThisType Uncapitalize Uppercase".split(
    " ",
  );

/**
 * What TypeScript knows to complete at an offset. It refuses where names stand for themselves, since it wants to offer
 * imports there and its API cannot prepare them: for these places, only what is declared around them is said.
 */
export function completionAt(
  { program, checker }: Project,
  file: string,
  start: number,
  code: string,
  offset: number,
): Completion | NamePlace {
  const position = start + offset;
  const source = program.getSourceFile(file)!;
  const token = getTokenAtPosition(source, Math.max(position - 1, 0));
  let entries: readonly CompletionEntry[];
  try {
    entries = checker.getCompletionsAtPosition(file, position)?.entries ?? [];
  } catch (error) {
    if (!/auto imports/.test(String(error))) throw error;
    const inType = isIdentifier(token) && !!token.parent && isTypeNode(token.parent);
    const word = LAST_WORD.exec(code.slice(0, offset))![0];
    return { scope: namesInScope(token), allows: inType ? "types" : word === "" ? "both" : "values" };
  }
  if (isStringLiteralLikeNode(token)) {
    const content = token.getStart(source) + 1;
    return inString(entries, code, content - start, offset);
  }
  return afterDot(entries, code, offset);
}

/** Completes a name that stands for itself. */
export function nameCompletion(
  { scope, allows }: NamePlace,
  code: string,
  offset: number,
  earlier: readonly ScopeName[],
  globals: readonly CompletionMatch[],
): Completion {
  const asMatch = ({ name, kind }: ScopeName) => ({ text: name, kind: NAME_KINDS[kind] });
  const order = ({ name }: ScopeName) => name.toLowerCase();
  const sorted = [...earlier].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const own = [...scope, ...sorted].map(asMatch);
  const known = [
    ...own,
    ...globals,
    ...GLOBAL_TYPES.map((text) => ({ text, kind: "type" })),
    ...KEYWORDS.map((text) => ({ text, kind: "keyword" })),
  ];
  const fitting = known.filter(({ kind }, at) => {
    if (allows === "values") return !TYPES_ONLY.has(kind);
    // A global class is a variable with a type of its own.
    return allows === "both" || IN_TYPES.has(kind) || kind === "keyword" || at >= own.length;
  });
  const unique = [...new Map([...fitting].reverse().map((each) => [each.text, each])).values()].reverse();
  return matching(unique, code, offset - LAST_WORD.exec(code.slice(0, offset))![0].length, offset);
}

/** The global names that an entry list of `globalThis.` has. */
export function globalMatches(entries: readonly CompletionEntry[]): readonly CompletionMatch[] {
  return byName(entries).map(asMatch);
}

function afterDot(entries: readonly CompletionEntry[], code: string, offset: number): Completion {
  const wordStart = offset - LAST_WORD.exec(code.slice(0, offset))![0].length;
  const writable = byName(entries).filter(({ insertText }) => !insertText?.startsWith("["));
  const isOptional = writable.some(({ insertText }) => insertText?.startsWith("?."));
  const start = isOptional && code[wordStart - 1] === "." ? wordStart - 1 : wordStart;
  const dotted = ({ text, kind }: CompletionMatch) =>
    start < wordStart && !text.startsWith("?.") ? { text: `.${text}`, kind } : { text, kind };
  const typed = code.slice(wordStart, offset);
  const found = writable.filter(({ name }) => startsLike(name, typed));
  return { matches: found.map(asMatch).map(dotted).slice(0, MOST_MATCHES), start, end: offset };
}

function inString(
  entries: readonly CompletionEntry[],
  code: string,
  content: number,
  offset: number,
): Completion {
  const isPath = entries.some(({ kind }) => PATHS.has(kind ?? 0));
  const matches = byName(entries).map((each) =>
    isPath ? asMatch(each) : { ...asMatch(each), kind: "text" },
  );
  const slash = code.slice(content, offset).lastIndexOf("/");
  return matching(matches, code, isPath ? content + slash + 1 : content, offset);
}

function matching(
  candidates: readonly CompletionMatch[],
  code: string,
  start: number,
  offset: number,
): Completion {
  const typed = code.slice(start, offset);
  const found = candidates.filter(({ text }) => startsLike(text, typed));
  const exact = found.filter(({ text }) => text.startsWith(typed));
  const other = found.filter(({ text }) => !text.startsWith(typed));
  return { matches: [...exact, ...other].slice(0, MOST_MATCHES), start, end: offset };
}

function startsLike(text: string, typed: string): boolean {
  return text.slice(0, typed.length).toLowerCase() === typed.toLowerCase();
}

function asMatch({ name, insertText, kind }: CompletionEntry): CompletionMatch {
  return { text: insertText ?? name, kind: KINDS[kind ?? 0] ?? "text" };
}

function byName(entries: readonly CompletionEntry[]): readonly CompletionEntry[] {
  const key = ({ sortText = "", name }: CompletionEntry) => `${sortText} ${name}`;
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
