import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { stripTypes } from "../../../src/kernel/language/strip-types";

function moduleOf(source: string): Promise<Record<string, never>> {
  const { program } = parseSync("module.ts", source, { lang: "ts" });
  const { code } = stripTypes(source, program, { fileName: "module.ts", kind: "module" });
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
}

test("a module's types, enums and parameter properties become JavaScript", async () => {
  const { E, K } = await moduleOf(
    "export enum E { A = 3 } export class K<T> { constructor(readonly x: T) {} } interface I {} declare const d: I;",
  );
  expect([E, new (K as never as new (x: number) => object)(5)]).toEqual([{ 3: "A", A: 3 }, { x: 5 }]);
});

test("a module's namespaces share what they export, decorators and accessors work", async () => {
  const { result } = await moduleOf(`
    namespace N { export let n = 0; export const up = () => ++n; }
    namespace N { export const twice = () => 2 * n; }
    const seen: string[] = [];
    const note = (_: unknown, context: { kind: string }): void => { seen.push(context.kind); };
    @note class K { @note accessor x = 1; @note m() {} }
    N.up();
    export const result = [N.n, N.twice(), new K().x, ...seen];
  `);
  expect(result).toEqual([1, 2, 1, "accessor", "method", "class"]);
});

test("a module's resources are disposed of without a package of helpers", async () => {
  const { result } = await moduleOf(`
    const closed: string[] = [];
    const open = (name: string) => ({ [Symbol.dispose]() { closed.push(name); } });
    function f() { using a = open("a"), b = open("b"); return closed.length; }
    export const result = [f(), ...closed];
  `);
  expect(result).toEqual([0, "b", "a"]);
});

test("a module's imports that only types need are left out", async () => {
  const { result } = await moduleOf(
    'import { Foo } from "nowhere"; import type { Bar } from "nowhere"; export const result: Foo & Bar = 1 as never;',
  );
  expect(result).toBe(1);
});
