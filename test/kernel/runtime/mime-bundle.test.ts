import * as tf from "@tensorflow/tfjs";
import { DataFrame } from "danfojs-node";
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { mimeBundle } from "../../../src/kernel/runtime/mime-bundle";

/** The texts of the cells of the table that a value is shown as, row by row. */
async function tableOf(value: unknown): Promise<string[][]> {
  const html = String((await mimeBundle(value))["text/html"]);
  const rows = html.match(/<tr>.*?<\/tr>/g) ?? [];
  return rows.map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, text]) => text!));
}

test("a data frame is a table with its index and columns; text is set left", async () => {
  const frame = new DataFrame({ word: ["<king>", "queen"], count: [2540, 58], share: [0.25, 0.5] });
  expect(await tableOf(frame)).toEqual([
    ["", "word", "count", "share"],
    ["0", "&lt;king&gt;", "2540", "0.25"],
    ["1", "queen", "58", "0.50"],
  ]);
  const { "text/html": html, "text/plain": plain } = await mimeBundle(frame);
  expect(html).toContain('<td style="text-align:left">queen</td><td>58</td>');
  expect(plain).toContain("queen");
});

test("a matrix of ml-matrix and a tensor with two axes are tables, cut where they are large", async () => {
  expect(await tableOf(Matrix.eye(2))).toEqual([
    ["", "0", "1"],
    ["0", "1", "0"],
    ["1", "0", "1"],
  ]);
  expect(await tableOf(tf.tensor2d([[1, 2.5]]))).toEqual([
    ["", "0", "1"],
    ["0", "1", "2.5"],
  ]);
  for (const large of [Matrix.zeros(30, 15), tf.zeros([30, 15])]) {
    const table = await tableOf(large);
    expect([table.length, table[0]!.length]).toEqual([21, 13]);
    expect((await mimeBundle(large))["text/html"]).toContain(
      "30 rows × 15 columns, of which 20 × 12 are shown",
    );
  }
});

test("a tensor with another number of axes is shown as TensorFlow writes it", async () => {
  expect(await mimeBundle(tf.tensor1d([1, 2]))).toEqual({ "text/plain": "Tensor\n    [1, 2]" });
});

test("text fits into 80 columns", async () => {
  const values = [
    Array.from({ length: 6 }, (_, k) => ({ name: `word ${k}`, count: k })),
    Float64Array.from({ length: 50 }, (_, k) => Math.sin(k)),
  ];
  for (const value of values) {
    const { "text/plain": plain } = await mimeBundle(value);
    for (const line of String(plain).split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  }
});
