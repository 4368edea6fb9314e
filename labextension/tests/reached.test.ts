import { expect, test } from 'vitest';

import { IStepPoint } from '../src/data/frontier';
import { IRange } from '../src/data/ranges';
import { batchStops, memoryStops, reached } from '../src/data/reached';
import { read, frontierData } from './frontiers';

const GB = 1e9;

function point(batch: number, peak: number, seconds: number | null = null): IStepPoint {
  const range = (value: number, low: number, high: number): IRange => ({ value, low, high });
  return {
    batch,
    peak: range(peak * GB, peak * GB * 0.9, peak * GB * 1.1),
    seconds: seconds === null ? null : range(seconds, seconds * 0.9, seconds * 1.2)
  };
}

const TIMED = { points: [point(1, 2, 0.05), point(8, 9, 0.1), point(16, 17, 0.2)] };
const UNTIMED = { points: [point(1, 2), point(8, 9), point(16, 17)] };

// The same cases as tests/views/test_frontier_sliding.py has for the kernel's side.
test.each([
  [2.1, null],
  [2.2, 1],
  [3.31, 2],
  [9.9, 8],
  [9.89, 7],
  [18.7, 16],
  [100, 16]
])('within %d GB the largest batch is %s', (memory, batch) => {
  const now = reached(UNTIMED, memory * GB, null);
  expect(now?.batch ?? null).toBe(batch);
  expect(now?.rate ?? null).toBeNull();
  expect(now === null || now.peak.high <= memory * GB * (1 + 1e-9)).toBe(true);
  expect(now === null || now.isEdge === (batch === 16)).toBe(true);
});

test('the fastest is taken, not the largest, and of equals the largest', () => {
  const slowing = { points: [point(1, 2, 0.05), point(8, 9, 0.1), point(16, 17, 0.4)] };
  expect(reached(slowing, 100 * GB, null)?.batch).toBe(8);
  expect(reached(TIMED, 100 * GB, null)?.batch).toBe(16);
  expect(reached(TIMED, 100 * GB, null)?.rate).toMatchObject({ value: 80 });
});

test.each([
  [64, 8, 8],
  [9, 5, 2],
  [8, 8, 1],
  [3, 3, 1],
  [1, 1, 1]
])('%d examples to a step are parted into %d × %d', (wanted, batch, count) => {
  const now = reached(TIMED, 9.9 * GB, wanted);
  expect([now?.batch, now?.microbatches]).toEqual([batch, count]);
});

test('nothing is read off nothing', () => {
  expect(reached({ points: [] }, GB, null)).toBeNull();
  expect(memoryStops([], GB)).toEqual([]);
  expect(batchStops([], 8)).toEqual([]);
});

test('sliders stop at what was asked and reach as far as the curves', () => {
  const { curves } = read(frontierData()).found!;
  const memory = memoryStops(curves, 40 * GB);
  expect(memory).toContain(40 * GB);
  expect(memory[0]).toBeLessThan(3 * GB);
  expect([...memory].sort((one, other) => one - other)).toEqual(memory);
  const batches = batchStops(curves, 100);
  expect(batches[0]).toBe(1);
  expect(batches).toContain(100);
  expect(batches.every(Number.isInteger)).toBe(true);
  expect(new Set(batches).size).toBe(batches.length);
});
