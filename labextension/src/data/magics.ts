/** The cell magics that can be asked for from outside of a cell. */

export type Magic = 'refine' | 'estimate' | 'sparsify';

export const MAGICS: readonly Magic[] = ['refine', 'estimate', 'sparsify'];

const OWN_LINE = /^%%(?:refine|estimate|sparsify)\b[^\n]*(?:\n|$)/;

export function isMagic(name: string): name is Magic {
  return (MAGICS as readonly string[]).includes(name);
}

/** The text of a cell without the line of a magic of ours, if there is one. */
export function bodyOf(text: string): string {
  return text.replace(/^\s*\n/, '').replace(OWN_LINE, '');
}
