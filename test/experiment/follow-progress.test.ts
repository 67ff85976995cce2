import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followProgress } from "../../src/experiment/follow-progress";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const jobs = [4, 2, 2, 1].map((seconds) => ({ seconds }));

test("followProgress() counts what is done, and jobs at work at the pace of the finished ones", () => {
  const reports: number[] = [];
  const progress = followProgress(jobs, 2, (done, total) => {
    expect(total).toBe(9);
    reports.push(done);
  });
  // Two jobs at work, each as fast as was guessed.
  vi.advanceTimersByTime(1000);
  expect(reports.at(-1)).toBeCloseTo(2, 6);
  // The second took twice as long as guessed, so the first is thought to be half way there too.
  vi.advanceTimersByTime(3000);
  progress.finished(jobs[1]!);
  expect(reports.at(-1)).toBeCloseTo(2 + 2, 6);
  vi.advanceTimersByTime(1000);
  expect(reports.at(-1)).toBeCloseTo(2 + 2.5 + 0.5, 6);
  progress.finished(jobs[0]!);
  progress.finished(jobs[2]!);
  progress.finished(jobs[3]!);
  expect(reports.at(-1)).toBe(9);
  progress.stop();
  const told = reports.length;
  vi.advanceTimersByTime(10_000);
  expect(reports).toHaveLength(told);
});

test("followProgress() never calls a job done before it is", () => {
  let last = 0;
  const progress = followProgress(jobs, 4, (done) => {
    last = done;
  });
  vi.advanceTimersByTime(3_600_000);
  expect(last).toBeCloseTo(0.95 * 9, 6);
  progress.stop();
});

test("followProgress() does not count jobs that it was not told of: they were there already", () => {
  const reports: number[] = [];
  const progress = followProgress(jobs, 2, (done) => reports.push(done));
  progress.finished({ seconds: 100 });
  expect(reports).toEqual([]);
  progress.stop();
});
