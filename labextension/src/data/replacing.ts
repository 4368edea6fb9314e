/** Whether a cell may be replaced by a rewrite, or put back: decided from plain values. */

/** What is known of the cell that a result belongs to. */
export interface ICellFacts {
  text: string;
  /** It waits for the kernel or runs. */
  busy: boolean;
  readOnly: boolean;
}

export type Plan =
  | { kind: 'replace'; text: string }
  | { kind: 'insert'; why: Reason }
  | { kind: 'refuse'; why: Reason };

export type Reason =
  | 'no notebook'
  | 'no code'
  | 'no original'
  | 'notebook is read-only'
  | 'cell is gone'
  | 'cell is read-only'
  | 'cell is running'
  | 'other magics'
  | 'text changed'
  | 'already applied'
  | 'not applied';

const REFINE_LINE = /^%%refine(?:[^\S\n][^\n]*)?(?:\n|$)/;
const MAGIC_LINE = /^%%\w/;

/** The text that `%%refine` was given: without the magic's line, if there is one. */
export function withoutMagic(text: string): string {
  return text.replace(/^\s*\n/, '').replace(REFINE_LINE, '');
}

/** Whether two texts are the same but for the empty lines at their end. */
export function sameText(one: string, other: string): boolean {
  return one.trimEnd() === other.trimEnd();
}

/** What [Apply] should do: only a text that is still what was refined is replaced. */
export function planApply(cell: ICellFacts | null, source: string | null, code: string): Plan {
  if (cell === null) {
    return { kind: 'refuse', why: 'cell is gone' };
  }
  if (sameText(cell.text, code)) {
    return { kind: 'refuse', why: 'already applied' };
  }
  if (cell.readOnly) {
    return { kind: 'refuse', why: 'cell is read-only' };
  }
  if (cell.busy) {
    return { kind: 'refuse', why: 'cell is running' };
  }
  const body = withoutMagic(cell.text);
  if (hasOtherMagics(cell.text, body)) {
    return { kind: 'refuse', why: 'other magics' };
  }
  if (source === null || !sameText(body, source)) {
    return { kind: 'insert', why: 'text changed' };
  }
  return { kind: 'replace', text: code };
}

/** What [Revert] should do: put back `original` where the rewrite still stands as it was put. */
export function planRevert(cell: ICellFacts | null, original: string, code: string): Plan {
  if (cell === null) {
    return { kind: 'refuse', why: 'cell is gone' };
  }
  if (!sameText(cell.text, code)) {
    const untouched = sameText(withoutMagic(cell.text), withoutMagic(original));
    return { kind: 'refuse', why: untouched ? 'not applied' : 'text changed' };
  }
  if (cell.readOnly) {
    return { kind: 'refuse', why: 'cell is read-only' };
  }
  if (cell.busy) {
    return { kind: 'refuse', why: 'cell is running' };
  }
  return { kind: 'replace', text: original };
}

/** `%%time` before or after `%%refine`: what it did would be lost, or come to stand twice. */
function hasOtherMagics(text: string, body: string): boolean {
  const first = text.replace(/^\s*\n/, '');
  return MAGIC_LINE.test(body) || (MAGIC_LINE.test(first) && !REFINE_LINE.test(first));
}
