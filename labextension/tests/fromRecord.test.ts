import { expect, test } from 'vitest';

import { readResult } from '../src/data/result';
import { resultData } from '../src/records/fromRecord';
import { CODE, SOURCE } from './examples';

const best = {
  kind: 'Faster',
  candidate: { code: CODE, steps: ['sum-loop'], summary: '' },
  evidence: { own: 1 },
  timing: {
    ratio: 12.34,
    interval: [11.8, 12.9],
    original_seconds: [1.5, 1.7, 1.6],
    candidate_seconds: [0.1, 0.2]
  }
};
const wrong = { kind: 'Different', candidate: { code: 'x', steps: ['y'] }, difference: 'row 3' };
const run = { id: 'r1', cell: 'c1', source_sha256: 'aa', created: '', outcome: 'faster' };

test('a record is shown as the result that it was', () => {
  const found = JSON.stringify({ source: SOURCE, code: CODE, best, verdicts: [best, wrong] });
  const result = readResult(resultData({ ...run, result: found }));
  expect(result?.headline).toEqual({ text: 'faster: 12.3× (11.8–12.9×)', tone: 'good' });
  expect(result?.source).toBe(SOURCE);
  expect(result?.found?.best?.timing?.originalSeconds).toBe(1.6);
  expect(result?.found?.best?.timing?.candidateSeconds).toBeCloseTo(0.15);
  expect(
    result?.found?.verdicts.map(each => [each.outcome, each.isBest, each.explanation])
  ).toEqual([
    ['faster', true, ''],
    ['another answer', false, 'row 3']
  ]);
});

test('a result that another version wrote still shows what stands around it', () => {
  const result = readResult(resultData({ ...run, source: SOURCE, result: '{broken' }));
  expect(result?.source).toBe(SOURCE);
  expect(result?.headline).toEqual({ text: 'faster', tone: 'plain' });
});
