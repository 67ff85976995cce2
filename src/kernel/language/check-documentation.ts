interface Tag {
  readonly name: string;
  readonly text?: string | undefined;
}

/** A JSDoc comment as Markdown: its text, then each parameter, then what the other tags say. */
export function documentationMarkdown(comment: string, tags: readonly Tag[]): string {
  const parameters = tags
    .filter(({ name }) => PARAMETERS.has(name))
    .map(({ text = "" }) => `- ${parameter(text)}`);
  const others = tags.filter(({ name }) => !PARAMETERS.has(name) && !HIDDEN.has(name)).map(paragraph);
  return [comment, parameters.join("\n"), ...others].filter(Boolean).join("\n\n").trim();
}

const PARAMETERS: ReadonlySet<string> = new Set(["param", "arg", "argument"]);
const HIDDEN: ReadonlySet<string> = new Set([
  "template",
  "typeParam",
  "private",
  "public",
  "internal",
  "module",
  "overload",
]);
const TITLES: Readonly<Record<string, string>> = { return: "Returns", arg: "Parameter", exception: "Throws" };

function parameter(text: string): string {
  const [, name = "", rest = ""] = /^(\S+)\s*(?:-\s+)?([\s\S]*)$/.exec(text) ?? [];
  return rest ? `\`${name}\`: ${rest}` : `\`${name}\``;
}

function paragraph({ name, text = "" }: Tag): string {
  const title = `**${TITLES[name] ?? name.charAt(0).toUpperCase() + name.slice(1)}**`;
  if (text === "") return title;
  if (name !== "example") return `${title} ${text}`;
  const [, caption, code] = /^(?:<caption>(.*?)<\/caption>\s*)?([\s\S]*)$/.exec(text) ?? [];
  const example = code!.includes("```") ? code! : `\`\`\`ts\n${code!.trim()}\n\`\`\``;
  return `${title}${caption ? ` ${caption}` : ""}\n\n${example}`;
}
