/** The cell magics that can be asked for from outside of a cell. */

export type Magic = 'refine' | 'estimate' | 'sparsify';

export const MAGICS: readonly Magic[] = ['refine', 'estimate', 'sparsify'];

const PAPAYA = /^[^\S\n]*%papaya[^\S\n]+([^\n]*?)[^\S\n]*$/gm;
const ESTIMATED_LINE = /^[^\S\n]*%estimate\b/m;
const OWN_LINE = /^%%(?:refine|estimate|sparsify)\b[^\n]*(?:\n|$)/;

const CELL_MAGIC = /^\s*%%/;
const NOTHING_TO_REFINE = /^\s*(?:#|%|!|\?|(?:import|from)\s|$)|\?\s*$/;

/** Whether a cell has code that a rewrite could make faster: more than magics and imports. */
export function mayBeRefined(text: string): boolean {
  return !CELL_MAGIC.test(text) && text.split('\n').some(line => !NOTHING_TO_REFINE.test(line));
}

export function isMagic(name: string): name is Magic {
  return (MAGICS as readonly string[]).includes(name);
}

/** The text of a cell without the line of a magic of ours, if there is one. */
export function bodyOf(text: string): string {
  return text.replace(/^\s*\n/, '').replace(OWN_LINE, '');
}

/**
 * What a run of this kind may have been asked of in a cell: its text without the magic's line, or
 * what stands after a `%papaya`. None where that can't be told, as of `%estimate` in a line.
 */
export function sourcesIn(text: string, kind: string): string[] {
  if (kind === 'frontier') {
    return Array.from(text.matchAll(PAPAYA), ([, asked]) => asked);
  }
  if (kind !== 'refinement' && kind !== 'sparsity' && ESTIMATED_LINE.test(text)) {
    return [];
  }
  const body = bodyOf(text).replace(/\n+$/, '');
  return [body, `${body}\n`];
}
