import { Clipboard } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import type { IConversation } from '../data/conversation';
import { lineInCell } from '../data/lines';
import { IEnvelope } from '../data/envelope';
import { IEstimates } from '../data/estimate';
import { IFrontier } from '../data/frontier';
import { IResult } from '../data/result';
import { ISparsity } from '../data/sparsity';
import type { Kernels } from '../kernel/kernels';
import type { Records } from '../records/api';
import { IWhole } from '../records/whole';
import { Trans } from '../translation';
import { IEstimateHost } from '../view/estimates/host';
import { IFrontierHost } from '../view/frontiers/host';
import { Action, IAnswer, IResultHost } from '../view/host';
import { ISparsityHost } from '../view/sparsity/host';
import { Applying, obstacle, refused } from './applying';
import { factsOf, findCell, insertBelow, panelAround, selectLine, textOf } from './cells';
import {
  recordedCode,
  wholeEstimates,
  wholeFrontier,
  wholeRecord,
  wholeSparsity
} from './recorded';
import { sentence } from './sentences';

const NEEDS_CODE: ReadonlySet<Action> = new Set(['apply', 'revert', 'copy', 'insert']);

/** Does what the buttons of a result say, in the notebook around it. */
export class NotebookHost implements IResultHost, IEstimateHost, IFrontierHost, ISparsityHost {
  private readonly _applying: Applying;

  constructor(private readonly _options: NotebookHost.IOptions) {
    this._applying = new Applying(this, _options);
  }

  isLive(result: IEnvelope): boolean {
    const connection = this._options.kernels?.of(this.panel());
    if (result.job !== null && connection?.jobs.has(result.job)) {
      return true;
    }
    // Where no front end is connected the search takes place while the cell runs.
    const cell = this.cell(result);
    return cell !== null && factsOf(cell).busy;
  }

  isApplied(result: IResult, code: string): boolean {
    return this._applying.isApplied(result, code);
  }

  async perform(action: Action, result: IResult, code: string | null): Promise<IAnswer> {
    if (code !== null || !NEEDS_CODE.has(action) || result.run === null) {
      return this._perform(action, result, code);
    }
    // Too long for the notebook: it is whole in the record.
    const { records } = this._options;
    try {
      const recorded = await recordedCode(records, result, this._trans);
      return { ...(await this._perform(action, result, recorded)), code: recorded };
    } catch (error) {
      return { said: error instanceof Error ? error.message : String(error) };
    }
  }

  whole(result: IResult): Promise<IWhole> {
    return wholeRecord(this._options.records, result, this._trans);
  }

  async stop(result: IEnvelope): Promise<string> {
    const panel = this.panel();
    const connection = this._options.kernels?.of(panel);
    if (result.progress?.isCell !== true && result.job !== null && connection) {
      connection.stop(result.job);
      return this._trans.__('Stopping…');
    }
    // It goes on in the cell's own time: what stops a cell stops it too.
    const kernel = panel?.sessionContext.session?.kernel;
    if (!kernel) {
      return this._trans.__('No kernel is connected.');
    }
    await kernel.interrupt();
    return this._trans.__('Stopping…');
  }

  hasCell(result: IEnvelope): boolean {
    return this.cell(result) !== null;
  }

  async goTo(result: IEnvelope, line: number): Promise<string> {
    const [panel, cell] = [this.panel(), this.cell(result)];
    if (panel === null || cell === null) {
      return sentence('cell is gone', this._trans);
    }
    const place = lineInCell(textOf(cell), result.source, line);
    if (place === null) {
      return this._trans.__('The cell was changed since: that line isn’t there any more.');
    }
    await selectLine(panel, cell, place);
    return '';
  }

  wholeEstimates(result: IEnvelope): Promise<IEstimates> {
    return wholeEstimates(this._options.records, result, this._trans);
  }

  wholeFrontier(result: IEnvelope): Promise<IFrontier> {
    return wholeFrontier(this._options.records, result, this._trans);
  }

  wholeSparsity(result: IEnvelope): Promise<ISparsity> {
    return wholeSparsity(this._options.records, result, this._trans);
  }

  async train(result: IEnvelope, options: string): Promise<string> {
    const [panel, cell, { begin }] = [this.panel(), this.cell(result), this._options];
    if (panel === null || cell === null || !begin) {
      return sentence(panel === null ? 'no notebook' : 'cell is gone', this._trans);
    }
    await begin(panel, cell, options);
    return this._trans.__('It is trained beside the notebook; the cell stays as it is.');
  }

  insertCode(result: IEnvelope, code: string): Promise<string> {
    return Promise.resolve(this._insert(result, code).said);
  }

  copyCode(code: string): Promise<string> {
    return Promise.resolve(this._copy(code).said);
  }

  /** The notebook that the result stands in. */
  panel(): NotebookPanel | null {
    return this._options.panel?.() ?? panelAround(this._options.tracker, this._options.node);
  }

  /** The cell that was refined, if it is still there. */
  cell(result: IEnvelope): Cell | null {
    const panel = this.panel();
    return panel && findCell(panel, result.cell, this._options.node);
  }

  private async _perform(action: Action, result: IResult, code: string | null): Promise<IAnswer> {
    switch (action) {
      case 'apply':
        return this._applying.apply(result, code);
      case 'revert':
        return this._applying.revert(result, code);
      case 'insert':
        return this._insert(result, code);
      case 'copy':
        return this._copy(code);
      case 'retry':
        return { said: await this._retry(result) };
      case 'stop':
        return this._stop(result);
    }
  }

  private _retry(result: IResult): Promise<string> {
    const before = result.found?.conversation ?? null;
    return this._options.retry(this.panel(), this.cell(result), before);
  }

  private _insert(result: IEnvelope, code: string | null): IAnswer {
    const panel = this.panel();
    const against = obstacle(panel, code);
    if (against !== null || code === null || panel === null) {
      return refused(against ?? 'no code', this._trans);
    }
    const around = this.cell(result) ?? findCell(panel, null, this._options.node);
    insertBelow(panel, around, code.replace(/\n+$/, ''));
    return { said: this._trans.__('Inserted below.') };
  }

  private _copy(code: string | null): IAnswer {
    if (code === null) {
      return refused('no code', this._trans);
    }
    Clipboard.copyToSystem(code);
    return { said: this._trans.__('Copied.') };
  }

  private _stop(result: IResult): IAnswer {
    const connection = this._options.kernels?.of(this.panel());
    if (result.job === null || !connection) {
      return { said: this._trans.__('No kernel is connected: interrupt it to stop the search.') };
    }
    connection.stop(result.job);
    return { said: this._trans.__('Stopping…') };
  }

  private get _trans(): Trans {
    return this._options.trans;
  }
}

export namespace NotebookHost {
  export interface IOptions {
    /** Where the result is shown. */
    node: Node;
    tracker: INotebookTracker | null;
    kernels: Kernels | null;
    /** The server's records; null where it has none to ask for. */
    records: Records | null;
    trans: Trans;
    /** The notebook, where the result is shown outside of it. */
    panel?: () => NotebookPanel | null;
    /** Has a cell sparsified beside the notebook, with options as after the magic. */
    begin?: (panel: NotebookPanel, cell: Cell, options: string) => Promise<void>;
    /** Asks for options and searches again; what came of it, in words. */
    retry: (
      panel: NotebookPanel | null,
      cell: Cell | null,
      before?: IConversation | null
    ) => Promise<string>;
  }
}
