import {
  actualTime,
  gainOf,
  gainsDiffer,
  inOrder,
  IRecord,
  IRow,
  predictedMemory,
  predictedTime,
  rowsByName,
  rowsOf,
  searchTime
} from '../data/comparison';
import { moment } from '../data/format';
import { Child, h } from '../dom';
import { Trans } from '../translation';
import { tableOf } from './table';
import { bar, barScale } from './charts';
import { DiffMode } from './diffView';
import { comparedOn } from './evidence';
import { keepingFocus } from './focus';
import { switchedDiff } from './switchedDiff';

/** A side of the comparison, or why there is none. */
export type Side = IRecord | { id: string; gone: string };
type Pair = readonly [IRecord | null, IRecord | null];

/** Two records side by side, the older left; what differs is marked. */
export class CompareView {
  readonly node = h('div', { class: 'jp-Perf-result jp-Perf-compare', role: 'region' });
  private _sides: [Side, Side] | null = null;
  private _mode: DiffMode = 'unified';

  constructor(private readonly _trans: Trans) {
    this.node.setAttribute('aria-label', _trans.__('Comparison of two runs'));
  }

  update(one: Side, other: Side): void {
    this._sides = 'gone' in one || 'gone' in other ? [one, other] : inOrder(one, other);
    this._draw();
  }

  private _draw(): void {
    if (this._sides === null) {
      return;
    }
    const sides = this._sides;
    const pair: Pair = [whole(sides[0]), whole(sides[1])];
    const gone = sides.flatMap(side => ('gone' in side ? [side.gone] : []));
    const parts: Child[] = [
      ...gone.map(why => h('p', { class: 'jp-Perf-remark', role: 'status' }, why)),
      pair.some(side => side !== null) && this._table(pair),
      ...this._texts(pair)
    ];
    keepingFocus(this.node, () =>
      this.node.replaceChildren(...parts.filter((part): part is Node => part instanceof Node))
    );
  }

  private _table(pair: Pair): HTMLElement {
    const trans = this._trans;
    const heads = pair.map((_, at) => h('th', { scope: 'col' }, ...this._head(pair, at)));
    const rows = [
      ...this._facts(pair).map(row => this._row(row)),
      this._gains(pair),
      ...this._particulars(pair).map(row => this._row(row))
    ];
    return tableOf(trans.__('Facts'), [h('td', {}), ...heads], rows, 'jp-Perf-sideTable');
  }

  private _head(pair: Pair, at: number): Child[] {
    const trans = this._trans;
    const side = pair[at];
    if (side === null) {
      return [trans.__('gone')];
    }
    // Dates are kept to the second: of two in one nobody knows which came first.
    const known = pair[0] !== null && pair[1] !== null && pair[0].created !== pair[1].created;
    const label = at === 0 ? trans.__('older') : trans.__('newest');
    return [known && h('span', { class: 'jp-Perf-label' }, label), ` ${moment(side.created)}`];
  }

  private _facts(pair: Pair): IRow[] {
    const trans = this._trans;
    return rowsOf(pair, [
      { name: trans.__('code'), read: side => side.title },
      { name: trans.__('kind'), read: side => side.kind },
      { name: trans.__('notebook'), read: side => side.path },
      { name: trans.__('outcome'), read: side => side.outcome }
    ]);
  }

  private _particulars(pair: Pair): IRow[] {
    const trans = this._trans;
    const evidence = (side: IRecord): string =>
      side.evidence ? comparedOn(side.evidence, trans).join('; ') : '';
    return [
      ...rowsOf(pair, [
        { name: trans.__('evidence'), read: evidence },
        { name: trans.__('target'), read: side => side.target },
        { name: trans.__('predicted time'), read: predictedTime },
        { name: trans.__('predicted memory'), read: predictedMemory },
        { name: trans.__('the run took'), read: actualTime },
        { name: trans.__('search took'), read: searchTime }
      ]),
      ...rowsByName(pair, 'options').map(row => ({ ...row, name: `--${row.name}` })),
      ...rowsOf(pair, [
        { name: trans.__('machine'), read: side => side.machine },
        { name: 'jupyter-perf', read: side => side.version }
      ]),
      ...rowsByName(pair, 'versions').filter(({ name }) => name !== 'jupyter-perf')
    ];
  }

  private _row({ name, texts, differs }: IRow): HTMLElement {
    return h(
      'tr',
      { class: differs && 'jp-Perf-differs' },
      this._name(name, differs),
      ...texts.map(each => h('td', {}, each || '–'))
    );
  }

  /** Both gains on one scale. */
  private _gains(pair: Pair): Child {
    const known = pair.filter(side => side?.ratio !== null && side !== null);
    if (known.length === 0) {
      return null;
    }
    const scale = barScale(known.flatMap(side => [side!.ratio ?? 1, ...(side!.interval ?? [])]));
    const differs = !pair.includes(null) && gainsDiffer(pair);
    const cells = pair.map(side =>
      side === null || side.ratio === null
        ? h('td', {}, '–')
        : h('td', {}, bar(side.ratio, side.interval, scale), h('div', {}, gainOf(side)))
    );
    return h(
      'tr',
      { class: differs && 'jp-Perf-differs' },
      this._name(this._trans.__('speed'), differs),
      ...cells
    );
  }

  private _name(name: string, differs: boolean): HTMLElement {
    const sign = h('span', { class: 'jp-Perf-sign', 'aria-hidden': 'true' }, differs ? '≠' : '');
    const spoken = h('span', { class: 'jp-Perf-spoken' }, this._trans.__('differs:'));
    return h('th', { scope: 'row' }, sign, differs && spoken, name);
  }

  private _texts([older, newer]: Pair): Child[] {
    if (older === null || newer === null) {
      return [];
    }
    const trans = this._trans;
    const same = trans.__('Both runs had the same text.');
    const source = this._diff([older.source, newer.source], same, 'source');
    if (older.kind !== 'refinement' && newer.kind !== 'refinement') {
      return [h('h3', {}, trans.__('What was estimated')), source];
    }
    return [
      h('h3', {}, trans.__('What was refined')),
      source,
      h('h3', {}, trans.__('What was accepted')),
      older.code === null || newer.code === null
        ? h('p', { class: 'jp-Perf-soft' }, this._noCode(older, newer))
        : this._diff(
            [older.code, newer.code],
            trans.__('Both runs accepted the same code.'),
            'code'
          )
    ];
  }

  private _diff(texts: [string, string], same: string, name: string): HTMLElement {
    if (texts[0] === texts[1]) {
      return h('p', { class: 'jp-Perf-soft' }, same);
    }
    const choose = (mode: DiffMode): void => {
      this._mode = mode;
      this._draw();
    };
    return switchedDiff(texts, this._mode, choose, this._trans, name);
  }

  private _noCode(older: IRecord, newer: IRecord): string {
    const trans = this._trans;
    if (older.code === null && newer.code === null) {
      return trans.__('Neither run accepted a rewrite.');
    }
    return older.code === null
      ? trans.__('Only the newest run accepted a rewrite.')
      : trans.__('Only the older run accepted a rewrite.');
  }
}

function whole(side: Side): IRecord | null {
  return 'gone' in side ? null : side;
}
