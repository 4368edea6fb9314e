import * as format from '../data/format';
import { ISpent, ISpentLine } from '../data/spent';
import { h } from '../dom';
import type { Records } from '../records/api';
import { Trans } from '../translation';
import { findingsList } from '../view/doctorView';

/** What models cost so far: for this notebook, and in all. Nothing where none was ever asked. */
export class SpendSection {
  readonly node = h('section', {});
  private _asked = 0;

  constructor(private readonly _options: SpendSection.IOptions) {
    _options.records.removed.connect(() => void this.refresh());
  }

  async refresh(): Promise<void> {
    const asked = ++this._asked;
    const { records, notebook, trans } = this._options;
    const path = notebook();
    let spent: ISpent | null;
    try {
      spent = await records.spent();
    } catch {
      spent = null; // the list of records, which asks the same server, says what is wrong
    }
    if (asked === this._asked) {
      this.node.replaceChildren(...(spent === null ? [] : parts(spent, path, trans)));
    }
  }
}

export namespace SpendSection {
  export interface IOptions {
    records: Records;
    trans: Trans;
    /** Path of the notebook in front, or empty. */
    notebook: () => string;
  }
}

function parts(spent: ISpent, path: string, trans: Trans): Node[] {
  if (spent.total.runs === 0) {
    return [];
  }
  const here = spent.notebooks.find(line => path !== '' && line.path === path);
  const rows: [string, string][] = [
    [trans.__('this notebook'), here ? said(here, trans) : trans.__('nothing')],
    [trans.__('in total'), said(spent.total, trans)]
  ];
  return [h('h3', {}, trans.__('Spent on models')), findingsList(rows, trans)];
}

/** `12,300 tokens, $0.042`. */
function said({ tokens, usd, unpriced }: ISpentLine, trans: Trans): string {
  const counted = trans._n('%2 token', '%2 tokens', tokens, format.count(tokens));
  if (usd === null) {
    return `${counted}, ${trans.__('price unknown')}`;
  }
  const money = format.usd(usd);
  return `${counted}, ${unpriced > 0 ? trans.__('at least %1', money) : money}`;
}
