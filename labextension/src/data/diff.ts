/** Two texts, line by line: what stayed, what went, what came, and what is far from a change. */

export interface IBlock {
  kind: 'same' | 'removed' | 'added';
  lines: string[];
  /** Far from any change: shown only when asked for. */
  folded: boolean;
}

export interface IRow {
  left: string | null;
  right: string | null;
  changed: boolean;
}

/** Unchanged lines that are shown before and after a change. */
const CONTEXT_LINES = 3;
/** Beyond this many cells of the table, what lies between the common ends counts as replaced. */
const MOST_CELLS = 4_000_000;

/** The lines of both texts in reading order. */
export function diff(before: string, after: string): IBlock[] {
  const blocks = compared(linesOf(before), linesOf(after));
  return blocks.flatMap((block, at) =>
    block.kind === 'same' ? folded(block, at === 0, at === blocks.length - 1) : [block]
  );
}

/** The same, side by side: a removed line stands beside the one that came in its place. */
export function sideBySide(blocks: readonly IBlock[]): IRow[] {
  const rows: IRow[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at];
    const next = blocks[at + 1];
    if (block.kind === 'same') {
      rows.push(...block.lines.map(line => ({ left: line, right: line, changed: false })));
    } else if (block.kind === 'removed' && next?.kind === 'added') {
      rows.push(...paired(block.lines, next.lines));
      at++;
    } else {
      rows.push(...(block.kind === 'removed' ? paired(block.lines, []) : paired([], block.lines)));
    }
  }
  return rows;
}

function linesOf(source: string): string[] {
  return source.replace(/\n+$/, '').split('\n');
}

function paired(left: string[], right: string[]): IRow[] {
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, at) => ({
    left: left[at] ?? null,
    right: right[at] ?? null,
    changed: true
  }));
}

function compared(before: string[], after: string[]): IBlock[] {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) {
    head++;
  }
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) {
    tail++;
  }
  const blocks: IBlock[] = [];
  append(blocks, 'same', before.slice(0, head));
  between(blocks, before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  append(blocks, 'same', before.slice(before.length - tail));
  return blocks;
}

function between(blocks: IBlock[], before: string[], after: string[]): void {
  if (before.length * after.length > MOST_CELLS) {
    append(blocks, 'removed', before);
    append(blocks, 'added', after);
    return;
  }
  const common = commonLengths(before, after);
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      append(blocks, 'same', [before[i++]]);
      j++;
    } else if (j >= after.length || (i < before.length && common[i + 1][j] >= common[i][j + 1])) {
      append(blocks, 'removed', [before[i++]]);
    } else {
      append(blocks, 'added', [after[j++]]);
    }
  }
}

/** `[i][j]`: length of the longest common subsequence of `before[i:]` and `after[j:]`. */
function commonLengths(before: string[], after: string[]): Uint32Array[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      table[i][j] =
        before[i] === after[j]
          ? table[i + 1][j + 1] + 1
          : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function append(blocks: IBlock[], kind: IBlock['kind'], lines: string[]): void {
  const last = blocks[blocks.length - 1];
  if (lines.length === 0) {
    return;
  }
  if (last?.kind === kind) {
    last.lines.push(...lines);
  } else {
    blocks.push({ kind, lines: [...lines], folded: false });
  }
}

function folded(block: IBlock, first: boolean, last: boolean): IBlock[] {
  const head = first ? 0 : CONTEXT_LINES;
  const tail = last ? 0 : CONTEXT_LINES;
  if (block.lines.length <= head + tail + 1) {
    return [block];
  }
  const end = block.lines.length - tail;
  const parts = [
    { ...block, lines: block.lines.slice(0, head) },
    { ...block, lines: block.lines.slice(head, end), folded: true },
    { ...block, lines: block.lines.slice(end) }
  ];
  return parts.filter(part => part.lines.length > 0);
}
