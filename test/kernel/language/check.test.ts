import { describe, expect, test } from "vitest";
import { checkedNotebook } from "./check-notebook";

const { run, checker } = checkedNotebook();

/** The cells but for the last have no errors. */
function errorsOfLast(cells: readonly string[]): readonly string[] {
  for (const cell of cells.slice(0, -1)) expect([cell, ...run(cell)]).toEqual([cell]);
  return run(cells.at(-1)!);
}

describe("check() finds the errors of a cell", () => {
  test.each([
    [
      "let a: number = 1;\n  let b: string = a;",
      ["2:7 TS2322 Type 'number' is not assignable to type 'string'."],
    ],
    [
      "// é😀\nconst a: number = '😀'; b",
      ["2:7 TS2322 Type 'string' is not assignable to type 'number'.", "2:25 TS2304 Cannot find name 'b'."],
    ],
    ["unknownName", ["1:1 TS2304 Cannot find name 'unknownName'."]],
    [
      "const text = 'x';\r\nconst count: number =\r\n  text;",
      ["2:7 TS2322 Type 'string' is not assignable to type 'number'."],
    ],
    ["const f = (x) => x", ["1:12 TS7006 Parameter 'x' implicitly has an 'any' type."]],
    [
      "const point: { at: { x: number } } = { at: { x: 'a' } }",
      [
        "1:46 TS2322 Type 'string' is not assignable to type 'number'.\n  The expected type comes from property 'x' which is declared here on type '{ x: number; }'",
      ],
    ],
    [
      "const f: (x: { a: string }) => void = (x: { a: number }) => {}",
      [
        "1:7 TS2322 Type '(x: { a: number; }) => void' is not assignable to type '(x: { a: string; }) => void'.\n" +
          "  Types of parameters 'x' and 'x' are incompatible.\n" +
          "    Type '{ a: string; }' is not assignable to type '{ a: number; }'.\n" +
          "      Types of property 'a' are incompatible.\n" +
          "        Type 'string' is not assignable to type 'number'.",
      ],
    ],
    [
      "import x from 'no-such-package'",
      ["1:15 TS2307 Cannot find module 'no-such-package' or its corresponding type declarations."],
    ],
    ["const twice = 1; twice = 2", ["1:18 TS2588 Cannot assign to 'twice' because it is a constant."]],
    ["{ const name = 1; name = 2 }", ["1:19 TS2588 Cannot assign to 'name' because it is a constant."]],
  ])("%j", (cell, errors) => {
    expect(run(cell)).toEqual(errors);
  });
});

describe("check() accepts what runs in a cell", () => {
  test.each([
    ["await Promise.resolve(1); for await (const x of [1]) x"],
    ["const fs = await import('node:fs'); fs.readFileSync('x')"],
    ["import { readFileSync } from 'fs'; readFileSync"],
    ["import path = require('node:path'); path.join('a')"],
    ["1 + 1"],
    ["'use strict'; ({ a: 1 })"],
    ["function unused(a: number) { const b = 1; }"],
    ["export const exported = 1; const plain = 2; export { plain }; export default 3"],
    ["enum E { A, B } namespace N { export const x = 1 } const enum C { D }"],
    ["using resource = { [Symbol.dispose]() {} }"],
    ["function d(v: unknown, c: ClassDecoratorContext) {} @d class K { accessor x = 1 }"],
    ["/x/v.test('x'); [1].toSorted(); structuredClone({})"],
    [
      "document.querySelector('a')?.href; new URL('x:y'); process.cwd(); Buffer.from('a'); setTimeout(() => {}, 1).unref()",
    ],
    ["import.meta.url; require('fs'); __dirname + __filename"],
    ["display(1, { id: 'a' }).update(2); display.html('<b>'); display.json({}); clearOutput({ wait: true })"],
    ["const answer: string | null = prompt('x'); const yes: boolean = confirm('y'); promptPassword()"],
    ["var twice = 1; var twice = 2"],
    ["declare global { interface Array<T> { lastButOne(): T } } [1].lastButOne().toFixed()"],
    [""],
    ["// only a comment"],
  ])("%j", (cell) => {
    expect(run(cell)).toEqual([]);
  });
});

