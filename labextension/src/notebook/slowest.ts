import { InputDialog, Notification } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';

import type { Durations } from '../data/durations';
import * as format from '../data/format';
import { Trans } from '../translation';
import { findCell, textOf } from './cells';
import type { Runs } from './runs';

const MOST_LISTED = 10;
const TITLE_CHARS = 60;

/** List the slowest cells of the notebook, and refine those that the user chooses. */
export async function refineSlowest(
  panel: NotebookPanel,
  times: Durations | null,
  runs: Runs,
  options: string,
  trans: Trans
): Promise<void> {
  const slow = (times?.slowest(id => sourceOf(panel, id)) ?? []).slice(0, MOST_LISTED);
  if (slow.length === 0) {
    const said = trans.__('No times yet: run the notebook’s cells first.');
    Notification.info(said, { autoClose: 5000 });
    return;
  }
  const items = slow.map(({ cell, seconds }, at) => {
    const title = (sourceOf(panel, cell) ?? '').trim().split('\n')[0].slice(0, TITLE_CHARS);
    return `${at + 1}. ${format.seconds(seconds)}: ${title}`;
  });
  const answer = await InputDialog.getMultipleItems({
    title: trans.__('Refine the slowest cells'),
    items,
    defaults: items.slice(0, 1),
    okLabel: trans.__('Refine')
  });
  if (!answer.button.accept) {
    return;
  }
  for (const item of answer.value ?? []) {
    const cell = findCell(panel, slow[items.indexOf(item)].cell, null);
    if (cell !== null) {
      await runs.start(panel, cell, options);
    }
  }
}

function sourceOf(panel: NotebookPanel, id: string): string | null {
  const cell = findCell(panel, id, null);
  return cell && textOf(cell);
}
