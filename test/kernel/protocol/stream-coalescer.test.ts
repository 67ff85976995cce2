import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStreamCoalescer } from "../../../src/kernel/protocol/stream-coalescer";

const first = { msg_id: "1" };
const second = { msg_id: "2" };
let sent: [string, string, string][];
let streams: ReturnType<typeof createStreamCoalescer<{ msg_id?: string }>>;
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  streams = createStreamCoalescer((name, { msg_id = "none" }, text) => sent.push([name, msg_id, text]));
});
afterEach(() => {
  vi.useRealTimers();
});

test("what is printed in a short time is one message", () => {
  streams.add("stdout", first, "a\n");
  vi.advanceTimersByTime(15);
  streams.add("stdout", { ...first }, "b\n");
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(5);
  expect(sent).toEqual([["stdout", "1", "a\nb\n"]]);
  vi.advanceTimersByTime(100);
  expect(sent).toHaveLength(1);
});

test("the order stays, between stdout and stderr and between cells", () => {
  streams.add("stdout", first, "a");
  streams.add("stderr", first, "b");
  streams.add("stderr", first, "c");
  streams.add("stdout", first, "d");
  streams.add("stdout", second, "e");
  streams.add("stdout", {}, "f");
  streams.flush();
  expect(sent).toEqual([
    ["stdout", "1", "a"],
    ["stderr", "1", "bc"],
    ["stdout", "1", "d"],
    ["stdout", "2", "e"],
    ["stdout", "none", "f"],
  ]);
});

test("much text does not wait", () => {
  for (let k = 0; k < 100; k++) streams.add("stdout", first, "x".repeat(1024));
  expect(sent.map(([, , text]) => text.length)).toEqual([65536]);
  streams.flush();
  expect(sent.map(([, , text]) => text.length)).toEqual([65536, 36 * 1024]);
});

test("nothing printed is nothing sent", () => {
  streams.add("stdout", first, "");
  streams.flush();
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([]);
});

test("what is printed while text is being sent comes after it", () => {
  const texts: string[] = [];
  const echo = createStreamCoalescer((_, __, text) => {
    texts.push(text);
    if (texts.length === 1) echo.add("stdout", {}, "late");
  });
  echo.add("stdout", {}, "a");
  echo.add("stderr", {}, "b");
  echo.flush();
  echo.flush();
  expect(texts).toEqual(["a", "b", "late"]);
});