describe("Later cells know the names of earlier ones:", () => {
  test.each([
    [
      "constants",
      ["const a1 = 3; const b1 = { x: [1, 'a'] as const };", "const c1: 3 = a1; const d1: 'a' = b1.x[1]"],
      [],
    ],
    [
      "a copy of a constant is as wide as in one cell",
      [
        "const a2 = 3, b2 = 'x', c2 = true, d2 = -1.5e300;",
        "let e2 = a2, f2 = b2, g2 = c2, h2 = d2; e2 = 4; f2 = ''; g2 = false; h2 = 0",
      ],
      [],
    ],
    [
      "also of a choice between constants",
      ["const a3 = Math.random() > 0.5 ? 1 : 'x'", "let b3 = a3; b3 = 2; b3 = 'y'"],
      [],
    ],
    ["also of a member of an enum", ["enum A4 { X, Y } const a4 = A4.X", "let b4 = a4; b4 = A4.Y"], []],
    [
      "but not of a constant with a declared type",
      ["const a5: 3 = 3", "let b5 = a5; b5 = 4"],
      ["1:14 TS2322 Type '4' is not assignable to type '3'."],
    ],
    ["let can be assigned", ["let a6 = 3", "a6 = 4; a6 += 1; a6++; ({ a6 } = { a6: 5 })"], []],
    [
      "but not to another type",
      ["let a7 = 3", "a7 = 'x'"],
      ["1:1 TS2322 Type 'string' is not assignable to type 'number'."],
    ],
    [
      "let has its declared type",
      ["let a8: string | undefined = 'x'", "a8.length"],
      ["1:1 TS18048 'a8' is possibly 'undefined'."],
    ],
    [
      "which is narrowed",
      ["let a9: string | undefined", "a9 = 'x'; a9.length; if (a9 !== undefined) a9.length"],
      [],
    ],
    ["let without a type takes anything", ["let a10", "a10 = 1; a10 = 'x'"], []],
    ["var", ["for (var a11 = 0; a11 < 3; a11++) {}", "a11 = 4; const b11: number = a11"], []],
    [
      "constants cannot be assigned",
      ["const a12 = { x: 1 }", "a12.x = 2; a12 = { x: 3 }"],
      ["1:12 TS2588 Cannot assign to 'a12' because it is a constant."],
    ],
    [
      "nor those that are widened",
      ["const a13 = Math.random() > 0.5 ? 1 : 2", "a13 = 1"],
      ["1:1 TS2588 Cannot assign to 'a13' because it is a constant."],
    ],
    [
      "nor classes",
      ["class A14 {}", "A14 = 1"],
      ["1:1 TS2629 Cannot assign to 'A14' because it is a class."],
    ],
    [
      "nor functions",
      ["function a15() {}", "a15 = 1"],
      ["1:1 TS2630 Cannot assign to 'a15' because it is a function."],
    ],
    [
      "nor imports",
      ["import * as a16 from 'node:fs'", "a16 = 1"],
      ["1:1 TS2632 Cannot assign to 'a16' because it is an import."],
    ],
    [
      "functions with generics and predicates",
      [
        "function first17<T>(items: readonly T[]): T { return items[0]! } function isText17(x: unknown): x is string { return typeof x === 'string' } function must17(x: unknown): asserts x {}",
        "const a17: number = first17([1]); const b17: unknown = 'x'; if (isText17(b17)) b17.length; const c17: string | null = String(1); must17(c17); c17.length",
      ],
      [],
    ],
    [
      "overloads",
      [
        "function o18(x: string): string; function o18(x: number): number; function o18(x: any): any { return x }",
        "const a18: string = o18('x'); const b18: number = o18(1)",
      ],
      [],
    ],
    [
      "classes as values and as types",
      [
        "class A19<T> { constructor(readonly x: T) {} #p = 1; static make() { return new A19(1) } }",
        "class B19 extends A19<string> {} const b19: A19<string> = new B19('x'); const c19: A19<number> = A19.make()",
      ],
      [],
    ],
    [
      "objects of classes",
      [
        "class A20 { private secret = 1; next() { return new A20() } } const a20 = new A20()",
        "let b20 = a20.next(); b20 = new A20()",
      ],
      [],
    ],
    [
      "enums",
      ["enum A21 { X = 'x' } const enum B21 { Y }", "const a21: A21 = A21.X; const b21: B21 = B21.Y"],
      [],
    ],
    [
      "interfaces and type aliases",
      [
        "interface A22<T> { x: T } type B22<T> = A22<T>[]",
        "const a22: B22<number> = [{ x: 1 }]; interface C22 extends A22<string> {}",
      ],
      [],
    ],
    [
      "namespaces",
      [
        "namespace A23 { export interface B { x: number } export const y = 1 }",
        "const a23: A23.B = { x: A23.y }",
      ],
      [],
    ],
    [
      "imports",
      [
        "import { readFileSync as a24, type Stats } from 'node:fs'; import * as b24 from 'node:path'",
        "const c24: Stats | string = a24('x', 'utf8') + b24.join('x')",
      ],
      [],
    ],
    ["exports", ["export const a25 = 1; export class B25 {}", "a25.toFixed(); new B25()"], []],
    [
      "objects that hold classes of other cells",
      [
        "class A26 { x = 1 }",
        "const a26 = new Map([['x', [new A26()]]])",
        "const b26: number = a26.get('x')![0]!.x",
      ],
      [],
    ],
    [
      "objects of unnamed and local classes",
      [
        "function make27() { class Local { x = 1 } return new Local() } const a27 = make27(); const b27 = new (class { y = 'y' })()",
        "a27.x.toFixed(); b27.y.trim(); a27.z",
      ],
      ["1:36 TS2339 Property 'z' does not exist on type 'Local'."],
    ],
    [
      "local types that hide global ones",
      [
        "function make28() { interface Map { own: number } return { own: 1 } as Map } const a28 = make28()",
        "a28.own.toFixed()",
      ],
      [],
    ],
    ["symbols", ["const a29 = Symbol(); const b29 = { [a29]: 1 }", "b29[a29].toFixed()"], []],
    [
      "destructured names",
      [
        "const { a30, ...b30 } = { a30: 1, x: 's' }; const [c30, [d30]] = [1, ['x']] as const",
        "a30.toFixed(); b30.x.trim(); const e30: 'x' = d30; c30",
      ],
      [],
    ],
    [
      "async functions and generators",
      [
        "async function a31() { return 1 } function* b31() { yield 'x' } const c31 = async () => [...b31()]",
        "(await a31()).toFixed(); (await c31())[0]!.trim()",
      ],
      [],
    ],
    [
      "narrowing of constants lasts in functions",
      ["const a32 = document.querySelector('a')", "if (a32) [1].map(() => a32.href)"],
      [],
    ],
    [
      "names with unusual letters",
      ["const größe = 1, $a = 2, _b33 = 3, 名前 = 4", "größe + $a + _b33 + 名前 + größe.length"],
      ["1:32 TS2339 Property 'length' does not exist on type '1'."],
    ],
    [
      "additions to global types",
      ["declare global { interface String { shout(): string } }", "'x'.shout().trim()"],
      [],
    ],
    [
      "a promise hides an earlier name in its cell only",
      ["const a34 = 1", "declare const a34: string; a34.trim()", "a34.toFixed()"],
      [],
    ],
    ["undeclared names stay unknown", ["const a36 = 1", "a37"], ["1:1 TS2304 Cannot find name 'a37'."]],
  ] as [string, string[], string[]][])("%s", (_, cells, errors) => {
    expect(errorsOfLast(cells)).toEqual(errors);
  });
});

