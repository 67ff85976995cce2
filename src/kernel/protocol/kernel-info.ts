import { readFileSync } from "node:fs";
import { join } from "node:path";

const { version } = JSON.parse(readFileSync(join(__dirname, "..", "..", "..", "package.json"), "utf8")) as {
  version: string;
};

/** What a front end is told about this kernel and its language. */
export function kernelInfo(): Record<string, unknown> {
  return {
    status: "ok",
    protocol_version: "5.5",
    implementation: "reseed",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: "7.0.2",
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      // The name of a language: with that of a mode, JupyterLab would show JavaScript.
      codemirror_mode: "typescript",
      nbconvert_exporter: "script",
    },
    banner: `TypeScript, checked before it runs, on Node.js ${process.versions.node}`,
    help_links: [
      { text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/intro.html" },
      { text: "Node.js", url: "https://nodejs.org/api/" },
    ],
    debugger: false,
    supported_features: [],
  };
}
