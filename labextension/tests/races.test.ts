import { expect, test } from 'vitest';

import { asTable, racesOf } from '../src/data/races';
import { recordOf, TIMING } from './records';

type Fields = Record<string, unknown>;

const found = recordOf().result as Fields;

test('each timed rewrite has a race, the best one once and first', () => {
  const races = racesOf(found);
  expect(races.map(race => [race.name, race.decision])).toEqual([
    ['sum-loop', 'faster'],
    ['hoist', 'not faster']
  ]);
  expect(races[0].pairs[1]).toEqual({ original: 1.7, candidate: 0.16 });
  expect(races[0].interval).toEqual([9, 11]);
});

test('the timings are by the clock that decided', () => {
  expect(racesOf(found)[1].pairs[0]).toEqual({ original: 2.5, candidate: 0.25 });
});

test('a first call has a race of its own beside later calls', () => {
  const best = { ...(found.best as Fields), first_call: { ...TIMING, ratio: 2 } };
  expect(racesOf({ best, verdicts: [] }).map(race => [race.part, race.ratio])).toEqual([
    ['later calls', 10],
    ['first call', 2]
  ]);
});

test('what was not timed, and what is no timing, has none', () => {
  const verdicts = [
    { kind: 'Different', candidate: { steps: ['x'] } },
    { timing: { ratio: 2 } },
    { timing: { ratio: 'much', original_seconds: [1], candidate_seconds: [1] } },
    null
  ];
  expect(racesOf({ best: null, verdicts })).toEqual([]);
});

test('a side with more runs than the other is cut to pairs', () => {
  const timing = { ...TIMING, candidate_seconds: [0.1] };
  expect(racesOf({ best: { candidate: {}, timing } })[0].pairs).toHaveLength(1);
});

test('a spreadsheet takes the table as it is', () => {
  const [race] = racesOf(found);
  expect(asTable({ ...race, pairs: [{ original: 1, candidate: 0.5 }] }, ['a', 'b', 'c', 'd'])).toBe(
    'a\tb\tc\td\n1\t1\t0.5\t2'
  );
});