describe("A name can be declared again:", () => {
  const declarations: readonly (readonly [string, string, string])[] = [
    ["let", "let NAME: number = 1", "NAME = 2"],
    ["const", "const NAME: { c: number } = { c: 1 }", "NAME.c.toFixed()"],
    ["var", "var NAME = 'text'", "NAME = NAME.trim()"],
    ["function", "function NAME() { return { f: 1 } }", "NAME().f.toFixed()"],
    ["class", "class NAME { k = 1 }", "new NAME().k.toFixed(); let oneNAME: NAME"],
    ["enum", "enum NAME { E }", "NAME.E.toFixed(); let memberNAME: NAME.E"],
    [
      "namespace",
      "namespace NAME { export const n = 1; export type T = 1 }",
      "NAME.n.toFixed(); let typeNAME: NAME.T",
    ],
    ["import", "import * as NAME from 'node:os'", "NAME.cpus()"],
  ];
  const pairs = declarations.flatMap((before) => declarations.map((after) => [before, after] as const));
  test.each(pairs.map(([before, after]) => [before[0], after[0], before, after] as const))(
    "%s, then %s",
    (a, b, before, after) => {
      const name = `${a}_${b}_twice`;
      const cells = [before[1], after[1], after[2], before[1], before[2]];
      expect(cells.flatMap((cell) => run(cell.replaceAll("NAME", name)))).toEqual([]);
    },
  );

  test("a value and a type of one name are replaced each for itself", () => {
    expect(
      errorsOfLast([
        "class Both1 { x = 1 }",
        "const Both1 = 5",
        "const both1: Both1 = { x: Both1 }; Both1.x",
      ]),
    ).toEqual(["1:42 TS2339 Property 'x' does not exist on type '5'."]);
    expect(
      errorsOfLast(["interface Both1 { y: string }", "const both2: Both1 = { y: '' }; Both1.toFixed()"]),
    ).toEqual([]);
    expect(errorsOfLast(["class Both1 { z = 1 }", "let both3: Both1 = new Both1(); both3.z"])).toEqual([]);
    expect(
      errorsOfLast([
        "type Both4 = { a: 1 }",
        "let Both4: Both4 = { a: 1 }",
        "Both4.a; let both4: Both4 = Both4; Both4 = both4",
      ]),
    ).toEqual([]);
  });

  test("objects keep the class they were made with", () => {
    const cells = [
      "class Old1 { x = 1 }",
      "const old1 = new Old1()",
      "class Old1 { y = 1 }",
      "old1.x; const fresh1: Old1 = old1",
    ];
    const [error] = errorsOfLast(cells);
    expect(error).toMatch(
      /^1:15 TS2741 Property 'y' is missing in type 'In\[\d+\]\.Old1' but required in type 'In\[\d+\]\.Old1'\.$/,
    );
  });

  test("what the cell itself declares comes before what earlier cells did", () => {
    expect(
      errorsOfLast([
        "const Map = 1, own1 = 'x'",
        "function own1(x: number) { return x } own1(1).toFixed(); Map.toFixed()",
      ]),
    ).toEqual([]);
    expect(
      errorsOfLast([
        "const own2 = new globalThis.Map<string, number>()",
        "class Map { own = 1 } new Map().own; own2.get('x')?.toFixed()",
      ]),
    ).toEqual([]);
  });
});

