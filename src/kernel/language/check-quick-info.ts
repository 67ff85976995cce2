import {
  findPrecedingToken,
  getTokenAtPosition,
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  isVariableDeclarationList,
  type Node,
  NodeFlags,
  type ParameterDeclaration,
  type SourceFile,
  SyntaxKind,
} from "typescript/unstable/ast";
import {
  SymbolFlags as Flags,
  type Project,
  type Signature,
  SignatureKind,
  type Type,
  type Symbol as TypeScriptSymbol,
} from "typescript/unstable/sync";
import type { CellNameKind } from "./cell-names";
import { documentationMarkdown } from "./check-documentation";

/** What is known of a name. */
export interface Inspection {
  /** Its declaration in short, such as `function add(a: number, b: number): number`. */
  readonly signature: string;
  /** Markdown; empty if its author wrote nothing. */
  readonly documentation: string;
}

const WORD_BEFORE = /[\p{ID_Continue}$\u200c\u200d]*$/u;
const NO_TRUNCATION = 1;
const PRINT = 16384;
const EXPAND_ALIAS = PRINT | 8388608;
const ARRAY_BY_NAME = PRINT | 2;
/** "?" says already that it may be undefined. */
const OR_UNDEFINED = / \| undefined$/;
const OPTIONAL = /\?: ([^(){}<>,;]+) \| undefined(?=[,);])/g;
const MOST_MEMBERS = 12;

/**
 * What is known of the name that an offset of a cell touches, or else of the function whose call is around it.
 *
 * @param start where the cell starts in the file
 * @param kindOf what an earlier cell declared a name as
 * @param reword replaces what stands for the kernel's own files
 */
export function inspect(
  project: Project,
  file: string,
  start: number,
  code: string,
  offset: number,
  kindOf: (name: string) => CellNameKind | undefined,
  reword: (text: string) => string,
): Inspection | undefined {
  const { checker, program } = project;
  const position = start + offset;
  const touched = position - WORD_BEFORE.exec(code.slice(0, offset))![0].length;
  const source = program.getSourceFile(file)!;
  const token = getTokenAtPosition(source, touched);
  const isName = isIdentifier(token) && token.getStart(source) <= position && token.getEnd() >= position;
  const name = isName ? token : calledName(findPrecedingToken(source, position), position);
  if (!name) return undefined;
  const at = name.getStart(source);
  const found = checker.getSymbolAtPosition(file, at);
  if (!found) return undefined;
  const symbol =
    found.flags & Flags.Alias && !(found.flags & Flags.Variable) ? checker.getAliasedSymbol(found) : found;
  const call = callOf(name);
  const resolved = call && checker.getResolvedSignature(call);
  const type = checker.getTypeAtPosition(file, at);
  const signature = describe(project, symbol, type, resolved, variableKind(symbol, source, start, kindOf));
  const documentation = documentationMarkdown(
    checker.getDocumentationCommentOfSymbol(symbol),
    checker.getJsDocTagsOfSymbol(symbol),
  );
  return { signature: reword(signature), documentation };
}

/** The name of the innermost function whose arguments the position is among. */
function calledName(token: Node | undefined, position: number): Node | undefined {
  for (let at = token; at; at = at.parent) {
    if (!isCallExpression(at) && !isNewExpression(at)) continue;
    const { expression } = at;
    if (position <= expression.getEnd()) continue;
    if (isPropertyAccessExpression(expression)) return expression.name;
    return isIdentifier(expression) ? expression : undefined;
  }
  return undefined;
}

/** The call of which this name is the function. */
function callOf(name: Node): Node | undefined {
  const called = isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
  const { parent } = called;
  return (isCallExpression(parent) || isNewExpression(parent)) && parent.expression === called
    ? parent
    : undefined;
}

