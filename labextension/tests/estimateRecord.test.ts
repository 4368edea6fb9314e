import { expect, test, vi } from 'vitest';

import { readSummary } from '../src/records/api';
import { shownData } from '../src/records/whole';
import { readEstimates } from '../src/data/estimateReading';
import { range, SOURCE } from './estimates';

vi.mock('@jupyterlab/services', () => ({ ServerConnection: {} }));
vi.mock('@jupyterlab/coreutils', () => ({ PageConfig: {}, URLExt: {} }));

const POINTS = [1e5, 1e6].map(rows => ({ sizes: { n: rows, m: 3 }, expected: range(rows / 1e5) }));
const found = {
  version: 1,
  is: 'Estimate',
  kind: 'cell',
  source: SOURCE,
  target: 'here',
  seconds: range(10),
  peak_bytes: range(2e9),
  sizes: [
    { name: 'n', value: 1e6, unit: 'rows', role: 'varied' },
    { name: 'm', value: 3, unit: 'value', role: 'varied' }
  ],
  curves: [
    {
      quantity: 'seconds',
      over: 'n',
      words: 'about n in `n`',
      samples: [
        { sizes: { n: 1e4, m: 3 }, measured: 0.1, used: true },
        { sizes: { n: 2e4, m: 1 }, measured: 0.07, used: true }
      ],
      fit: POINTS
    }
  ],
  figures: { tokens_per_s: range(30), kv_cache_bytes: 2.5e9, recipe: 'fp16', steps: 12 }
};
const run = { id: 'r1', cell: 'c1', source_sha256: 'aa', created: '', outcome: 'estimated' };

test('a recorded estimate is shown as it was saved, its points in columns', () => {
  const data = shownData({ ...run, kind: 'estimate', result: found });
  const result = readEstimates(data);
  expect(result?.headline?.text).toBe('estimated: 10 s (8 to 13 s), 2 GB (1.6 to 2.5 GB)');
  expect(result?.summary).toBe('about n in `n`');
  expect(result?.source).toBe(SOURCE);
  const [curve] = result?.estimates[0].curves ?? [];
  expect(curve.samples).toEqual([{ at: 1e4, measured: 0.1, used: true }]);
  expect(curve.fit.map(({ at, range: { value } }) => [at, value])).toEqual([
    [1e5, 1],
    [1e6, 10]
  ]);
  expect(result?.estimates[0].figures).toEqual([
    ['tokens', '30/s (24/s to 38/s)'],
    ['kv cache', '2.5 GB'],
    ['recipe', 'fp16'],
    ['steps', '12']
  ]);
});

test('a recorded comparison holds all its targets', () => {
  const several = { estimates: [found, { ...found, target: 'h100', seconds: range(2) }] };
  const result = readEstimates(shownData({ ...run, kind: 'comparison', result: several }));
  expect(result?.comparison).toBe(true);
  expect(result?.estimates.map(({ target }) => target)).toEqual(['here', 'h100']);
  expect(result?.headline?.text).toBe('estimated');
});

test('a refusal is recorded with its reason, a broken record shows what stands around it', () => {
  const refused = { kind: 'cell', reasons: { seconds: 'no size was found' } };
  const summary = { ...run, outcome: 'refused', kind: 'estimate' };
  const headline = (result: unknown): unknown =>
    readEstimates(shownData({ ...summary, result }))?.headline?.text;
  expect(headline(refused)).toBe('refused: no size was found');
  expect(headline('{broken')).toBe('refused');
  expect(shownData({ ...run, kind: 'else' })).toBeNull();
});

test('what all targets share is in each of them', () => {
  const fit = { at: [1, 2], value: [1, 2], low: [1, 2], high: [1, 2] };
  const result = readEstimates({
    schema: 1,
    kind: 'comparison',
    result: {
      shared: {
        kind: 'module',
        bound: 'memory',
        curves: [{ quantity: 'peak_bytes', over: 'b', fit }]
      },
      estimates: [
        { target: 'a', curves: [{ quantity: 'seconds', over: 'b', fit }] },
        { target: 'b' }
      ]
    }
  });
  expect(result?.estimates.map(({ bound, curves }) => [bound, curves.length])).toEqual([
    ['memory', 2],
    ['memory', 1]
  ]);
});

test('the list of runs says what was predicted, and what it took', () => {
  const line = { id: 'r1', predicted: 41, predicted_low: 34, predicted_high: 50, actual: 43 };
  expect(readSummary(line)[0]).toMatchObject({
    predicted: { value: 41, low: 34, high: 50 },
    actual: 43,
    ratio: null
  });
  expect(readSummary({ id: 'r2' })[0]).toMatchObject({ predicted: null, actual: null });
});