describe("accept()", () => {
  test("makes names known of a cell that was not checked, and of one with errors in its types", () => {
    const names = [
      { name: "loose", kind: "const", exported: false },
      { name: "Loose", kind: "class", exported: false },
    ] as const;
    checker.accept({
      number: 1,
      code: "const loose = missing.x as string; class Loose { x: string = 1 }",
      names,
    });
    expect(run("loose.trim(); new Loose().x.trim(); loose.foo")).toEqual([
      "1:43 TS2339 Property 'foo' does not exist on type 'string'.",
    ]);
  });

  test("is not troubled by code that is no TypeScript", () => {
    checker.accept({
      number: 1,
      code: "const broken = ((( ; class { `",
      names: [{ name: "broken", kind: "const", exported: false }],
    });
    expect(checker.check({ number: 2, code: "let x = ; } `", names: [] }).length).toBeGreaterThan(0);
    expect(run("1 + 1")).toEqual([]);
  });
});

describe("A notebook that imports tslab", () => {
  test("is no longer checked strictly, from that cell on", () => {
    const notebook = checkedNotebook();
    const loose = "((x) => x); const t: string = null";
    expect(notebook.run(loose)).toHaveLength(2);
    expect(notebook.run("import * as tslab from 'tslab'; ((x) => x); tslab.newDisplay().html('x')")).toEqual(
      [],
    );
    expect(notebook.run(loose)).toEqual([]);
    expect(notebook.run("const n: number = 'x'")).toHaveLength(1);
  });
});
