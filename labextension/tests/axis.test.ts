import { expect, test } from 'vitest';

import { axisOf } from '../src/view/estimates/axis';

test('equal factors are equally far apart, and all values are on the axis', () => {
  const { place } = axisOf([1, 10, 100], [0, 300]);
  expect(place(10) - place(1)).toBeCloseTo(place(100) - place(10), 6);
  expect(place(1)).toBeGreaterThan(0);
  expect(place(100)).toBeLessThan(300);
  expect(place(1e9)).toBe(300);
  expect(place(0)).toBe(0);
});

test.each([[[1e-7, 1e7]], [[3, 4]], [[5]], [[1e3, 1e9]]])('%o has few ticks, in order', values => {
  const { ticks } = axisOf(values, [0, 100]);
  expect(ticks.length).toBeLessThanOrEqual(5);
  expect(ticks).toEqual([...ticks].sort((one, other) => one - other));
});

test('times have ticks that clocks have', () => {
  expect(axisOf([30, 9000], [0, 100], true).ticks).toEqual([60, 600, 3600]);
});

test('nothing to draw is no axis of nothing', () => {
  expect(axisOf([], [0, 100]).ticks.every(Number.isFinite)).toBe(true);
  expect(axisOf([0, -1, NaN, Infinity], [0, 100]).place(1)).toBeGreaterThanOrEqual(0);
});
