// @vitest-environment jsdom
import { expect, test } from 'vitest';

import { readServing } from '../src/data/serving';
import { servingView } from '../src/view/servingView';
import { trans } from './examples';

type Fields = Record<string, unknown>;

const SMALL = { name: 'a10g', count: 3, usd_per_hour: 1.01, available: 1, load: 2.4, share: 0.1 };

function run(more: Fields = {}): Fields {
  const result = {
    answer: '3 × a10g: $3.03 an hour',
    plan: { rented: [SMALL] },
    alone: [
      { name: 'h100', count: 1, usd_per_hour: 3.49, saving: 0.132, reason: '' },
      { name: 't4', count: null, usd_per_hour: null, saving: null, reason: 'too little memory' }
    ],
    sensitivity: {
      rates: [
        { rate: 15, usd_per_hour: 2.02 },
        { rate: 30, usd_per_hour: null }
      ]
    },
    modelled: true,
    assumptions: ['busy as the sum'],
    notes: ['12 rows left out'],
    ...more
  };
  return { kind: 'serving', result };
}

function shown(data: Fields): HTMLElement {
  return servingView(readServing(data)!, trans);
}

test('the answer comes first, then what is rented', () => {
  const node = shown(run());
  expect(node.firstElementChild?.textContent).toBe('3 × a10g: $3.03 an hour');
  expect(node.textContent).toContain('not measured');
  const rows = Array.from(node.querySelectorAll('tbody tr')).map(row => row.textContent);
  expect(rows).toEqual([
    'a10g3$3.03 10%80%',
    'h1001$3.4913%',
    't4too little memory',
    '15 $2.02',
    '30'
  ]);
  expect(node.querySelector('rect')?.getAttribute('width')).toBe('12');
  expect(node.textContent).toContain('12 rows left out');
});

test('without a plan there is the answer alone', () => {
  const bare = { plan: null, alone: [], sensitivity: null, modelled: false };
  const node = shown(run({ ...bare, assumptions: [], notes: [] }));
  expect(node.textContent).toBe('3 × a10g: $3.03 an hour');
});

test('other records are none', () => {
  expect(readServing({ kind: 'blocks', result: {} })).toBeNull();
  expect(readServing({ kind: 'serving', result: null })).toBeNull();
});
