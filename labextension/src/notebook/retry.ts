import { InputDialog } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';

import { withoutMagic } from '../data/replacing';
import type { Connection } from '../kernel/connection';
import { Trans } from '../translation';
import { textOf } from './cells';

/** Ask for options and search again over the text that the cell holds now. */
export async function tryAgain(
  connection: Connection | null,
  cell: Cell | null,
  trans: Trans
): Promise<string> {
  if (cell === null) {
    return trans.__('The cell was deleted.');
  }
  if (connection?.state !== 'connected') {
    return notLoaded(trans);
  }
  const answer = await InputDialog.getText({
    title: trans.__('Try again with…'),
    label: trans.__('Options, as after %%refine'),
    text: '--again --budget 120',
    okLabel: trans.__('Search')
  });
  if (!answer.button.accept || answer.value === null) {
    return '';
  }
  connection.refine(cell.model.id, withoutMagic(textOf(cell)), answer.value);
  return trans.__('Searching: the result will stand beside the notebook.');
}

export function notLoaded(trans: Trans): string {
  const lines = ['%pip install jupyter-perf', '%load_ext jupyter_perf'];
  return trans.__(
    'The kernel has no jupyter-perf loaded. Run: %1',
    lines.join(trans.__(', then '))
  );
}
