/** Where a line of what was estimated stands in a cell, which may have another text by now. */

import { bodyOf } from './magics';
import { sameText } from './replacing';

/**
 * The place, from 0, in `cell` of `line` (from 1) of `source`; null where it isn't there any more.
 * Without a source (it was too long to be saved) the cell is taken at its word.
 */
export function lineInCell(cell: string, source: string | null, line: number): number | null {
  const body = bodyOf(cell);
  const before = cell.slice(0, cell.length - body.length).split('\n').length - 1;
  if (source === null || sameText(body, source)) {
    return line <= body.split('\n').length ? before + line - 1 : null;
  }
  // The text was changed: a line that is there once and is the same is meant.
  const wanted = source.split('\n')[line - 1]?.trim() ?? '';
  const found = body.split('\n').flatMap((each, at) => (each.trim() === wanted ? [at] : []));
  return wanted !== '' && found.length === 1 ? before + found[0] : null;
}
