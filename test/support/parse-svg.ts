import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { venvPython } from "../../src/cli/paths.mjs";

export interface SvgElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** With that of its children. */
  readonly text: string;
  readonly children: readonly SvgElement[];
}

/** Parses SVG documents with Python's XML parser, which refuses what is not well-formed. */
export function parseSvgs(documents: readonly string[]): SvgElement[] {
  const { status, stdout, stderr } = spawnSync(venvPython, [join(__dirname, "parse_xml.py")], {
    input: JSON.stringify(documents),
    encoding: "utf8",
    maxBuffer: 1e8,
    env: { ...process.env, PYTHONIOENCODING: "utf8" },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as SvgElement[];
}

export function parseSvg(document: string): SvgElement {
  return parseSvgs([document])[0]!;
}

/** All elements of one kind, in the order of the document. */
export function elements(root: SvgElement, tag: string): SvgElement[] {
  return [...(root.tag === tag ? [root] : []), ...root.children.flatMap((child) => elements(child, tag))];
}

/** The one text element that reads exactly so, and is anchored so if that is given. */
export function textElement(root: SvgElement, text: string, anchor?: "start" | "middle" | "end"): SvgElement {
  const found = elements(root, "text").filter(
    (element) =>
      element.text === text && (anchor === undefined || element.attributes["text-anchor"] === anchor),
  );
  if (found.length !== 1)
    throw new Error(
      `There are ${found.length} texts "${text}": ${elements(root, "text")
        .map((element) => element.text)
        .join(" | ")}`,
    );
  return found[0]!;
}
