import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { withoutMagic } from '../data/replacing';
import { ISummary } from '../records/api';
import { findCell, textOf } from './cells';
import { hasHash } from './hash';

/** The open notebook of a run, under whatever name by now, and its cell there. */
export function placeOf(
  tracker: INotebookTracker,
  run: ISummary
): { panel: NotebookPanel | null; cell: Cell | null } {
  const { cell: id } = run;
  const named = tracker.find(open => open.context.path === run.path) ?? null;
  const panel =
    named ?? (id ? tracker.find(open => findCell(open, id, null) !== null) : null) ?? null;
  return { panel, cell: panel && id ? findCell(panel, id, null) : null };
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
