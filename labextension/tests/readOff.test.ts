import { expect, test } from 'vitest';

import { bitsOf, changeText, optionsFor, readOff } from '../src/data/readOff';
import { read, sparsityData } from './reports';

const found = read(sparsityData()).found!;

test('a measured pattern is read as it was measured', () => {
  const { layers, change, bits } = readOff(found, 2, 4);
  expect(bits).toBe(17);
  expect(layers.map(({ layer, error, isMeasured }) => [layer, error.value, isMeasured])).toEqual([
    ['model.2.weight', 0.3, true],
    ['model.0.weight', 0.27, true]
  ]);
  expect(change).toEqual({ value: -0.04, low: -0.04, high: -0.04 });
});

test('between two measured patterns their errors are the ends', () => {
  const layer = readOff(found, 3, 8).layers.find(each => each.layer === 'model.0.weight')!;
  expect(layer.isMeasured).toBe(false);
  expect([layer.error.low, layer.error.high]).toEqual([0.27, 0.52]);
  expect(layer.error.value).toBeCloseTo(0.395);
});

test('beyond what was measured the ends are nothing and all', () => {
  const sparse = readOff(found, 1, 16);
  expect(sparse.layers.every(({ error }) => error.high === 1)).toBe(true);
  expect(sparse.change).toBeNull();
  const dense = readOff(found, 4, 4);
  expect(dense.layers.map(({ error }) => error)).toEqual([
    { value: 0, low: 0, high: 0 },
    { value: 0, low: 0, high: 0 }
  ]);
  expect(dense.bits).toBe(32);
});

test('what a layer does to the metric is said with its sign, and with its ends where read off', () => {
  expect(changeText('acc', { value: -0.0412, low: -0.0412, high: -0.0412 })).toBe('acc −0.041');
  expect(changeText('loss', { value: 0.3, low: 0, high: 0.5 })).toBe('loss +0.3 (±0 to +0.5)');
  expect(changeText('m'.repeat(200), { value: 0, low: 0, high: 0 })).toHaveLength(44);
});

test.each([
  [2, 4, 17],
  [1, 4, 8.5],
  [1, 8, 4.375]
])('%i:%i takes %f bits a weight with its indices', (n, m, bits) => {
  expect(bitsOf(n, m)).toBe(bits);
});

test('what to run names recipes and metric, and nothing that is no name', () => {
  expect(optionsFor(found, 1, 8)).toBe(
    '--pattern 1:8 --compare dense,step,sr-ste --metric acc:max'
  );
  const odd = { ...found, sparse: ['a; rm'], metric: '$(x)' };
  expect(optionsFor(odd, 1, 8)).toBe('--pattern 1:8 --compare dense,step');
});
