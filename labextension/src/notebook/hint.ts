import type { Cell } from '@jupyterlab/cells';

import * as format from '../data/format';
import { button } from '../dom';
import { Trans } from '../translation';

const CLASS = 'jp-Perf-hint';

/** Show "refine?" at a cell that ran long, until it is edited or runs again. */
export function showHint(cell: Cell, seconds: number, refine: () => void, trans: Trans): void {
  removeHint(cell);
  const label = trans.__('%1 · refine?', format.seconds(seconds));
  const hint = button(label, refine, {
    class: CLASS,
    title: trans.__('Search for a faster version of this cell; the cell stays as it is')
  });
  cell.inputArea?.node.append(hint);
  const forget = (): void => {
    removeHint(cell);
    cell.model.sharedModel.changed.disconnect(forgetEdited);
  };
  const forgetEdited = (_: unknown, change: { sourceChange?: unknown }): void => {
    if (change.sourceChange !== undefined) {
      forget();
    }
  };
  cell.model.sharedModel.changed.connect(forgetEdited);
  hint.addEventListener('click', forget);
}

export function removeHint(cell: Cell): void {
  cell.node.querySelector(`.${CLASS}`)?.remove();
}
