import type { Cell, ICodeCellModel } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { ICellFacts } from '../data/replacing';

/** The open notebook in which `node` stands. */
export function panelAround(tracker: INotebookTracker | null, node: Node): NotebookPanel | null {
  return tracker?.find(panel => panel.node.contains(node)) ?? null;
}

/** The cell with that id; without an id the one around `node`. */
export function findCell(panel: NotebookPanel, id: string | null, node: Node | null): Cell | null {
  const cells = panel.content.widgets;
  const found = cells.find(cell =>
    id === null ? node !== null && cell.node.contains(node) : cell.model.id === id
  );
  return found ?? null;
}

export function factsOf(cell: Cell): ICellFacts {
  return {
    text: textOf(cell),
    busy: (cell.model as Partial<ICodeCellModel>).executionState === 'running',
    readOnly: cell.model.getMetadata('editable') === false
  };
}

export function isReadOnly(panel: NotebookPanel): boolean {
  const writable = panel.context.contentsModel?.writable ?? true;
  return !writable || (panel.content.model?.readOnly ?? false);
}

export function textOf(cell: Cell): string {
  return cell.model.sharedModel.getSource();
}

/** Replace the text of `cell`: one step for whoever takes it back. */
export function replaceText(cell: Cell, text: string): void {
  // Edits that follow each other closely are one step of undo: what was typed last isn't of ours.
  const shared = cell.model.sharedModel as unknown as {
    undoManager?: { stopCapturing(): void } | null;
  };
  shared.undoManager?.stopCapturing();
  cell.model.sharedModel.setSource(text);
  shared.undoManager?.stopCapturing();
}

/** Bring `cell` into view and select its line `line`, from 0. */
export async function selectLine(panel: NotebookPanel, cell: Cell, line: number): Promise<void> {
  const { content } = panel;
  content.activeCellIndex = content.widgets.indexOf(cell);
  await content.scrollToCell(cell);
  // The editor of a cell that was out of view is made only now.
  await cell.ready;
  const { editor } = cell;
  const column = editor?.getLine(line)?.length ?? 0;
  editor?.setSelection({ start: { line, column: 0 }, end: { line, column } });
  content.mode = 'edit';
  editor?.focus();
}

/** Put a new code cell with `text` below `cell`. */
export function insertBelow(panel: NotebookPanel, cell: Cell | null, text: string): void {
  const { content } = panel;
  const at = cell === null ? content.activeCellIndex : content.widgets.indexOf(cell);
  content.model?.sharedModel.insertCell(at + 1, {
    cell_type: 'code',
    source: text,
    metadata: {}
  });
}
