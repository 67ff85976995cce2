import type { Checker, SignatureKind, Symbol as TypeScriptSymbol } from "typescript/unstable/sync";

/** One line that says what a name is, and its documentation as Markdown. */
export function quickInfo(
  checker: Checker,
  symbol: TypeScriptSymbol,
  call: SignatureKind,
): { readonly signature: string; readonly documentation: string } {
  const type = checker.getTypeOfSymbol(symbol);
  const tags = symbol
    .getJsDocTags(checker)
    .map(({ name, text }) => `*@${name}*${text ? ` ${typeof text === "string" ? text : String(text)}` : ""}`);
  const documentation = [symbol.getDocumentationComment(checker), ...tags].filter(Boolean).join("\n\n");
  if (type === undefined) return { signature: symbol.name, documentation };
  const written = checker.typeToString(type);
  const isFunction = checker.getSignaturesOfType(type, call).length > 0;
  return {
    signature: isFunction ? functionSignatures(symbol.name, written) : `${symbol.name}: ${written}`,
    documentation,
  };
}

/** "(x: number) => number" as "floor(x: number): number"; one line for each overload. */
function functionSignatures(name: string, type: string): string {
  const overloads = /^\{ ([\s\S]*) \}$/.exec(type)?.[1];
  if (overloads !== undefined) {
    const each = overloads.split(/;\s*/).filter((part) => part !== "");
    return each.map((part) => (/^[(<]/.test(part) ? `${name}${part}` : part)).join("\n");
  }
  const arrow = arrowOf(type);
  return arrow < 0 ? `${name}: ${type}` : `${name}${type.slice(0, arrow)}: ${type.slice(arrow + 4)}`;
}

/** Where the arrow of a function type stands: behind its own parameters. */
function arrowOf(type: string): number {
  let depth = 0;
  for (let k = 0; k < type.length; k++) {
    if ("([{".includes(type[k]!)) depth++;
    else if (")]}".includes(type[k]!)) depth--;
    else if (depth === 0 && type.startsWith(" => ", k)) return k;
  }
  return -1;
}
