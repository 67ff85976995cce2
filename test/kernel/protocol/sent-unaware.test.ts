import { expect, test } from "vitest";
import { newHeader } from "../../../src/kernel/protocol/message";
import { sentUnaware } from "../../../src/kernel/protocol/sent-unaware";

const START = Date.UTC(2026, 0, 1);
const header = (milliseconds: number, session = "a front end") => ({
  ...newHeader("execute_request", session),
  date: new Date(START + milliseconds).toISOString(),
});
const failure = { request: header(0), took: 10 };

test("what was sent while a cell still ran was sent without knowing that it failed", () => {
  expect(sentUnaware(header(0), failure)).toBe(true);
  expect(sentUnaware(header(8), failure)).toBe(true);
});

test("what was sent after the reply can have arrived was not, nor if that is not certain", () => {
  for (const milliseconds of [9, 10, 11, 1e9]) expect(sentUnaware(header(milliseconds), failure)).toBe(false);
});

test("another front end, an earlier request and a date that is none are left alone", () => {
  expect(sentUnaware(header(5, "another"), failure)).toBe(false);
  expect(sentUnaware(header(-5), failure)).toBe(false);
  expect(sentUnaware({ ...header(5), date: "soon" }, failure)).toBe(false);
});
