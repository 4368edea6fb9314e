import { expect, test } from 'vitest';

import { lineInCell } from '../src/data/lines';

const SOURCE = 'a = 1\nb = 2\nb = 2';

test.each([
  ['as it was, below its magic', `%%estimate --run\n${SOURCE}`, SOURCE, 2, 2],
  ['below empty lines too', `\n\n%%estimate\n${SOURCE}`, SOURCE, 1, 3],
  ['without a magic', SOURCE, SOURCE, 3, 2],
  ['too long to be saved', `%%estimate\n${SOURCE}`, null, 2, 2],
  ['beyond the end', SOURCE, null, 4, null],
  ['in a changed text, where it is there once', `x = 0\n${SOURCE}`, SOURCE, 1, 1],
  ['in a changed text, where it is there twice', `x = 0\n${SOURCE}`, SOURCE, 2, null],
  ['in a changed text, where it is gone', 'x = 0', SOURCE, 1, null]
])('a line %s', (_, cell, source, line, found) => {
  expect(lineInCell(cell, source, line)).toBe(found);
});
