import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { withoutMagic } from '../data/replacing';
import { ISummary } from '../records/api';
import { findCell, textOf } from './cells';
import { hasHash } from './hash';

/** The open notebook of a run, whose runs follow it to a new name, and its cell there. */
export function placeOf(
  tracker: INotebookTracker,
  run: ISummary
): { panel: NotebookPanel | null; cell: Cell | null } {
  const panel = tracker.find(open => open.context.localPath === run.path) ?? null;
  return { panel, cell: panel && run.cell ? findCell(panel, run.cell, null) : null };
}

/** Whether the run's cell is open and holds another text by now. */
export async function isStale(tracker: INotebookTracker, run: ISummary): Promise<boolean> {
  const { cell } = placeOf(tracker, run);
  if (cell === null || globalThis.crypto?.subtle === undefined) {
    return false;
  }
  const body = withoutMagic(textOf(cell)).replace(/\n+$/, '');
  return !(await hasHash(body, run.sha256)) && !(await hasHash(`${body}\n`, run.sha256));
}
