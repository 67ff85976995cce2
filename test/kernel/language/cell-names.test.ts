import { expect, test } from "vitest";
import { cellNames, valueNames } from "../../../src/kernel/language/cell-names";
import { parseCell } from "../../../src/kernel/language/parse-cell";

const namesOf = (code: string) => cellNames(parseCell(code)).map(({ name, kind }) => `${kind} ${name}`);

test.each([
  ["let a = 1, b; const c = 2; var d;", ["let a", "let b", "const c", "var d"]],
  [
    "const { a, b: [c, ...d], e: { f = 1 }, ...g } = x",
    ["const a", "const c", "const d", "const f", "const g"],
  ],
  ["const [, second = 2, [third]] = x", ["const second", "const third"]],
  [
    "function f() { var inside; } async function g() {} function* h() {}",
    ["function f", "function g", "function h"],
  ],
  ["class K { static { var inside = 1; } }", ["class K"]],
  ["abstract class K {}", ["class K"]],
  ["enum E { A } const enum F { B }", ["enum E", "const enum F"]],
  ["namespace N { export const x = 1; var inside = 2 } namespace A.B {}", ["namespace N", "namespace A"]],
  ["interface I {} type T = I", ["interface I", "type T"]],
  ["interface K {} class K {}", ["interface K", "class K"]],
  ["function f(a: string): void; function f(a: number): void; function f(a: any) {}", ["function f"]],
  ["for (var i = 0; i < 3; i++) { var square = i * i; let local = 1; }", ["var i", "var square"]],
  ["for (var [k, v] of pairs) ; for (var key in object) ;", ["var k", "var v", "var key"]],
  ["if (x) var y = 1; else { try { var z } catch (e) { var w } }", ["var y", "var z", "var w"]],
  ["const f = () => { var inside; }; { let block; function inner() {} }", ["const f"]],
  ['import d, { a, b as c, type T } from "m"', ["import d", "import a", "import c", "type import T"]],
  ['import * as ns from "m"; import "side"', ["import ns"]],
  ['import type D from "m"; import type { A } from "m"', ["type import D", "type import A"]],
  [
    'import fs = require("fs"); import Alias = ns.Inner; import type Q = require("q")',
    ["import fs", "import Alias", "type import Q"],
  ],
  [
    "declare const a: number; declare function f(): void; declare class C {} declare global {} declare module 'm' {}",
    [],
  ],
  ["using a = f(); await using b = g();", ["const a", "const b"]],
  ["export default function named() {}", ["function named"]],
  ["export default class {}", []],
  ["export default 5", []],
  ['export * from "m"; export { a } from "m"', []],
  ["label: for (;;) { break label }", []],
  ["", []],
])("%j declares %j", (code, names) => {
  expect(namesOf(code)).toEqual(names);
});

test("what is exported is known, whichever way", () => {
  const names = cellNames(
    parseCell("export const a = 1; const b = 2, c = 3; export { b as x }; export enum E {}"),
  );
  expect(names.filter((each) => each.exported).map((each) => each.name)).toEqual(["a", "b", "E"]);
});

test("names of types have no value", () => {
  expect(
    valueNames(cellNames(parseCell('interface K {} class K {} type T = 1; import { type Q, q } from "m"'))),
  ).toEqual(["K", "q"]);
});
