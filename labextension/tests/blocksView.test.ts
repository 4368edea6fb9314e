// @vitest-environment jsdom
import { expect, test } from 'vitest';

import { cyclesText, readBlocks } from '../src/data/blocks';
import { blocksView } from '../src/view/blocksView';
import { trans } from './examples';

type Fields = Record<string, unknown>;

const SUM = { address: 64, code: 'c5fb5804c1', text: 'vaddsd xmm0, xmm0, [rcx+rax*8]' };
const COUNT = { address: 69, code: '4883c008', text: 'add rax, 8' };

function run(prediction: Fields = {}, more: Fields = {}): Fields {
  const found = {
    target: 'zen4',
    title: 'AMD Zen 4',
    cycles: { value: 3.1, low: 2.9, high: 3.3 },
    contributions: [2.75, 0.35],
    chain: 3,
    path: [0],
    without: [{ value: 1, low: 0.9, high: 1.1 }, null],
    notes: ['an opcode was never seen'],
    ...prediction
  };
  const block = { origin: 'hex', instructions: [SUM, COUNT], predictions: [found], notes: [] };
  const result = { blocks: [block], assumptions: ['all data lie near'], model: 'GRANITE' };
  return { kind: 'blocks', result, ...more };
}

function shown(data: Fields): HTMLElement {
  return blocksView(readBlocks(data)!, trans);
}

test('each instruction has its cycles, and the chain is marked', () => {
  const node = shown(run());
  expect(node.textContent).toContain('about 3.1 cycles an iteration [2.9, 3.3]');
  expect(node.textContent).toContain('the longest loop-carried chain takes 3.0');
  expect(node.textContent).toContain('an opcode was never seen');
  expect(node.textContent).toContain('all data lie near');
  const rows = Array.from(node.querySelectorAll('tbody tr'));
  expect(rows.map(row => row.textContent)).toEqual([
    '40vaddsd xmm0, xmm0, [rcx+rax*8]↺ 2.751.0',
    '45add rax, 8 0.35'
  ]);
  const widths = rows.map(row => Number(row.querySelector('rect')?.getAttribute('width')));
  expect(widths[0]).toBe(90);
  expect(widths[1]).toBeLessThan(15);
});

test('a chain of more cycles than there are takes all of them', () => {
  expect(shown(run({ chain: 9 })).textContent).toContain('chain takes all of it');
});

test('where nothing is carried it says so', () => {
  expect(shown(run({ path: [] })).textContent).toContain('no iteration waits');
});

test('other records, and predictions without cycles, are none', () => {
  expect(readBlocks(run({}, { kind: 'estimate' }))).toBeNull();
  expect(readBlocks(run({}, { result: null }))).toBeNull();
  expect(readBlocks(run({ cycles: null }))?.blocks).toEqual([]);
  expect(shown(run({ contributions: 'x', without: 3 })).querySelectorAll('tbody tr')).toHaveLength(
    2
  );
});

test('cycles are written as the kernel writes them', () => {
  expect([0.521, 4.23, 120.4].map(cyclesText)).toEqual(['0.52', '4.2', '120']);
});
