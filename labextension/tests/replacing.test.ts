import { expect, test } from 'vitest';

import { ICellFacts, planApply, planRevert, withoutMagic } from '../src/data/replacing';

const SOURCE = 'x = slow()\nx';
const CODE = 'x = fast()\nx';
const cell = (text: string, more: Partial<ICellFacts> = {}): ICellFacts => ({
  text,
  busy: false,
  readOnly: false,
  ...more
});

test.each([
  ['%%refine\nx = 1', 'x = 1'],
  ['%%refine --budget 20\nx = 1', 'x = 1'],
  ['\n\n%%refine\nx = 1', 'x = 1'],
  ['x = 1', 'x = 1'],
  ['%%refined\nx = 1', '%%refined\nx = 1'],
  ['%%time\nx = 1', '%%time\nx = 1']
])('the magic of %j is taken away', (text, body) => {
  expect(withoutMagic(text)).toBe(body);
});

test.each([SOURCE, `%%refine\n${SOURCE}`, `%%refine --again\n${SOURCE}\n\n`])(
  'a text that is still what was refined is replaced: %j',
  text => {
    expect(planApply(cell(text), SOURCE, CODE)).toEqual({ kind: 'replace', text: CODE });
  }
);

test.each([
  ['text changed', 'insert', cell('%%refine\nx = other()')],
  ['other magics', 'refuse', cell(`%%time\n%%refine\n${SOURCE}`)],
  ['other magics', 'refuse', cell(`%%refine\n%%time\n${SOURCE}`)],
  ['cell is running', 'refuse', cell(SOURCE, { busy: true })],
  ['cell is read-only', 'refuse', cell(SOURCE, { readOnly: true })],
  ['already applied', 'refuse', cell(CODE)],
  ['cell is gone', 'refuse', null]
])('%s: %s', (why, kind, facts) => {
  expect(planApply(facts, SOURCE, CODE)).toEqual({ kind, why });
});

test('a source that was left out is never taken to be the same', () => {
  expect(planApply(cell(SOURCE), null, CODE).kind).toBe('insert');
});

test('revert puts back what stood there, the magic line with it', () => {
  const original = `%%refine\n${SOURCE}`;
  expect(planRevert(cell(CODE), original, CODE)).toEqual({ kind: 'replace', text: original });
});

test.each([
  ['not applied', cell(`%%refine\n${SOURCE}`)],
  ['text changed', cell('something else')],
  ['cell is running', cell(CODE, { busy: true })],
  ['cell is gone', null]
])('revert refuses: %s', (why, facts) => {
  expect(planRevert(facts, SOURCE, CODE)).toEqual({ kind: 'refuse', why });
});
