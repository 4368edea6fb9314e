import type { Cell, ICodeCellModel } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { PartialJSONObject } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';

import { withoutMagic } from '../data/replacing';
import type { Connection } from '../kernel/connection';
import type { Kernels } from '../kernel/kernels';
import { Trans } from '../translation';
import { findCell, isReadOnly, textOf } from './cells';
import { ensureLoaded, tryAgain } from './loading';
import { sentence } from './sentences';
import { ToolbarRun } from './toolbarRun';

/** Characters of a cell's first line that name its run. */
const TITLE_CHARS = 30;

/** Refines cells over the comm; each result stands in a widget of its own beside the notebook. */
export class Runs {
  private readonly _widgets = new Map<string, ToolbarRun>();

  constructor(private readonly _options: Runs.IOptions) {
    _options.kernels.added.connect((_, connection) => this._listen(connection));
  }

  /** Search for a faster version of `cell`; `options` are those of `%%refine`. */
  async start(panel: NotebookPanel, cell: Cell, options: string): Promise<void> {
    const { kernels, trans } = this._options;
    const connection = await ensureLoaded(kernels, panel, trans);
    if (connection === null) {
      return;
    }
    const run = this._widgetFor(panel, cell, connection);
    this._options.show(run, panel);
    connection.refine(cell.model.id, withoutMagic(textOf(cell)), options);
  }

  /** Ask for options first; what came of it, in words. */
  readonly again = async (panel: NotebookPanel | null, cell: Cell | null): Promise<string> => {
    const { trans } = this._options;
    if (panel === null || cell === null) {
      return sentence('cell is gone', trans);
    }
    const options = await tryAgain(trans);
    if (options === null) {
      return '';
    }
    await this.start(panel, cell, options);
    return '';
  };

  private _widgetFor(panel: NotebookPanel, cell: Cell, connection: Connection): ToolbarRun {
    const { kernels, trans, tracker } = this._options;
    const { id } = cell.model;
    this._widgets.get(id)?.dispose();
    const run = new ToolbarRun({
      cell: id,
      title: titleOf(cell, trans),
      host: { tracker, kernels, trans, panel: () => alive(panel), retry: this.again },
      trans,
      stop: job => connection.stop(job),
      save: bundle => this._save(panel, id, bundle)
    });
    this._widgets.set(id, run);
    run.disposed.connect(() => {
      if (this._widgets.get(id) === run) {
        this._widgets.delete(id);
      }
    });
    return run;
  }

  private _listen(connection: Connection): void {
    connection.progressed.connect((_, job) => {
      if (job.toolbar && job.cell !== null) {
        this._widgets.get(job.cell)?.progress(job);
      }
    });
    connection.finished.connect((_, done) => {
      if (done.toolbar && done.cell !== null) {
        this._widgets.get(done.cell)?.finish(done);
      }
    });
    connection.lost.connect((_, jobs) => {
      for (const { toolbar, cell } of jobs) {
        if (toolbar && cell !== null) {
          this._widgets.get(cell)?.interrupted();
        }
      }
    });
  }

  private _save(panel: NotebookPanel, id: string, bundle: Record<string, unknown>): string {
    const { trans } = this._options;
    const cell = panel.isDisposed ? null : findCell(panel, id, null);
    if (cell === null || cell.model.type !== 'code') {
      return sentence('cell is gone', trans);
    }
    if (isReadOnly(panel)) {
      return sentence('notebook is read-only', trans);
    }
    (cell.model as ICodeCellModel).outputs.add({
      output_type: 'display_data',
      data: bundle as PartialJSONObject,
      metadata: {}
    });
    return trans.__('It stands below the cell now, and is saved with the notebook.');
  }
}

export namespace Runs {
  export interface IOptions {
    kernels: Kernels;
    tracker: INotebookTracker;
    trans: Trans;
    /** Puts a new widget where the user sees it, beside `panel`. */
    show: (widget: Widget, panel: NotebookPanel) => void;
  }
}

function titleOf(cell: Cell, trans: Trans): string {
  const lines = withoutMagic(textOf(cell)).split('\n');
  const first = lines.find(line => /^\s*[^\s#%]/.test(line))?.trim() ?? trans.__('Cell');
  return first.length > TITLE_CHARS ? `${first.slice(0, TITLE_CHARS - 1)}…` : first;
}

function alive(panel: NotebookPanel): NotebookPanel | null {
  return panel.isDisposed ? null : panel;
}
