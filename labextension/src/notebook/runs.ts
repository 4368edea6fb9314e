import { showErrorMessage } from '@jupyterlab/apputils';
import type { Cell, ICodeCellModel } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { PartialJSONObject } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';

import type { IConversation } from '../data/conversation';
import { bodyOf, Magic } from '../data/magics';
import type { Connection } from '../kernel/connection';
import type { Kernels } from '../kernel/kernels';
import type { IDone, IJob } from '../kernel/messages';
import type { Records } from '../records/api';
import { Trans } from '../translation';
import { findCell, isReadOnly, textOf } from './cells';
import { ensureLoaded, tryAgain } from './loading';
import { whyNot, wordsOf } from './offering';
import { sentence } from './sentences';
import { ToolbarRun } from './toolbarRun';

/** Characters of a cell's first line that name its run. */
const TITLE_CHARS = 30;

/** Has cells refined (estimated, …) over the comm; each result stands in a widget of its own beside the notebook. */
export class Runs {
  private readonly _widgets = new Map<string, ToolbarRun>();

  constructor(private readonly _options: Runs.IOptions) {
    _options.kernels.added.connect((_, connection) => this._listen(connection));
  }

  /** Have `magic` done over the text of `cell`; `options` as after the magic. */
  async start(
    panel: NotebookPanel,
    cell: Cell,
    options: string,
    magic: Magic = 'refine'
  ): Promise<void> {
    const { kernels, trans } = this._options;
    const connection = await ensureLoaded(kernels, panel, trans);
    if (connection === null || cell.isDisposed) {
      return;
    }
    const obstacle = whyNot(magic, connection, true, trans);
    if (obstacle !== '') {
      await showErrorMessage(wordsOf(magic, trans).label, obstacle);
      return;
    }
    const run = this._widgetFor(panel, cell, connection, magic);
    this._options.show(run, panel);
    connection.ask(magic, cell.model.id, bodyOf(textOf(cell)), options);
  }

  /** Have recipes compared over `cell`, as a report's button asks. */
  readonly sparsify = (panel: NotebookPanel, cell: Cell, options: string): Promise<void> =>
    this.start(panel, cell, options, 'sparsify');

  /** Ask for options first; what came of it, in words. */
  readonly again = async (
    panel: NotebookPanel | null,
    cell: Cell | null,
    before: IConversation | null = null
  ): Promise<string> => {
    const { trans, kernels } = this._options;
    if (panel === null || cell === null) {
      return sentence('cell is gone', trans);
    }
    const options = await tryAgain(trans, kernels.of(panel)?.hello, before);
    if (options === null) {
      return '';
    }
    await this.start(panel, cell, options);
    return '';
  };

  private _widgetFor(
    panel: NotebookPanel,
    cell: Cell,
    connection: Connection,
    magic: Magic
  ): ToolbarRun {
    const { kernels, records, trans, tracker, render } = this._options;
    const { id } = cell.model;
    const key = keyOf(connection, magic, id);
    this._widgets.get(key)?.dispose();
    const run = new ToolbarRun({
      id: `jupyter-perf-run ${key}`.replace(/\s/g, '-'),
      render,
      title: titleOf(cell, trans),
      host: {
        tracker,
        kernels,
        records,
        trans,
        panel: () => alive(panel),
        retry: this.again,
        begin: this.sparsify
      },
      trans,
      stop: job => connection.stop(job),
      save: bundle => this._save(panel, id, bundle)
    });
    this._widgets.set(key, run);
    run.disposed.connect(() => {
      if (this._widgets.get(key) === run) {
        this._widgets.delete(key);
      }
    });
    return run;
  }

  private _listen(connection: Connection): void {
    connection.progressed.connect((_, job) => {
      this._of(connection, job)?.progress(job);
    });
    connection.finished.connect((_, done) => {
      this._of(connection, done)?.finish(done);
    });
    connection.lost.connect((_, jobs) => {
      jobs.forEach(job => this._of(connection, job)?.interrupted());
    });
  }

  /** Where a job is shown that was asked for from here. */
  private _of(connection: Connection, { toolbar, cell, kind }: IJob | IDone): ToolbarRun | null {
    return toolbar && cell !== null
      ? (this._widgets.get(keyOf(connection, kind, cell)) ?? null)
      : null;
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
    records: Records | null;
    tracker: INotebookTracker;
    trans: Trans;
    /** Puts a new widget where the user sees it, beside `panel`. */
    show: (widget: Widget, panel: NotebookPanel) => void;
    /** Shows MIME types of others; null where none of them can be shown safely. */
    render: (bundle: Record<string, unknown>) => Widget | null;
  }
}

/** Copies of a notebook have cells of the same ids, and kernels of their own. */
function keyOf(connection: Connection, magic: Magic, cell: string): string {
  return `${connection.kernel.id} ${magic} ${cell}`;
}

function titleOf(cell: Cell, trans: Trans): string {
  const lines = bodyOf(textOf(cell)).split('\n');
  const first = lines.find(line => /^\s*[^\s#%]/.test(line))?.trim() ?? trans.__('Cell');
  return first.length > TITLE_CHARS ? `${first.slice(0, TITLE_CHARS - 1)}…` : first;
}

function alive(panel: NotebookPanel): NotebookPanel | null {
  return panel.isDisposed ? null : panel;
}
