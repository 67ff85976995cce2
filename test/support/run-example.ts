import { createRequire } from "node:module";
import { type Expected, matches, readExpected, show } from "./expected-value";

/**
 * Runs the code of a doc example with `scope` in reach, and checks its claims:
 *
 * - `expression; // → value`: the value is JavaScript; a number with decimals is compared to the decimals written
 * - `const x = expression; // → value`: the same for x, or for each of `{ a, b }`
 * - `statement; // throws /pattern/`: it throws an Error with such a message
 *
 * A statement may run over several lines; its claim stands at the end of the last. Throws an Error if a claim
 * is false, or if there is none.
 */
export async function runExample(code: string, scope: Readonly<Record<string, unknown>>): Promise<void> {
  const statements = splitStatements(code);
  if (statements.every(({ claim }) => claim === undefined)) {
    throw new Error("The example claims nothing: write `expression; // → value` at least once");
  }
  const body = statements.map(checked).join("\n");
  const names = Object.keys(scope);
  // The inner block lets an example name its variables like a function of the package.
  const run = new AsyncFunction(...names, "require", "$value", "$throws", `{\n${body}\n}`);
  await run(...names.map((name) => scope[name]), createRequire(__filename), checkValue, checkThrows);
}

interface Statement {
  readonly code: string;
  readonly claim?: { readonly kind: "→" | "throws"; readonly text: string };
}

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
const CLAIM = /^(?<code>.*?);?\s*\/\/ (?<kind>→|throws) (?<text>.*)$/;
const IMPORT = /^import (?<names>\{[^}]*\}) from (?<module>"[^"]+");?$/;
const DECLARATION = /^(?:const|let) (?<name>[\w$]+|[[{].*?[\]}])\s*=/s;

function splitStatements(code: string): Statement[] {
  const statements: Statement[] = [];
  let pending = "";
  for (const line of code.split("\n")) {
    const claim = CLAIM.exec(line)?.groups;
    pending += `${claim === undefined ? line : `${claim.code};`}\n`;
    if (claim !== undefined) {
      const kind = claim.kind as "→" | "throws";
      statements.push({ code: pending.trim(), claim: { kind, text: claim.text!.trim() } });
      pending = "";
    } else if (/[;}]$/.test(line.trimEnd()) && parses(pending)) {
      statements.push({ code: pending.trim() });
      pending = "";
    }
  }
  if (pending.trim() !== "") statements.push({ code: pending.trim() });
  return statements;
}

function parses(code: string): boolean {
  if (IMPORT.test(code.trim())) return true;
  try {
    new AsyncFunction(code);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The statement as it runs: its claim becomes a call of one of the two checks. */
function checked({ code, claim }: Statement): string {
  const imported = IMPORT.exec(code)?.groups;
  if (imported !== undefined) return `const ${imported.names} = require(${imported.module});`;
  if (claim === undefined) return code;
  const expression = code.replace(/;$/, "");
  const name = DECLARATION.exec(code)?.groups?.name;
  if (claim.kind === "throws") {
    const run = name === undefined ? `await (${expression}\n);` : code;
    return `await $throws(async () => { ${run} }, ${claim.text}, ${JSON.stringify(expression)});`;
  }
  // The names of `const { a, b } = …` read as a value: { a, b }.
  const actual = name === undefined ? `await (${expression}\n)` : `(${name})`;
  const before = name === undefined ? "" : `${code}\n`;
  return `${before}$value(${actual}, ${JSON.stringify(claim.text)}, ${JSON.stringify(expression)});`;
}

function checkValue(actual: unknown, text: string, expression: string): void {
  const expected: Expected = readExpected(text);
  if (!matches(actual, expected)) {
    throw new Error(`The example says \`${expression}\` gives ${text}, but it gives ${show(actual)}`);
  }
}

async function checkThrows(run: () => Promise<void>, pattern: RegExp, expression: string): Promise<void> {
  let message: string;
  try {
    await run();
  } catch (error) {
    message = error instanceof Error ? error.message : String(error);
    if (pattern.test(message)) return;
    throw new Error(`The example says \`${expression}\` throws ${pattern}, but it throws: ${message}`);
  }
  throw new Error(`The example says \`${expression}\` throws ${pattern}, but it throws nothing`);
}