function describe(
  project: Project,
  symbol: TypeScriptSymbol,
  type: Type | undefined,
  resolved: Signature | undefined,
  variableKind: string,
): string {
  const { checker } = project;
  const { flags, name } = symbol;
  const print = (each: Type | undefined, how = PRINT) =>
    each ? checker.typeToString(each, undefined, how) : "any";
  const called = (heading: string, all: readonly Signature[]) => {
    const shown = resolved ?? all[0];
    const others = all.length > 1 ? ` (+${all.length - 1} overload${all.length > 2 ? "s" : ""})` : "";
    return shown ? `${heading}${signatureText(project, shown)}${others}` : heading;
  };
  const signatures = (kind: SignatureKind) => (type ? checker.getSignaturesOfType(type, kind) : []);
  const declared = (how = PRINT) => print(checker.getDeclaredTypeOfSymbol(symbol), how);
  const member = `${parentName(symbol)}${name}`;

  if (flags & Flags.EnumMember) return `(enum member) ${member}: ${print(type)}`;
  if (flags & Flags.Method) return called(`(method) ${member}`, signatures(SignatureKind.Call));
  if (flags & Flags.Function || variableKind === "function")
    return called(`function ${name}`, signatures(SignatureKind.Call));
  const constructors = signatures(SignatureKind.Construct);
  // Classes of the language itself are an interface and a variable.
  if (flags & Flags.Class || (flags & Flags.Interface && flags & Flags.Variable && constructors.length > 0))
    return called(`class ${declared(ARRAY_BY_NAME)}\nnew ${name}`, constructors);
  if (flags & Flags.Enum) return `enum ${name}`;
  if (flags & Flags.TypeAlias) return `type ${declared()} = ${declared(EXPAND_ALIAS)}`;
  if (flags & Flags.TypeParameter) return `(type parameter) ${name}`;
  if (flags & (Flags.Property | Flags.Accessor)) return `(property) ${member}: ${print(type)}`;
  if (flags & Flags.Variable) return `${variableKind} ${name}: ${print(type)}`;
  if (flags & Flags.Interface) return `interface ${declared()}${members(project, symbol)}`;
  return /^["']/.test(name) ? `module ${name}` : `namespace ${name}`;
}

/** What a variable was declared with. Its declaration is looked up in the cell only: other files can be very large. */
function variableKind(
  { flags, valueDeclaration: declaration, name }: TypeScriptSymbol,
  source: SourceFile,
  start: number,
  kindOf: (name: string) => CellNameKind | undefined,
): string {
  if (declaration?.kind === SyntaxKind.Parameter) return "(parameter)";
  const node = declaration?.path === source.path ? declaration.resolve() : undefined;
  if (node && node.pos < start) return kindOf(name) ?? "const";
  if (node && isVariableDeclarationList(node.parent) && !(node.parent.flags & NodeFlags.Const))
    return node.parent.flags & NodeFlags.Let ? "let" : "var";
  return flags & Flags.BlockScopedVariable ? "const" : "var";
}

function parentName(symbol: TypeScriptSymbol): string {
  const parent = symbol.getParent()?.name;
  return parent && /^[\p{ID_Start}_$]/u.test(parent) && !parent.startsWith("__") ? `${parent}.` : "";
}

function signatureText({ checker, emitter }: Project, signature: Signature): string {
  const declaration = checker.signatureToSignatureDeclaration(
    signature,
    SyntaxKind.MethodSignature,
    undefined,
    NO_TRUNCATION | PRINT,
  );
  if (!declaration) return "()";
  const { parameters = [] } = declaration as { parameters?: readonly ParameterDeclaration[] };
  const text = emitter.printNode(declaration).replace(/;\s*$/, "");
  const short = parameters.reduce((shown, { questionToken, type }) => {
    if (!questionToken || !type) return shown;
    const written = emitter.printNode(type);
    return shown.replace(`?: ${written}`, () => `?: ${written.replace(OR_UNDEFINED, "")}`);
  }, text);
  return short.replace(OPTIONAL, "?: $1");
}

function members({ checker }: Project, symbol: TypeScriptSymbol): string {
  const properties = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
  const shown = properties.slice(0, MOST_MEMBERS);
  if (shown.length === 0) return " {}";
  const types = checker.getTypeOfSymbol(shown);
  const lines = shown.map(({ name, flags }, at) => {
    const type = types[at] ? checker.typeToString(types[at], undefined, PRINT) : "any";
    return flags & Flags.Optional ? `  ${name}?: ${type.replace(OR_UNDEFINED, "")};` : `  ${name}: ${type};`;
  });
  const more = properties.length > shown.length ? [`  // and ${properties.length - shown.length} more`] : [];
  return ` {\n${[...lines, ...more].join("\n")}\n}`;
}
