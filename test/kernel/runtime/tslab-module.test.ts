import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CellRun, type KernelClient, startKernel } from "../../support/kernel-client";

const folder = mkdtempSync(join(tmpdir(), "tslab-"));
let kernel: KernelClient;

beforeAll(async () => {
  writeFileSync(join(folder, "picture.jpg"), Buffer.from([255, 216, 255]));
  writeFileSync(
    join(folder, "loader.js"),
    "exports.default = { rows: () => [[1, 2], [3, 4]] };\nObject.defineProperty(exports, '__esModule', { value: true });\n",
  );
  writeFileSync(
    join(folder, "loader.d.ts"),
    "declare const loader: { rows(): number[][] };\nexport default loader;\n",
  );
  kernel = await startKernel({ folder });
}, 60_000);
afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true });
});

const bundles = ({ outputs }: CellRun) => outputs.map(({ type, content }) => [type, content.data]);

const notebook = `
console.log("Node.js: " + process.version)
──
/** In a naive way. */
function fib(n: number): number {
    if (n > 1) {
        return fib(n - 1) + fib(n - 2);
    }
    return 1;
}
──
{
    const n = 15;
    const start = Date.now()
    console.log(\`fib(\${n}) = \${fib(n)} (took \${Date.now() - start}ms)\`)
}
──
interface Greeter {
    greet(): string;
}
class Polite implements Greeter {
    private name: string;
    constructor(name: string) {
        this.name = name;
    }
    greet(): string {
        return \`Hello, \${this.name}!\`;
    }
}
console.log(new Polite('you').greet());
──
let sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
const start = Date.now();
await sleep(5);
\`Slept \${Date.now() - start}[ms]\`
──
import fs from "fs";
import * as tslab from "tslab";
import {display} from "tslab";
import {promisify} from "util";
import loader from "./loader";
──
async function train(epochs, rate) {
  let last;
  for (let k = 0; k < epochs; k++) last = rate / (k + 1);
  return last;
}
──
const all = [];
for (const row of loader.rows()) {
  const sums = [];
  all.push(sums);
  sums.push(row[0] + row[1]);
}
const twice = await promisify((done: (error, value: number) => any) => {
  done(null, 2 * all[1][0]);
})();
──
// Hack to suppress the progress bar
process.stderr.isTTY = false;
await train(3, 0.3);
`;

test("a notebook in the manner of tslab's examples runs unchanged, cell by cell", async () => {
  for (const cell of notebook.split("\n──\n")) expect((await kernel.run(cell)).error, cell).toBeUndefined();
  expect((await kernel.run("twice")).result).toBe("14");
});

test("every function of tslab's display shows its format", async () => {
  const run = await kernel.run(`tslab.display.html("<b>x</b>");
tslab.display.javascript("alert(1)");
display.markdown("# x");
display.latex("$x$");
display.svg("<svg></svg>");
display.png(new Uint8Array([137, 80]));
display.jpeg(fs.readFileSync("picture.jpg"));
display.gif(new Uint8Array([71]));
display.pdf(new Uint8Array([37]));
display.text("plain");
display.raw("text/html", "<i>raw</i>");
display.raw("application/x-own", "own");`);
  expect(run.error).toBeUndefined();
  expect(bundles(run)).toEqual(
    [
      { "text/html": "<b>x</b>" },
      { "application/javascript": "alert(1)" },
      { "text/markdown": "# x" },
      { "text/latex": "$x$" },
      { "image/svg+xml": "<svg></svg>" },
      { "image/png": "iVA=" },
      { "image/jpeg": "/9j/" },
      { "image/gif": "Rw==" },
      { "application/pdf": "JQ==" },
      { "text/plain": "plain" },
      { "text/html": "<i>raw</i>" },
      { "application/x-own": "own" },
    ].map((data) => ["display_data", expect.objectContaining(data)]),
  );
});

test("a display of tslab's is replaced in its place, and outputs are cleared", async () => {
  const run = await kernel.run(`const shown = tslab.newDisplay();
shown.text("one");
shown.html("<b>two</b>");
tslab.clearOutput(true);
tslab.isJupyter()`);
  expect(run.result).toBe("true");
  const [first, second, cleared] = run.outputs;
  expect([first!.type, second!.type, cleared!.type]).toEqual([
    "display_data",
    "update_display_data",
    "clear_output",
  ]);
  expect(second!.content.transient).toEqual(first!.content.transient);
  expect(cleared!.content).toEqual({ wait: true });
});

test("without tslab, or with a tsconfig.json, cells are checked strictly", async () => {
  const strict = mkdtempSync(join(tmpdir(), "strict-"));
  const cell = "((x) => x)";
  const other = await startKernel({ folder: strict });
  expect((await other.run(cell)).error?.ename).toBe("TS7006");
  writeFileSync(join(strict, "tsconfig.json"), '{ "compilerOptions": { "strict": true } }');
  await other.run('import * as tslab from "tslab";');
  expect((await other.run(cell)).error?.ename).toBe("TS7006");
  await other.close();
  rmSync(strict, { recursive: true });
});
