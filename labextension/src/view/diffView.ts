import { diff, IBlock, sideBySide } from '../data/diff';
import { Child, h } from '../dom';
import { Trans } from '../translation';

export type DiffMode = 'unified' | 'split';

const SIGNS = { same: ' ', removed: '-', added: '+' };

/** The difference between two texts, unchanged parts folded. */
export function diffView(before: string, after: string, mode: DiffMode, trans: Trans): HTMLElement {
  const blocks = diff(before, after);
  const body = mode === 'unified' ? unified(blocks, trans) : split(blocks, trans);
  return h(
    'div',
    // A scrolled region must be reachable by the keyboard.
    { class: 'jp-Perf-diff', role: 'group', tabindex: 0, 'aria-label': trans.__('Difference') },
    ...body
  );
}

function unified(blocks: IBlock[], trans: Trans): Child[] {
  return blocks.map(block => {
    const lines = block.lines.map(line => unifiedLine(block.kind, line, trans));
    return block.folded ? foldedPart(lines.length, lines, trans) : h('div', {}, ...lines);
  });
}

function unifiedLine(kind: IBlock['kind'], line: string, trans: Trans): HTMLElement {
  const tag = kind === 'removed' ? 'del' : kind === 'added' ? 'ins' : 'span';
  const spoken = { same: '', removed: trans.__('removed:'), added: trans.__('added:') }[kind];
  return h(
    tag,
    { class: `jp-Perf-line-${kind}` },
    h('span', { class: 'jp-Perf-sign', 'aria-hidden': 'true' }, SIGNS[kind]),
    spoken && h('span', { class: 'jp-Perf-spoken' }, spoken),
    line === '' ? '\u00a0' : line
  );
}

function split(blocks: IBlock[], trans: Trans): Child[] {
  const parts: Child[] = [
    h(
      'div',
      { class: 'jp-Perf-sides jp-Perf-sidesHead' },
      h('span', {}, trans.__('Before')),
      h('span', {}, trans.__('After'))
    )
  ];
  let shown: IBlock[] = [];
  const flush = (): void => {
    parts.push(...sides(shown));
    shown = [];
  };
  for (const block of blocks) {
    if (block.folded) {
      flush();
      parts.push(foldedPart(block.lines.length, sides([block]), trans));
    } else {
      shown.push(block);
    }
  }
  flush();
  return parts;
}

function sides(blocks: IBlock[]): HTMLElement[] {
  return sideBySide(blocks).map(row =>
    h(
      'div',
      { class: 'jp-Perf-sides' },
      side(row.left, row.changed ? 'removed' : 'same'),
      side(row.right, row.changed ? 'added' : 'same')
    )
  );
}

function side(line: string | null, kind: IBlock['kind']): HTMLElement {
  if (line === null) {
    return h('span', { class: 'jp-Perf-line-none' });
  }
  const tag = kind === 'removed' ? 'del' : kind === 'added' ? 'ins' : 'span';
  return h(tag, { class: `jp-Perf-line-${kind}` }, line === '' ? '\u00a0' : line);
}

function foldedPart(count: number, lines: Child[], trans: Trans): HTMLElement {
  const label = trans._n('… %1 unchanged line', '… %1 unchanged lines', count);
  return h('details', { class: 'jp-Perf-folded' }, h('summary', {}, label), ...lines);
}
