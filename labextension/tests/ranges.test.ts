import { expect, test } from 'vitest';

import { bytes, seconds, usd } from '../src/data/format';
import { grown, rangeText, readRange } from '../src/data/ranges';

test.each([
  [{ value: 41.23, low: 34, high: 50 }, seconds, '41 s (34 to 50 s)'],
  [{ value: 41.23, low: 41.1, high: 41.3 }, seconds, '41.2 s (41.1 to 41.3 s)'],
  [{ value: 0.9, low: 0.5, high: 1.2 }, seconds, '900 ms (500 ms to 1.2 s)'],
  [{ value: 130, low: 61, high: 200 }, seconds, '2 min 10 s (1 min to 3 min 20 s)'],
  [{ value: 41.2, low: 34, high: Infinity }, seconds, '41 s (≥ 34 s)'],
  [{ value: 2e9, low: 2e9, high: 2e9 }, bytes, '2 GB'],
  [{ value: 0.5, low: 0.25, high: 1 }, usd, '$0.50 ($0.25 to $1)']
])('%o is written with the digits that its interval supports', (range, write, said) => {
  expect(rangeText(range, write)).toBe(said);
});

test('what is no range is dropped, and no end is one without bounds', () => {
  expect(readRange({ value: 1, low: 2, high: 3 })).toBeNull();
  expect(readRange({ value: 'NaN', low: 0, high: 3 })).toBeNull();
  expect(readRange([1, 2, 3])).toBeNull();
  expect(readRange({ value: 2, low: 1, high: null })?.high).toBe(Infinity);
});

test('what grows takes its ends along, each by its own factor', () => {
  const before = { value: 10, low: 8, high: 12 };
  const now = { value: 20, low: 12, high: 36 };
  expect(grown({ value: 1, low: 0.5, high: 2 }, before, now)).toEqual({
    value: 2,
    low: 0.75,
    high: 6
  });
});
