import type { Cell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';

import { IEnvelope } from '../data/envelope';
import { bodyOf } from '../data/magics';
import { ICellFacts, Plan, planApply, planRevert, Reason, withoutMagic } from '../data/replacing';
import { IResult } from '../data/result';
import type { Kernels } from '../kernel/kernels';
import type { Records } from '../records/api';
import { Trans } from '../translation';
import { IAnswer } from '../view/host';
import { factsOf, insertBelow, isReadOnly, replaceText } from './cells';
import { hasHash } from './hash';
import { originals } from './originals';
import { recordedSource } from './recorded';
import { sentence } from './sentences';

/** Where a result's cell is looked for. */
export interface IPlace {
  panel(): NotebookPanel | null;
  cell(result: IEnvelope): Cell | null;
}

/** Puts a rewrite in the place of a cell's text, and the original back. */
export class Applying {
  constructor(
    private readonly _place: IPlace,
    private readonly _options: { kernels: Kernels | null; records: Records | null; trans: Trans }
  ) {}

  isApplied(result: IResult, code: string): boolean {
    const facts = this._facts(result);
    const original = originals.of(this._place.cell(result), code);
    return facts !== null && planRevert(facts, original, code).kind !== 'refuse';
  }

  async apply(result: IResult, code: string | null): Promise<IAnswer> {
    const { trans } = this._options;
    const source = result.source ?? (await sourceByHash(this._facts(result), result.sha256));
    // What is known of the notebook is asked for after all waiting: it may have changed.
    const panel = this._place.panel();
    const cell = this._place.cell(result);
    const facts = this._facts(result);
    const against = obstacle(panel, code);
    if (against !== null || code === null || panel === null) {
      return refused(against ?? 'no code', trans);
    }
    const plan = planApply(facts, source, code);
    if (plan.kind === 'insert' && cell !== null && facts !== null) {
      insertBelow(panel, cell, code.replace(/\n+$/, ''));
      const said = `${sentence(plan.why, trans)} ${trans.__('The rewrite was inserted below; this is how it differs:')}`;
      return { said, texts: [withoutMagic(facts.text), code] };
    }
    const said = trans.__('Applied. Undo or Revert brings it back.');
    return this._carryOut(plan, cell, said, found => {
      originals.keep(found, code);
      this._tell('applied', result, code);
    });
  }

  async revert(result: IResult, code: string | null): Promise<IAnswer> {
    const { records, trans } = this._options;
    const known = code === null ? '' : originals.of(this._place.cell(result), code);
    const original = known || result.source || (await recordedSource(records, result, trans));
    const cell = this._place.cell(result);
    const against = obstacle(this._place.panel(), code);
    if (against !== null || code === null) {
      return refused(against ?? 'no code', trans);
    }
    if (original === '') {
      return refused('no original', trans);
    }
    const plan = planRevert(this._facts(result), original, code);
    return this._carryOut(plan, cell, trans.__('The original text is back.'), () =>
      this._tell('reverted', result, code)
    );
  }

  /** Replace, or say why not. `before` is called only where the text is to be replaced. */
  private _carryOut(
    plan: Plan,
    cell: Cell | null,
    said: string,
    before: (cell: Cell) => void
  ): IAnswer {
    if (plan.kind !== 'replace' || cell === null) {
      return refused(plan.kind === 'replace' ? 'cell is gone' : plan.why, this._options.trans);
    }
    before(cell);
    replaceText(cell, plan.text.replace(/\n+$/, ''));
    return { said };
  }

  /** The kernel keeps accepted edits; a result that is on no record is none it could know. */
  private _tell(how: 'applied' | 'reverted', result: IResult, code: string): void {
    const panel = this._place.panel();
    const connection = this._options.kernels?.of(panel);
    if (result.run !== null && panel && connection) {
      // Of several notebooks that share the kernel it is this one's edit.
      connection.tellNotebook(panel.context.localPath);
      connection.tellReplaced(how, result.run, code);
    }
  }

  private _facts(result: IEnvelope): ICellFacts | null {
    const cell = this._place.cell(result);
    return cell && factsOf(cell);
  }
}

/** Why nothing can be put into the notebook, whatever stands in it. */
export function obstacle(panel: NotebookPanel | null, code: string | null): Reason | null {
  if (panel === null) {
    return 'no notebook';
  }
  if (isReadOnly(panel)) {
    return 'notebook is read-only';
  }
  return code === null ? 'no code' : null;
}

export function refused(why: Reason, trans: Trans): IAnswer {
  return { said: sentence(why, trans) };
}

async function sourceByHash(facts: ICellFacts | null, sha256: string): Promise<string | null> {
  if (facts === null) {
    return null;
  }
  const body = bodyOf(facts.text);
  const same = (await hasHash(body, sha256)) || (await hasHash(`${body}\n`, sha256));
  return same ? body : null;
}
