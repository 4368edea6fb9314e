import { expect, test } from 'vitest';

import * as format from '../src/data/format';

test.each([
  [0, '0 s'],
  [0.00123, '1.23 ms'],
  [0.9999, '1.00 s'],
  [12.34, '12.3 s'],
  [200, '3 min 20 s'],
  [7500, '2 h 05 min']
])('%d seconds', (value, said) => {
  expect(format.seconds(value)).toBe(said);
});

test.each([
  [0.421, '0.42×'],
  [1.234, '1.23×'],
  [12.34, '12.3×'],
  [877, '877×'],
  [4300, '4,300×']
])('%d times', (value, said) => {
  expect(format.ratio(value)).toBe(said);
});

test('a ratio comes with its interval, or says that it has none', () => {
  expect(format.ratioAndInterval(12.34, [11.8, 12.9])).toBe('12.3× (11.8–12.9×)');
  expect(format.ratioAndInterval(140, [20, 888])).toBe('140× (20–890×)');
  expect(format.ratioAndInterval(1.3, null)).toBe('about 1.30×');
});

test('memory', () => {
  expect(format.bytes(120_000_000)).toBe('120 MB');
  expect(format.bytes(512)).toBe('512 B');
});

test('a date that is none is shown as it is', () => {
  expect(format.moment('yesterday')).toBe('yesterday');
});

test.each([
  [512, '512 J'],
  [4428, '1.23 Wh'],
  [1.62e8, '45.0 kWh']
])('%d joules', (value, said) => {
  expect(format.energy(value)).toBe(said);
});

test('masses, operations, days and short numbers', () => {
  expect(format.mass(1230)).toBe('1.23 kg');
  expect(format.mass(4.5e6)).toBe('4.50 t');
  expect(format.flops(1.5e9)).toBe('1.50 GFLOP');
  expect(format.seconds(86400 * 5)).toBe('5 days');
  expect(format.seconds(Infinity)).toBe('∞');
  expect([750, 1500, 2e7].map(format.short)).toEqual(['750', '1.5k', '20M']);
});
