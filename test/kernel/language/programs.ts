import { join } from "node:path";
import { expect } from "vitest";

/** The notebook's folder: with modules to import. */
export const folder = join(__dirname, "modules");

/** A cell, and what it has to do besides not throwing. */
export type Step = string | readonly [cell: string, ...expected: Expected[]];
type Expected = { gives: unknown } | { prints: readonly string[] } | { throws: RegExp };

const gives = (value: unknown): Expected => ({ gives: value });
const prints = (...lines: string[]): Expected => ({ prints: lines });
const throws = (message: RegExp): Expected => ({ throws: message });

/** Small programs by subject, each a row of cells. Most would not pass the type checker. */
export const programs: Record<string, Record<string, readonly Step[]>> = {
  "declaring again": {
    "let as let": ["let a = 1", "let a = 2", ["a", gives(2)]],
    "const as const": ["const a = 1", "const a = 2", ["a", gives(2)]],
    "const as let, which Deno refuses": ["const b1 = 1", "let b1 = 2", ["b1 = 3", gives(3)]],
    "let as const": ["let a = 1", "const a = 2", ["a", gives(2)]],
    "var as const as function as class": [
      "var a = 1",
      "const a = 2",
      "function a() { return 3 }",
      ["a()", gives(3)],
      "class a { x = 4 }",
      ["new a().x", gives(4)],
    ],
    "a class as a class": ["class K { x = 1 }", "class K { x = 2 }", ["new K().x", gives(2)]],
    "a class as an enum as a namespace as an import": [
      "class Q {}",
      "enum Q { A = 7 }",
      ["Q.A", gives(7)],
      "namespace Q { export const B = 8 }",
      ["[Q.A, Q.B]", gives([undefined, 8])],
      'import Q from "./counter.mjs"',
      ["Q", gives("the default")],
    ],
    "an import as a const": [
      'import { first } from "./common.cjs"',
      "const first = 'mine'",
      ["first", gives("mine")],
    ],
    "a type and a value under one name": [
      "type Both = number; const Both = 1",
      ["Both", gives(1)],
      "interface Both {}",
    ],
    "what a pattern declared": [
      "const { a, b } = { a: 1, b: 2 }",
      "const [b, a] = [3, 4]",
      ["[a, b]", gives([4, 3])],
    ],
    "the same cell again": [
      "let runs = 1; runs++; const twice = runs",
      "let runs = 1; runs++; const twice = runs",
      ["twice", gives(2)],
    ],
    "is refused within one cell": [
      ["const x = 1; const x = 2", throws(/already been declared in this cell/)],
    ],
  },

  closures: {
    "of an earlier cell see a later assignment, which tslab's do not": [
      "let cc = 1; function getcc() { return cc }",
      ["cc = 5; getcc()", gives(5)],
    ],
    "of an earlier cell see a later declaration": [
      "let cd = 1; const getcd = () => cd",
      "const cd = 6",
      ["getcd()", gives(6)],
    ],
    "of a later cell change an earlier variable": [
      "let n = 0",
      "const up = () => ++n; up(); up()",
      ["n", gives(2)],
    ],
    "may use a name that a later cell declares": [
      "const later = () => declaredLater",
      "const declaredLater = 9",
      ["later()", gives(9)],
    ],
    "see a function that was replaced": [
      "function inner() { return 1 } function outer() { return inner() }",
      "function inner() { return 2 }",
      ["outer()", gives(2)],
    ],
    "in a loop keep their own variable": [
      "const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i)",
      ["fs.map((f) => f())", gives([0, 1, 2])],
    ],
    "in a loop with var share it": [
      "var gs = []; for (var i = 0; i < 3; i++) gs.push(() => i)",
      ["gs.map((g) => g())", gives([3, 3, 3])],
    ],
    "of objects see the variable through shorthand, which tslab's do not": [
      "const t1 = 1",
      "const a1 = 2",
      ["({ t1, a1 })", gives({ t1: 1, a1: 2 })],
    ],
    "capture a block's variable, not the cell's of that name": [
      "let s = 1; let get; { let s = 2; get = () => s }",
      ["[s, get()]", gives([1, 2])],
    ],
    "stay as they are while their parameter has the name of a global variable": [
      "let p = 1; const id = (p) => p",
      ["id(2) + p", gives(3)],
    ],
  },

  "a cell that throws": {
    "keeps what it had assigned, which JupyterLite's does not": [
      [
        "const before = 1; let counter = 10; counter++; throw new Error('stop'); const after = 2",
        throws(/stop/),
      ],
      ["[before, counter, after]", gives([1, 11, undefined])],
    ],
    "keeps its functions": [
      ["throw new Error('first'); function late() { return 4 }", throws(/first/)],
      ["late()", gives(4)],
    ],
    "in a loop keeps the loop's var": [
      ["for (var at = 0; ; at++) if (at === 3) throw new Error('at three')", throws(/at three/)],
      ["at", gives(3)],
    ],
    "after an await keeps what it had assigned": [
      ["let w = 1; await null; w = 2; throw 'text'; w = 3", throws(/text/)],
      ["w", gives(2)],
    ],
    "leaves names that a later cell may declare": [
      ["const again = missingName.x", throws(/missingName is not defined/)],
      "const again = 1",
      ["again", gives(1)],
    ],
    "in a pattern half way keeps the first half": [
      ["const [half, { length: other }] = [1, null]", throws(/null/)],
      ["half", gives(1)],
    ],
  },

  functions: {
    "are there before their line": [["early(); function early() { console.log('ran') }", prints("ran")]],
    "that call each other": [
      [
        "even(10); function even(n) { return n === 0 || odd(n - 1) } function odd(n) { return n !== 0 && even(n - 1) }",
      ],
      ["even(7)", gives(false)],
    ],
    "see what their own name means now: memoised": [
      "let calls = 0; function fib(n: number): number { calls++; return n < 2 ? n : fib(n - 1) + fib(n - 2) }",
      "const memoise = (f) => { const seen = new Map(); return (n) => seen.has(n) ? seen.get(n) : (seen.set(n, f(n)), seen.get(n)) }; fib = memoise(fib)",
      ["[fib(30), calls]", gives([832040, 31])],
    ],
    "have their name": [
      "function named() {} const arrow = () => {}; const anonymous = function () {}; let late; late = () => {}",
      ["[named, arrow, anonymous, late].map((f) => f.name)", gives(["named", "arrow", "anonymous", "late"])],
    ],
    "with defaults, rest and destructured parameters": [
      "function f(a, b = a * 2, { c, d: [e] } = { c: 3, d: [4] }, ...rest) { return [a, b, c, e, ...rest] }",
      ["f(1)", gives([1, 2, 3, 4])],
      ["f(1, 0, { c: 5, d: [6] }, 7)", gives([1, 0, 5, 6, 7])],
    ],
    async: ["async function later(x) { await null; return x }", ["await later(3)", gives(3)]],
    generators: [
      "function* count(n) { for (let i = 0; i < n; i++) yield i }",
      ["[...count(3)]", gives([0, 1, 2])],
    ],
    "async generators": [
      "async function* stream() { yield 1; yield 2 }",
      ["const got = []; for await (const x of stream()) got.push(x); got", gives([1, 2])],
    ],
    "with overloads": [
      "function over(a: string): string; function over(a: number): number; function over(a: any) { return a }",
      ["over(1)", gives(1)],
    ],
    "can be constructed": [
      "function Old(x) { this.x = x } Old.prototype.get = function () { return this.x }",
      ["new Old(3).get()", gives(3)],
    ],
    "have their own this and arguments": [
      "function inside() { return [this, arguments.length] }",
      ["inside(1, 2)", gives([undefined, 2])],
    ],
    "in blocks belong to the block": [["{ function blockOnly() {} } typeof blockOnly", gives("undefined")]],
    "that are exported": [
      "export function ef() { return 1 } export default function eg() { return 2 }",
      ["[ef(), eg()]", gives([1, 2])],
    ],
    "have properties": ["function withProperty() {} withProperty.x = 1", ["withProperty.x", gives(1)]],
  },

  variables: {
    "let without a value is undefined again on a re-run": ["let x; x = 1", ["let x; x", gives(undefined)]],
    "let among others": [
      "let x = 1, y, z = 3",
      "y = 2",
      ["let x = 4, y, z = 5; [x, y, z]", gives([4, undefined, 5])],
    ],
    "var without a value keeps it, as in a script": ["var v = 1", ["var v; v", gives(1)]],
    "var in a block, a loop, a switch and a try is the cell's": [
      "{ var v1 = 1 } for (var v2 = 2; false; ); switch (1) { case 1: var v3 = 3 } try { var v4 = 4; throw 0 } catch { var v5 = 5 } if (true) var v6 = 6; label: { var v7 = 7 }",
      ["[v1, v2, v3, v4, v5, v6, v7]", gives([1, 2, 3, 4, 5, 6, 7])],
    ],
    "var in the heads of loops": [
      "for (var of1 of [1, 2]); for (var in1 in { a: 1, b: 2 }); for (var [x1, y1] of [[1, 2], [3, 4]]); for (var { length: l1 } of ['abc']); for (var c1 = 0, d1; c1 < 2; c1++);",
      ["[of1, in1, x1, y1, l1, c1, d1]", gives([2, "b", 3, 4, 3, 2, undefined])],
    ],
    "var in a function is the function's": [
      ["(function () { var hiddenVar = 1 })(); typeof hiddenVar", gives("undefined")],
    ],
    "var before its line is undefined": [
      ["const seen = typeof laterVar; var laterVar = 1; seen", gives("undefined")],
    ],
    "a catch clause's own variable": [
      "let e = 'outer'; try { throw 'inner' } catch (e) { e = 'changed' }",
      ["e", gives("outer")],
    ],
    "let in a block or a loop is the block's": [
      [
        "let i = 'mine'; for (let i = 0; i < 2; i++) { const j = i } { let k = 1 } [i, typeof j, typeof k]",
        gives(["mine", "undefined", "undefined"]),
      ],
    ],
    "patterns with defaults, nested, with rest": [
      "const { a = 1, b: { c = 2, ...others } = { d: 4 }, ['e' + 1]: computed = 5, ...rest } = { z: 26, a: undefined }",
      ["[a, c, others, computed, rest]", gives([1, 2, { d: 4 }, 5, { z: 26 }])],
    ],
    "array patterns with holes, defaults and rest": [
      "const [p1, , p3 = 3, [p4] = [4], ...p5] = [1, 2, undefined, undefined, 5, 6]",
      ["[p1, p3, p4, p5]", gives([1, 3, 4, [5, 6]])],
    ],
    "patterns after others in one declaration": [
      "let q = 1, { r } = { r: 2 }, [s] = [3]",
      ["[q, r, s]", gives([1, 2, 3])],
    ],
    "swapped by a pattern": ["let l = 1, m = 2; [l, m] = [m, l]", ["[l, m]", gives([2, 1])]],
    "functions get their name from patterns' defaults": [
      "const { fn = () => {} } = {}; const [gn = function () {}] = []",
      ["[fn.name, gn.name]", gives(["fn", "gn"])],
    ],
    "logical assignment and update": [
      "let u = null; u ??= 1; u += 2; u **= 2",
      ["u--", gives(9)],
      ["u", gives(8)],
    ],
    "undeclared ones cannot be assigned": [
      ["notDeclaredAnywhere = 1", throws(/notDeclaredAnywhere is not defined/)],
    ],
    "with unusual letters": [
      "const π = 3.14, 𝒳 = 1, $ = 2, _ = 3, ünïcode = 4",
      ["[π, 𝒳, $, _, ünïcode]", gives([3.14, 1, 2, 3, 4])],
    ],
    "do not appear on globalThis": [
      "var onGlobal = 1; function fGlobal() {} let lGlobal",
      ["['onGlobal', 'fGlobal', 'lGlobal'].some((name) => name in globalThis)", gives(false)],
    ],
    "are seen by eval and new Function": [
      "let ev = 1",
      ["eval('ev + 1')", gives(2)],
      ["new Function('return ev + 2')()", gives(3)],
    ],
    "called async, of, get, set, type, as, from, static-ish": [
      "for (var async of [1]); let of = 2, get = 3, set = 4, type = 5, as = 6, from = 7, namespace = 8, declare = 9, abstract = 10, module = 11",
      [
        "[async, of, get, set, type, as, from, namespace, declare, abstract, module]",
        gives([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
      ],
    ],
  },

  "names of globals": {
    "of browsers are free": [
      "const name = 'n', status = 's', event = 'e', top = 't', self = 'f', location = 'l', history = 'h', parent = 'p', length = 'q'",
      ["[name, status, event, top, self, location, history, parent, length].join('')", gives("nsetflhpq")],
    ],
    "of Node are free": [
      "const crypto = 1, process = 2, performance = 3, Buffer = 4, global = 5",
      ["[crypto, process, performance, Buffer, global]", gives([1, 2, 3, 4, 5])],
      ["typeof globalThis.process.pid", gives("number")],
    ],
    "of JavaScript are free": [
      "const Map = 1, Set = 2, Symbol = 3, undefined = 4, NaN = 5, Object = 6",
      ["[Map, Set, Symbol, undefined, NaN, Object]", gives([1, 2, 3, 4, 5, 6])],
    ],
    "that a cell uses are not taken from Node itself": [
      "const URL = 'https://example.com'; let process = 'mine'; const Buffer = 0; const performance = null",
      ["URL", gives("https://example.com")],
      [
        "const reply = await fetch('http://127.0.0.1:9/').catch((error) => error.cause); reply.message",
        gives("bad port"),
      ],
      [
        "const { format } = await import('node:util'); format('%s', new globalThis.URL('http://a/b').pathname)",
        gives("/b"),
      ],
    ],
    "in shorthand, patterns and closures": [
      "const { URL, fetch: { inner: File } } = { URL: 'u', fetch: { inner: 'i' } }; const get = () => ({ URL, File, o: { URL: 1 }.URL })",
      ["get()", gives({ URL: "u", File: "i", o: 1 })],
      "URL = 'changed'",
      ["get().URL", gives("changed")],
    ],
    "stay the globals where a scope declares them itself": [
      "const URL = 'outer'",
      ["(function (URL) { return URL })('parameter') + ((URL) => URL)('arrow')", gives("parameterarrow")],
      ["{ let URL = 'block'; var copied = URL } copied", gives("block")],
      ["(class URL { static own = URL.name }).own", gives("URL")],
      ["try { throw 'caught' } catch (URL) { copied = URL } copied", gives("caught")],
      ["for (const URL of ['loop']) copied = URL; copied", gives("loop")],
      ["(() => { if (true) { var URL = 'var' } return URL })()", gives("var")],
      ["URL", gives("outer")],
    ],
    "that are functions and classes keep their name": [
      "function fetch() { return 'own' } class Event { kind = 'own' } function* atob() { yield fetch }",
      [
        "[fetch(), fetch.name, new Event().kind, Event.name, [...atob()][0] === fetch]",
        gives(["own", "fetch", "own", "Event", true]),
      ],
    ],
    "that are arrow functions and class expressions keep their name": [
      "const fetch = async () => 1, Event = class {}, atob = function () {}, URL = (() => 2)()",
      ["[fetch.name, Event.name, atob.name, URL]", gives(["fetch", "Event", "atob", 2])],
    ],
    "are often imported": [
      "import { performance } from 'node:perf_hooks'; import process from 'node:process'; import { Buffer } from 'node:buffer'; import crypto from 'node:crypto'",
      [
        "[typeof performance.now(), process.pid > 0, Buffer.from('a').length, typeof crypto.createHash]",
        gives(["number", true, 1, "function"]),
      ],
    ],
    "that are var, enum or import": [
      "for (var Blob of [1, 2]); enum Event { A } import { increment as fetch } from './counter.mjs'",
      ["[Blob, Event.A, typeof fetch]", gives([2, 0, "function"])],
    ],
    "can be changed on globalThis": [
      "globalThis.shared = 1",
      ["shared", gives(1)],
      "shared = 2",
      ["globalThis.shared", gives(2)],
    ],
    "arguments does not exist at the top": [["arguments", throws(/arguments.* is not defined/)]],
  },

  classes: {
    "see themselves in static blocks and fields": [
      "class K { static made = new K(); static n; static { K.n = 5 } }",
      ["[K.n, K.made instanceof K, K.name]", gives([5, true, "K"])],
    ],
    "extend those of earlier cells": [
      "class Base { greet() { return 'base' } }",
      "class Derived extends Base { greet() { return super.greet() + '!' } }",
      ["new Derived().greet()", gives("base!")],
    ],
    "keep their first meaning in their own methods": [
      "class S { copy() { return new S() } } const first = new S()",
      "class S {}",
      ["first.copy() instanceof S", gives(false)],
      ["first.copy().constructor === first.constructor", gives(true)],
    ],
    "with private members, accessors and computed names": [
      "class P { #x = 1; get x() { return this.#x } set x(v) { this.#x = v } static #count = 0; static up() { return ++P.#count } ['com' + 'puted']() { return 2 } }",
      ["const p = new P(); p.x += 5; [p.x, P.up(), p.computed()]", gives([6, 1, 2])],
    ],
    "with parameter properties, abstract and implements": [
      "interface Shape { area(): number } abstract class A { abstract area(): number; constructor(protected readonly side: number) {} } class Sq extends A implements Shape { override area() { return this.side ** 2 } }",
      ["new Sq(3).area()", gives(9)],
    ],
    "fields without a value are undefined, not absent": [
      "class F { x?: number; declare y: number; z!: string }",
      ["Object.keys(new F())", gives(["x", "z"])],
    ],
    "as expressions get their name": [
      "const Made = class {}; const Named = class Inner {}",
      ["[Made.name, Named.name]", gives(["Made", "Inner"])],
    ],
    "accessor fields": [
      "class Acc { accessor x = 1; static accessor y = 2 }",
      ["const acc = new Acc(); acc.x++; [acc.x, Acc.y, Object.keys(acc)]", gives([2, 2, []])],
    ],
    exported: [
      "export class EC { x = 1 } export default class ED { x = 2 }",
      ["[new EC().x, new ED().x]", gives([1, 2])],
    ],
    "whose instances survive a re-run": [
      "class R { v = 1 } const r = new R()",
      "class R { v = 2 }",
      ["[r.v, new R().v, r instanceof R]", gives([1, 2, false])],
    ],
  },

  decorators: {
    "of classes, methods, fields and accessors": [
      "const seen: string[] = []; const note = (value, context) => { seen.push(context.kind + ' ' + String(context.name)) }",
      "@note class D { @note x = 1; @note m() {} @note accessor a = 2; @note static s = 3; @note get g() { return 1 } }",
      ["seen.sort()", gives(["accessor a", "class D", "field s", "field x", "getter g", "method m"])],
      ["new D().a + D.s", gives(5)],
    ],
    "that replace a method": [
      "const double = (f, _) => function (...args) { return 2 * f.apply(this, args) }; class D { @double three() { return 3 } }",
      ["new D().three()", gives(6)],
    ],
    "that replace the class": [
      "const sealed = (C, _) => class extends C { extra = 1 }; @sealed class D { static self() { return D } }",
      ["[new D().extra, D.self() === D]", gives([1, true])],
    ],
    "of a class that is exported, before or after the word": [
      "const mark = (C, _) => { C.marked = true }; @mark export class D1 {} export @mark class D2 {} export default @mark class D3 {}",
      ["[D1, D2, D3].map((D) => D.marked)", gives([true, true, true])],
    ],
    "of an abstract class": [
      "const mark = (C, _) => { C.marked = true }; @mark abstract class DA { abstract area(): number; twice() { return 2 * this.area() } } class DB extends DA { area() { return 4 } }",
      ["[DA.marked, new DB().twice()]", gives([true, 8])],
    ],
    "next to imports of types and unused names": [
      "import { type Kind, increment } from './counter.mjs'; import type { Other } from 'nowhere'; const mark = (C, _) => { C.marked = true }; @mark class D { k?: Kind & Other }",
      ["[D.marked, typeof increment]", gives([true, "function"])],
    ],
    "that add an initializer": [
      "const bound = (f, { name, addInitializer }) => { addInitializer(function () { this[name] = this[name].bind(this) }) }; class D { v = 7; @bound get() { return this.v } }",
      ["const { get } = new D(); get()", gives(7)],
    ],
  },

  enums: {
    "with numbers, both ways": [
      "enum Colour { Red, Green = 5, Blue }",
      ["[Colour.Blue, Colour[5]]", gives([6, "Green"])],
    ],
    "with text and computed members": [
      "enum S { A = 'a', B = 1 << 3, C = B | 1, D = 'xyz'.length }",
      ["[S.A, S.B, S.C, S.D]", gives(["a", 8, 9, 3])],
    ],
    "replace those of an earlier run": [
      "enum E { A, B }",
      "enum E { C }",
      ["Object.keys(E)", gives(["0", "C"])],
    ],
    "merge within a cell": ["enum M { A = 1 } enum M { B = 2 }", ["[M.A, M.B]", gives([1, 2])]],
    "that are const are there for later cells": ["const enum CE { Q = 4 }", ["CE.Q", gives(4)]],
    "exported, and again": [
      "export enum EE { A }",
      "export enum EE { B }",
      ["Object.keys(EE)", gives(["0", "B"])],
    ],
    "merge with a namespace": [
      "enum Level { Low, High } namespace Level { export function name(l: Level) { return Level[l].toLowerCase() } }",
      ["Level.name(Level.High)", gives("high")],
    ],
    "only declared have no value": ["declare enum Nowhere { A }", ["typeof Nowhere", gives("undefined")]],
  },

  namespaces: {
    "hold values, functions and types": [
      "namespace N { const secret = 2; export const a = 1; export function f() { return a + secret } export interface I {} export type T = I }",
      ["[N.a, N.f(), Object.keys(N)]", gives([1, 3, ["a", "f"]])],
    ],
    "of one cell merge and see each other": [
      "namespace N { export const a = 1 } namespace N { export const b = a + 1 }",
      ["[N.a, N.b]", gives([1, 2])],
    ],
    "of a re-run start anew": [
      "namespace N { export const a = 1 }",
      "namespace N { export const c = 3 }",
      ["Object.keys(N)", gives(["c"])],
    ],
    "see exported variables change": [
      "namespace N { export let n = 0; export const up = () => ++n }",
      ["N.up(); N.up(); N.n", gives(2)],
    ],
    "with dots and within others": [
      "namespace A.B { export const x = 1 } namespace A { export namespace C { export const y = B.x + 1 } }",
      ["[A.B.x, A.C.y]", gives([1, 2])],
    ],
    "merge with a class and a function": [
      "class NC { static s = 1 } namespace NC { export const t = 2 } function nf() { return 3 } namespace nf { export const u = 4 }",
      ["[NC.s, NC.t, nf(), nf.u]", gives([1, 2, 3, 4])],
    ],
    "of types have no value": ["namespace Types { export interface I {} }", ["Types", gives(undefined)]],
    "under another name": [
      "namespace Long { export namespace Inner { export const x = 5 } } import Short = Long.Inner",
      ["Short.x", gives(5)],
    ],
  },

  using: {
    "disposes at the end of the cell, last first": [
      "const open = (name: string) => ({ name, [Symbol.dispose]() { console.log('closed', name) } })",
      [
        "using a = open('a'), b = open('b'); console.log('used', a.name); using nothing = null",
        prints("used a", "closed b", "closed a"),
      ],
    ],
    "in a block and a function": [
      "const open = (name: string) => ({ name, [Symbol.dispose]() { console.log('closed', name) } })",
      [
        "{ using x = open('x'); console.log('in') } console.log('out'); function f() { using y = open('y'); return 'returned' } console.log(f())",
        prints("in", "closed x", "out", "closed y", "returned"),
      ],
    ],
    "disposes also when the cell throws": [
      "const open = (name: string) => ({ [Symbol.dispose]() { console.log('closed', name) } })",
      ["using z = open('z'); throw new Error('after opening')", prints("closed z"), throws(/after opening/)],
    ],
    "that fails to dispose tells of both errors": [
      [
        "using bad = { [Symbol.dispose]() { throw new Error('while closing') } }; throw new Error('before')",
        throws(/SuppressedError/),
      ],
    ],
    "of something that cannot be disposed of": [
      ["using wrong = { x: 1 } as any", throws(/Cannot dispose of .*Symbol\.dispose/)],
    ],
    awaited: [
      "const later = (name: string) => ({ name, async [Symbol.asyncDispose]() { await null; console.log('closed', name) } })",
      [
        "await using c = later('c'); { await using d = later('d') } console.log('end'); c.name",
        prints("closed d", "end", "closed c"),
        gives("c"),
      ],
    ],
    "in the head of a loop": [
      "const open = (name: string) => ({ [Symbol.dispose]() { console.log('closed', name) } })",
      [
        "for (using r of [open('1'), open('2')]) console.log('round')",
        prints("round", "closed 1", "round", "closed 2"),
      ],
    ],
    "keeps the result": [
      ["using r = { v: 1, [Symbol.dispose]() { this.v = 2 } }; r.v", gives(1)],
      ["r.v", gives(2)],
    ],
  },

  export: {
    "in front of declarations changes nothing": [
      "export const a = 1; export let b = 2; export interface I {} export type T = I; export async function f() { return 3 }",
      ["[a, b, await f()]", gives([1, 2, 3])],
    ],
    "of lists is dropped": [
      "const a = 1, b = 2; export { a, b as c }; export type { T }; type T = 1",
      ["[a, b]", gives([1, 2])],
    ],
    "default of an expression is the result": [["const x = 4; export default x * 2;", gives(8)]],
    "default of an object, a function or a class without a name": [
      ["export default { a: 1 }", gives({ a: 1 })],
      ["export default () => 5", gives(expect.any(Function))],
      ["export default class { }", gives(expect.any(Function))],
      ["export default function () { return 6 }", gives(expect.any(Function))],
    ],
    "default in the middle is only evaluated": [
      ["export default console.log('seen'); const after = 1", prints("seen"), gives(undefined)],
    ],
    "= is the result": [["export = 7", gives(7)]],
    "from another module runs it": [
      'export { count as neverDeclared } from "./counter.mjs"; export * from "./counter.mjs"',
      ["typeof neverDeclared", gives("undefined")],
    ],
  },

  "the top level": {
    "has no this": [
      ["this", gives(undefined)],
      ["(() => this)()", gives(undefined)],
    ],
    awaits: [["const a = await Promise.resolve(1); a + (await Promise.resolve(2))", gives(3)]],
    "awaits in the middle of anything": [
      [
        "const list = [await 1, ...(await [2])]; const f = async () => await 3; [await 4] + list + (await f())",
        gives("41,23"),
      ],
    ],
    "awaits in loops and conditions": [
      [
        "let sum = 0; for (const p of [1, 2]) sum += await Promise.resolve(p); if (await true) sum += 10; sum",
        gives(13),
      ],
    ],
    "for await": [
      ["const got = []; for await (const x of [Promise.resolve(1), 2]) got.push(x); got", gives([1, 2])],
    ],
    "for await with var": ["for await (var last of [1, Promise.resolve(5)]);", ["last", gives(5)]],
    "is synchronous without await": [
      [
        "let order = ['a']; Promise.resolve().then(() => order.push('c')); order.push('b'); [...order]",
        gives(["a", "b"]),
      ],
    ],
    "is strict": [
      ["(function () { return this })()", gives(undefined)],
      ["Object.freeze([1]).push(2)", throws(/not extensible/)],
    ],
    "accepts directives": [
      ['"use strict"; const strict = 1', gives(undefined)],
      ['"use strict"', gives("use strict")],
      ["'use client'; 5", gives(5)],
    ],
    "accepts labels": [
      "outer: for (const i of [1, 2, 3]) { for (const j of [1, 2]) { if (i === 2) break outer; if (j === 2) continue outer; console.log(i, j) } }",
    ],
    "accepts a first line for the shell": [["#!/usr/bin/env node\nconst shell = 1; shell", gives(1)]],
    "accepts // @ts-nocheck": [["// @ts-nocheck\nconst n: number = 'text'; n", gives("text")]],
    "knows where it is": [
      ["import.meta.url", gives(expect.stringMatching(/^file:.*modules\/notebook\.ts$/))],
      ["(() => import.meta.dirname)()", gives(folder)],
    ],
    "may be empty": [
      ["", gives(undefined)],
      ["// only a comment", gives(undefined)],
      ["/* another */ ;", gives(undefined)],
      ["\n\n", gives(undefined)],
    ],
    "accepts line ends of Windows": [["const w1 = 1;\r\nconst w2 = `a\r\nb`;\r\nw1 + w2", gives("1a\nb")]],
    "accepts a byte order mark": [["\ufeffconst bom = 1; bom", gives(1)]],
    "accepts types everywhere": [
      [
        "const x = <T,>(a: T): T => a satisfies T as T; let y!: number; type Q<T> = T extends infer U ? U : never; const z = x<number>(1)!; (z as unknown as string) as any",
        gives(1),
      ],
    ],
    "may use names that the transformers use": [
      "const _usingCtx = 1, babelHelpers = 2, exports = 3, module = 4; { using r = null } class _K {} const _init = 5",
      ["[_usingCtx, babelHelpers, exports, module, _init]", gives([1, 2, 3, 4, 5])],
    ],
    "is not confused by statements that begin with brackets": [
      [
        "let a = [1, 2]\nlet b = 3\n;[a[0], b] = [b, a[0]]\n;(() => { b++ })()\n;`t`.length\na.concat(b)",
        gives([3, 2, 2]),
      ],
      ["const [first] = [1]\nconst { second } = { second: 2 }\nclass K {}\n[first, second]", gives([1, 2])],
      ["function f() {}\n[1, 2].length", gives(2)],
      ["enum E { A }\n(E.A)", gives(0)],
    ],
    "asks for no semicolon after anything": [
      [
        "let a\nlet b = 1\nconst c = () => {}\nvar d\nfor (var i = 0; i < 1; i++) d = i\ndo d++; while (d < 3)\n[a, b, d]",
        gives([undefined, 1, 3]),
      ],
    ],
  },

  "the result": {
    "is the last expression": [
      ["1; 2", gives(2)],
      ["const a = 1\na + 1 // comment", gives(2)],
      ["a = 5", gives(5)],
      ["a /* after */\n\n", gives(5)],
    ],
    "is muted by a semicolon": [
      ["1 + 1;", gives(undefined)],
      ["1 + 1; // comment", gives(undefined)],
      ["f(1)\n;\nfunction f(x) { return x }", gives(undefined)],
    ],
    "is nothing after a declaration": [
      ["1 + 1\nconst x = 1", gives(undefined)],
      ["1 + 1\ninterface I {}", gives(undefined)],
      ["if (true) 5", gives(undefined)],
    ],
    "can be an object literal": [
      ["{ a: 1 }", gives({ a: 1 })],
      ["{ a: 1, b: { c: [2] } }", gives({ a: 1, b: { c: [2] } })],
      ["const k = 1\n{ k, l: 2 }", gives({ k: 1, l: 2 })],
      ["{}", gives({})],
      ["({ a: 1 })", gives({ a: 1 })],
    ],
    "is not taken from a block": [
      ["{ const inBlock = 1; inBlock }", gives(undefined)],
      ["{ a: 1 };", gives(undefined)],
    ],
    "can be a comma, a function, a class, a regular expression, a template": [
      ["(1, 2)", gives(2)],
      ["(function () {})", gives(expect.any(Function))],
      ["(class {})", gives(expect.any(Function))],
      ["/a+/g", gives(/a+/g)],
      ["`x\\u0031`", gives("x1")],
    ],
    "can be an arrow, a yieldless async arrow, a new, a delete": [
      ["async () => 1", gives(expect.any(Function))],
      ["new Date(0)", gives(new Date(0))],
      ["const o = { p: 1 }; delete o.p", gives(true)],
      ["typeof o", gives("object")],
      ["void 0", gives(undefined)],
    ],
    "can be a dynamic import": [
      ["(await import('./counter.mjs')).default", gives("the default")],
      ["import('./waits.mjs')", gives(expect.any(Promise))],
    ],
    "can be spread over lines and be followed by types": [
      [
        "[\n  1,\n  2,\n]\n  .map((x: number): number => x * 2)\n  .filter(Boolean) as number[]",
        gives([2, 4]),
      ],
    ],
    "is undefined, null or a falsy value as it is": [
      ["undefined", gives(undefined)],
      ["null", gives(null)],
      ["0", gives(0)],
      ["''", gives("")],
      ["false", gives(false)],
    ],
  },

  imports: {
    "default, named, renamed and in quotes": [
      'import d, { increment as up, "a-b" as quoted } from "./counter.mjs"',
      ["[d, typeof up, quoted]", gives(["the default", "function", "quoted"])],
    ],
    "of all, which stay live": [
      'import * as counter from "./counter.mjs"',
      ["const before = counter.count; counter.increment(); counter.count - before", gives(1)],
    ],
    "default and all together": [
      'import d, * as all from "./counter.mjs"',
      ["[d, all.default]", gives(["the default", "the default"])],
    ],
    "for their effect": ['import "./side-effect.mjs"', ["globalThis.sideEffects", gives(1)]],
    "of an empty list": ['import {} from "./counter.mjs"', ["1", gives(1)]],
    "of JSON": [
      'import data from "./data.json" with { type: "json" }; import * as all from "./data.json" with { type: "json" }; import { version } from "./data.json" with { "type": "json" }',
      ["[data.version, all.version, version, data.nested.a]", gives(["1.2.3", "1.2.3", "1.2.3", 1])],
    ],
    "of CommonJS, whose names Node does not see": [
      'import { first, second } from "./common.cjs"; import * as all from "./common.cjs"; import whole from "./common.cjs"',
      ["[first, second, all.first, whole.second]", gives([1, 2, 1, 2])],
    ],
    "of a function with properties": [
      'import area, { unit } from "./function.cjs"; import * as all from "./function.cjs"',
      ["[area(3), unit, all.unit, all.default(2)]", gives([9, "m", "m", 4])],
    ],
    "of ES modules that were compiled to CommonJS": [
      'import own, { named } from "./compiled.cjs"; import * as all from "./compiled.cjs"',
      ["[own.isOwn, named, all.default.isOwn, all.named]", gives([true, 5, true, 5])],
    ],
    "of modules with top-level await": ['import { answer } from "./waits.mjs"', ["answer", gives(42)]],
    "of Node's own modules": [
      'import fs, { existsSync } from "node:fs"; import * as path from "path"',
      ["[existsSync === fs.existsSync, path.posix.join('a', 'b')]", gives([true, "a/b"])],
    ],
    "of packages for ES modules only": [
      'import MagicString from "magic-string"',
      ["typeof MagicString", gives("function")],
    ],
    "are hoisted": [["const kind = typeof join; import { join } from 'node:path'; kind", gives("function")]],
    "of types vanish": [
      [
        'import type { A } from "./nowhere.mjs"; import type D from "nowhere"; import { type B, type C } from "nowhere"; import type * as ns from "nowhere"; const x: A | B = 1 as any; x',
        gives(1),
      ],
    ],
    "used only as types may be missing": [
      [
        'import { Layout, Config as C } from "only-types-here"; const l: Layout & C = { title: 1 } as any; l',
        gives({ title: 1 }),
      ],
    ],
    "used only as types are there for later cells": [
      'import { increment } from "./counter.mjs"; type Up = typeof increment',
      ["typeof increment", gives("function")],
    ],
    "of a name that does not exist, used": [
      [
        'import { missing } from "./counter.mjs"; missing()',
        throws(/"\.\/counter\.mjs" exports nothing called "missing"\. It exports .*count.*increment/),
      ],
    ],
    "of a name that does not exist, used as a type": [
      ['import { increment, Kind } from "./counter.mjs"; let k: Kind; typeof increment', gives("function")],
    ],
    "of a default that does not exist": [
      ['import d from "./waits.mjs"; d', throws(/has no default export\. It exports answer/)],
    ],
    "of a module that does not exist": [
      ['import { x } from "no-such-package"; x', throws(/no-such-package/)],
    ],
    "can be assigned to, since const-ness is for the type checker": [
      'import { increment } from "./counter.mjs"',
      ["increment = () => 'mine'; increment()", gives("mine")],
    ],
    "by import x = require": [
      'globalThis.require = (name) => ({ name }); import r = require("some-module")',
      ["r", gives({ name: "some-module" })],
    ],
    "dynamic, with a computed name and attributes": [
      [
        "const file = './data'; (await import(file + '.json', { with: { type: 'json' } })).default.version",
        gives("1.2.3"),
      ],
    ],
    "dynamic in a function of an earlier cell": [
      "const load = async (n: string) => (await import(n)).default",
      ["await load('./counter.mjs')", gives("the default")],
    ],
  },
};
