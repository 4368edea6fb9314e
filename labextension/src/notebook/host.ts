import { Clipboard } from '@jupyterlab/apputils';
import type { Cell, ICellModel } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { ICellFacts, Plan, planApply, planRevert, Reason, withoutMagic } from '../data/replacing';
import { IResult } from '../data/result';
import type { Kernels } from '../kernel/kernels';
import { Trans } from '../translation';
import { Action, IAnswer, IResultHost } from '../view/host';
import { factsOf, findCell, insertBelow, isReadOnly, panelAround, replaceText } from './cells';
import { hasHash } from './hash';
import { sentence } from './sentences';

/** Does what the buttons of a result say, in the notebook around it. */
export class NotebookHost implements IResultHost {
  constructor(private readonly _options: NotebookHost.IOptions) {}

  isLive(result: IResult): boolean {
    const connection = this._options.kernels?.of(this.panel());
    if (result.job !== null && connection?.jobs.has(result.job)) {
      return true;
    }
    // Where no front end is connected the search takes place while the cell runs.
    return this.cell(result) !== null && this._facts(result)!.busy;
  }

  isApplied(result: IResult, code: string): boolean {
    const facts = this._facts(result);
    return (
      facts !== null &&
      planRevert(facts, originals.of(this.cell(result), code), code).kind !== 'refuse'
    );
  }

  async perform(action: Action, result: IResult, code: string | null): Promise<IAnswer> {
    switch (action) {
      case 'apply':
        return this._apply(result, code);
      case 'revert':
        return this._revert(result, code);
      case 'insert':
        return this._insert(result, code);
      case 'copy':
        return this._copy(code);
      case 'retry':
        return { said: await this._options.retry(this.panel(), this.cell(result)) };
      case 'stop':
        return this._stop(result);
    }
  }

  /** The notebook that the result stands in. */
  panel(): NotebookPanel | null {
    return this._options.panel?.() ?? panelAround(this._options.tracker, this._options.node);
  }

  /** The cell that was refined, if it is still there. */
  cell(result: IResult): Cell | null {
    const panel = this.panel();
    return panel && findCell(panel, result.cell, this._options.node);
  }

  private async _apply(result: IResult, code: string | null): Promise<IAnswer> {
    const panel = this.panel();
    const cell = this.cell(result);
    const facts = this._facts(result);
    const obstacle = this._obstacle(panel, code);
    if (obstacle !== null || code === null || panel === null) {
      return this._refused(obstacle ?? 'no code');
    }
    const source = result.source ?? (await sourceByHash(facts, result.sha256));
    const plan = planApply(facts, source, code);
    if (plan.kind === 'insert' && cell !== null && facts !== null) {
      insertBelow(panel, cell, code.replace(/\n+$/, ''));
      const said = `${sentence(plan.why, this._trans)} ${this._trans.__('The rewrite was inserted below; this is how it differs:')}`;
      return { said, texts: [withoutMagic(facts.text), code] };
    }
    return this._carryOut(
      plan,
      cell,
      this._trans.__('Applied. Undo or Revert brings it back.'),
      code
    );
  }

  private _revert(result: IResult, code: string | null): IAnswer {
    const cell = this.cell(result);
    const obstacle = this._obstacle(this.panel(), code);
    if (obstacle !== null || code === null) {
      return this._refused(obstacle ?? 'no code');
    }
    const original = originals.of(cell, code) || (result.source ?? '');
    const plan = planRevert(this._facts(result), original, code);
    return this._carryOut(plan, cell, this._trans.__('The original text is back.'), null);
  }

  /** Replace, or say why not. `applied`: the code for which the present text is the original. */
  private _carryOut(plan: Plan, cell: Cell | null, said: string, applied: string | null): IAnswer {
    if (plan.kind !== 'replace' || cell === null) {
      return this._refused(plan.kind === 'replace' ? 'cell is gone' : plan.why);
    }
    if (applied !== null) {
      originals.keep(cell, applied);
    }
    replaceText(cell, plan.text.replace(/\n+$/, ''));
    return { said };
  }

  private _insert(result: IResult, code: string | null): IAnswer {
    const panel = this.panel();
    const obstacle = this._obstacle(panel, code);
    if (obstacle !== null || code === null || panel === null) {
      return this._refused(obstacle ?? 'no code');
    }
    const around = this.cell(result) ?? findCell(panel, null, this._options.node);
    insertBelow(panel, around, code.replace(/\n+$/, ''));
    return { said: this._trans.__('Inserted below.') };
  }

  private _copy(code: string | null): IAnswer {
    if (code === null) {
      return this._refused('no code');
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

  private _obstacle(panel: NotebookPanel | null, code: string | null): Reason | null {
    if (panel === null) {
      return 'no notebook';
    }
    if (isReadOnly(panel)) {
      return 'notebook is read-only';
    }
    return code === null ? 'no code' : null;
  }

  private _facts(result: IResult): ICellFacts | null {
    const cell = this.cell(result);
    return cell && factsOf(cell);
  }

  private _refused(why: Reason): IAnswer {
    return { said: sentence(why, this._trans) };
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
    trans: Trans;
    /** The notebook, where the result is shown outside of it. */
    panel?: () => NotebookPanel | null;
    /** Asks for options and searches again; what came of it, in words. */
    retry: (panel: NotebookPanel | null, cell: Cell | null) => Promise<string>;
  }
}

async function sourceByHash(facts: ICellFacts | null, sha256: string): Promise<string | null> {
  if (facts === null) {
    return null;
  }
  const body = withoutMagic(facts.text);
  const same = (await hasHash(body, sha256)) || (await hasHash(`${body}\n`, sha256));
  return same ? body : null;
}

/** The whole text, magic line included, that a cell had before a rewrite was put there. */
const originals = {
  texts: new WeakMap<ICellModel, Map<string, string>>(),

  of(cell: Cell | null, code: string): string {
    return (cell && this.texts.get(cell.model)?.get(code)) ?? '';
  },

  keep(cell: Cell, code: string): void {
    const kept = this.texts.get(cell.model) ?? new Map<string, string>();
    this.texts.set(cell.model, kept.set(code, cell.model.sharedModel.getSource()));
  }
};
