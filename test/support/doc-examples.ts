import { readdirSync } from "node:fs";

/** One `@example` of a doc comment. */
export interface DocExample {
  /** The name of what the comment stands above. */
  readonly of: string;
  readonly code: string;
}

const COMMENT = /\/\*\*(?<comment>(?:(?!\*\/)[\s\S])*)\*\/\s*(?<next>[^\n]*)/g;
const DECLARED = /\b(?:function\*?|const|class|interface|type)\s+(?<name>[\w$]+)/;
const EXPORTED =
  /^export (?:async )?(?:(?:abstract )?class|function\*?|const(?= [\w$]+ = (?:async )?\()) (?<name>[\w$]+)/gm;
const EXAMPLE = /@example[^\n]*\n\s*```ts\n(?<code>[\s\S]*?)```/g;

/** The examples in the doc comments of a source text, in order. */
export function findExamples(source: string): DocExample[] {
  return [...source.matchAll(COMMENT)].flatMap(({ groups }) => {
    const comment = groups!.comment!.replace(/^[ \t]*\* ?/gm, "");
    const of = DECLARED.exec(groups!.next!)?.groups?.name ?? "(top of the file)";
    return [...comment.matchAll(EXAMPLE)].map((match) => ({ of, code: match.groups!.code! }));
  });
}

/** The functions and classes a source text exports under a name of their own. */
export function exportedFunctions(source: string): string[] {
  return [...source.matchAll(EXPORTED)].map((match) => match.groups!.name!);
}

/** Every TypeScript file under a folder, as paths relative to it, with forward slashes, sorted. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
}
