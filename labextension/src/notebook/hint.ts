import type { Cell } from '@jupyterlab/cells';

import * as format from '../data/format';
import { button } from '../dom';
import { Trans } from '../translation';

/** What takes the hint of a cell away, and stops to listen for edits. */
const shown = new WeakMap<Cell, () => void>();

/** Show "refine?" at a cell that ran long, until it is edited or runs again. */
export function showHint(cell: Cell, seconds: number, refine: () => void, trans: Trans): void {
  removeHint(cell);
  const label = trans.__('%1 · refine?', format.seconds(seconds));
  const hint = button(label, refine, {
    class: 'jp-Perf-hint',
    title: trans.__('Search for a faster version of this cell; the cell stays as it is')
  });
  const { changed } = cell.model.sharedModel;
  const edited = (_: unknown, change: { sourceChange?: unknown }): void => {
    if (change.sourceChange !== undefined) {
      removeHint(cell);
    }
  };
  shown.set(cell, () => {
    hint.remove();
    changed.disconnect(edited);
  });
  changed.connect(edited);
  hint.addEventListener('click', () => removeHint(cell));
  cell.inputArea?.node.append(hint);
}

export function removeHint(cell: Cell): void {
  shown.get(cell)?.();
  shown.delete(cell);
}
