import { expect, test } from 'vitest';

import { diff, sideBySide } from '../src/data/diff';

const lines = (count: number, name: string): string =>
  Array.from({ length: count }, (_, at) => `${name} ${at}`).join('\n');

test('lines that went and came stand in reading order', () => {
  const blocks = diff('a\nb\nc', 'a\nB\nc');
  expect(blocks.map(block => [block.kind, block.lines])).toEqual([
    ['same', ['a']],
    ['removed', ['b']],
    ['added', ['B']],
    ['same', ['c']]
  ]);
});

test('what is far from a change is folded, what is near is shown', () => {
  const same = lines(20, 'x');
  const blocks = diff(`${same}\nold\n${same}`, `${same}\nnew\n${same}`);
  const shown = blocks.filter(block => block.kind === 'same' && !block.folded);
  expect(shown.map(block => block.lines.length)).toEqual([3, 3]);
  expect(blocks.filter(block => block.folded).map(block => block.lines.length)).toEqual([17, 17]);
});

test('the same text is one folded block', () => {
  const blocks = diff(lines(9, 'x'), lines(9, 'x'));
  expect(blocks).toEqual([{ kind: 'same', lines: lines(9, 'x').split('\n'), folded: true }]);
});

test.each([
  ['', 'a'],
  ['a', ''],
  ['a\nb\na\nb', 'b\na\nb\na'],
  ['x\ny\nz', 'z\ny\nx']
])('both texts can be read off: %j → %j', (before, after) => {
  const blocks = diff(before, after);
  const read = (kind: string): string =>
    blocks
      .filter(block => block.kind === 'same' || block.kind === kind)
      .flatMap(block => block.lines)
      .join('\n');
  expect(read('removed')).toBe(before);
  expect(read('added')).toBe(after);
});

test('texts too long to compare count as replaced', () => {
  const blocks = diff(lines(3000, 'old'), lines(3000, 'new'));
  expect(blocks.map(block => block.kind)).toEqual(['removed', 'added']);
});

test('side by side, what came stands beside what went', () => {
  expect(sideBySide(diff('a\nb\nc', 'a\nB\nB2\nc'))).toEqual([
    { left: 'a', right: 'a', changed: false },
    { left: 'b', right: 'B', changed: true },
    { left: null, right: 'B2', changed: true },
    { left: 'c', right: 'c', changed: false }
  ]);
});
