import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { sourcesIn } from '../data/magics';
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
  const sources = sourcesIn(textOf(cell), run.kind);
  const same = await Promise.all(sources.map(source => hasHash(source, run.sha256)));
  return sources.length > 0 && !same.includes(true);
}
