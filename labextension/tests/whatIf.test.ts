import { expect, test } from 'vitest';

import { expectedAt } from '../src/data/curves';
import { IEstimate } from '../src/data/estimate';
import { costsAt, fitsAt, movable, stopsOf } from '../src/data/whatIf';
import { estimate, estimateData, range, read } from './estimates';

function example(more: Record<string, unknown> = {}): IEstimate {
  return read(estimateData(more)).estimates[0];
}

test('between two points of a power law lies the power law', () => {
  const [curve] = example().curves;
  const found = expectedAt(curve.fit, 3e6);
  expect(found?.value).toBeCloseTo(40 * 9, 6);
  expect(found?.low).toBeCloseTo(0.8 * 360, 6);
  expect(expectedAt(curve.fit, 1e6)?.value).toBe(40);
});

test('beyond its ends a curve says nothing', () => {
  const [curve] = example().curves;
  expect(expectedAt(curve.fit, 9e3)).toBeNull();
  expect(expectedAt(curve.fit, 1.1e7)).toBeNull();
  expect(expectedAt([], 5)).toBeNull();
});

test('only sizes with a curve can be moved', () => {
  expect(movable(example()).map(({ name }) => name)).toEqual(['orders']);
  expect(movable(example({ curves: [] }))).toEqual([]);
});

test('a slider stops at whole sizes in order, at the ends and at the user’s own', () => {
  const found = example({ sizes: [{ name: 'orders', value: 1234567, unit: 'rows' }] });
  const stops = stopsOf(found.sizes[0], found);
  expect(stops[0]).toBe(1e4);
  expect(stops[stops.length - 1]).toBe(1e7);
  expect(stops).toContain(1234567);
  expect(stops).toEqual([...stops].sort((one, other) => one - other));
  expect(stops.every(Number.isInteger)).toBe(true);
  expect(new Set(stops).size).toBe(stops.length);
});

test('batches of one to eight have a stop each', () => {
  const fit = { at: [1, 8], value: [1, 8], low: [1, 8], high: [1, 8] };
  const found = example({
    sizes: [{ name: 'batch', value: 4, unit: 'sequences' }],
    curves: [{ quantity: 'seconds', over: 'batch', fit }]
  });
  expect(stopsOf(found.sizes[0], found)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('time and memory follow their curves, money follows time', () => {
  const found = example({ usd: range(2, 1, 4) });
  const costs = costsAt(found, new Map([['orders', 2e6]]));
  expect(costs.seconds?.value).toBeCloseTo(160, 6);
  expect(costs.peak_bytes?.value).toBeCloseTo(4e9, 0);
  expect(costs.usd?.value).toBeCloseTo(8, 6);
  expect(costs.usd?.high).toBeCloseTo(16, 6);
  expect(costs.joules).toBeNull();
  expect(costsAt(found, new Map()).seconds).toEqual(found.costs.seconds);
});

test('a quantity without a curve over a size that was moved is unknown there', () => {
  const curves = [(estimate().curves as unknown[])[0]];
  const costs = costsAt(example({ curves }), new Map([['orders', 2e6]]));
  expect(costs.seconds).not.toBeNull();
  expect(costs.peak_bytes).toBeNull();
  expect(fitsAt(example({ curves }), new Map([['orders', 2e6]]))).toBeNull();
});

test('the factors of two sizes multiply', () => {
  const line = { at: [1, 100], value: [1, 100], low: [1, 100], high: [1, 100] };
  const found = example({
    seconds: range(10, 10, 10),
    sizes: [
      { name: 'n', value: 10, unit: 'value' },
      { name: 'm', value: 10, unit: 'value' }
    ],
    curves: ['n', 'm'].map(over => ({ quantity: 'seconds', over, fit: line }))
  });
  const moved = new Map([
    ['n', 20],
    ['m', 50]
  ]);
  expect(costsAt(found, moved).seconds?.value).toBeCloseTo(100, 6);
});

test.each([
  [1e6, 'yes'],
  [7e6, 'maybe'],
  [1e7, 'no']
])('at %d rows memory is enough: %s', (rows, verdict) => {
  expect(fitsAt(example(), rows === 1e6 ? new Map() : new Map([['orders', rows]]))?.verdict).toBe(
    verdict
  );
});
