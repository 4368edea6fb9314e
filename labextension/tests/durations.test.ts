import { expect, test } from 'vitest';

import { Durations } from '../src/data/durations';

let now = 0;
const at = (milliseconds: number): void => {
  now = milliseconds;
};
const fresh = (): Durations => new Durations(() => now);

test('a cell that waited for another is not blamed for it', () => {
  const times = fresh();
  at(0);
  times.sent('a');
  times.sent('b');
  at(3000);
  expect(times.ended('a', 'x')).toBe(3);
  at(3500);
  expect(times.ended('b', 'y')).toBe(0.5);
});

test('a cell that nobody saw begin has no time', () => {
  at(0);
  expect(fresh().ended('a', 'x')).toBeNull();
});

test('the slowest come first, those that were edited or deleted not at all', () => {
  const times = fresh();
  for (const [cell, seconds] of [
    ['quick', 1],
    ['slow', 9],
    ['edited', 20],
    ['deleted', 30]
  ] as const) {
    at(0);
    times.sent(cell);
    at(seconds * 1000);
    times.ended(cell, 'text');
    now = 0;
  }
  const texts: Record<string, string | null> = { quick: 'text', slow: 'text', edited: 'other' };
  const slowest = times.slowest(cell => texts[cell] ?? null);
  expect(slowest.map(({ cell }) => cell)).toEqual(['slow', 'quick']);
});
