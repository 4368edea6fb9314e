import { expect, test } from 'vitest';

import { readResult } from '../src/data/result';
import { CODE, data, result } from './examples';

test('a result is read whole', () => {
  const read = result();
  expect(read.found?.code).toBe(CODE);
  expect(read.found?.best?.timing?.interval).toEqual([11.8, 12.9]);
  expect(read.found?.verdicts.map(verdict => verdict.outcome)).toEqual(['faster', 'not faster']);
  expect(read.trajectory).toEqual([
    [2, 3.1],
    [5, 12.34]
  ]);
});

test.each([null, 3, 'text', [], {}, { schema: 2, kind: 'refinement' }, { schema: 1, kind: 'x' }])(
  'what is no result of this version is refused: %j',
  other => {
    expect(readResult(other)).toBeNull();
  }
);

test('fields of another type than they should be are dropped', () => {
  const read = result({
    cell: { id: 1 },
    headline: 'text',
    remarks: [1, 'said', null],
    trajectory: [[1], 'x', [1, null], [2, 3]],
    result: { verdicts: [null, {}, 7], best: 'x', profile: { a: 1 }, versions: [1] }
  });
  expect(read.cell).toBeNull();
  expect(read.headline).toBeNull();
  expect(read.remarks).toEqual(['said']);
  expect(read.trajectory).toEqual([[2, 3]]);
  expect(read.found?.verdicts).toEqual([]);
  expect(read.found?.best).toBeNull();
});

test('what a search has found before its end may be nothing', () => {
  const read = readResult({ ...data(), state: 'running', result: null, headline: null });
  expect(read?.state).toBe('running');
  expect(read?.found).toBeNull();
});
