import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

export type CodeCell = [NotebookPanel, Cell];

/** The selected cell with its notebook, if it is one of code. */
export function codeCell(tracker: INotebookTracker): CodeCell | null {
  const panel = tracker.currentWidget;
  const cell = tracker.activeCell;
  return panel && cell?.model.type === 'code' ? [panel, cell] : null;
}
