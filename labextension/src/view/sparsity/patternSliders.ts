import { percent } from '../../data/format';
import { changeText, optionsFor, readOff } from '../../data/readOff';
import { ISparsityFound } from '../../data/sparsity';
import { button, h, on } from '../../dom';
import { Trans } from '../../translation';
import { layerBars } from './charts';

const MOST_LAYERS = 30;

export interface IPatternActions {
  /** Has a pattern trained; null where nothing can. */
  train: (options: string) => void;
  insert: (options: string) => void;
}

/** N and M by slider: what pruning the trained model so would do, and buttons that train it. */
export class PatternSliders {
  readonly node: HTMLElement;
  private _n: number;
  private _m: number;
  private readonly _kept: HTMLInputElement;
  private readonly _group: HTMLInputElement;
  private readonly _shown = [h('output', {}), h('output', {})];
  private readonly _said = h('p', { class: 'jp-Perf-moving' });
  private readonly _bars = h('div', {});
  private readonly _reset: HTMLButtonElement;

  constructor(
    private readonly _found: ISparsityFound,
    actions: IPatternActions,
    private readonly _trans: Trans
  ) {
    [this._n, this._m] = _found.first;
    const groups = _found.groups;
    this._kept = this._slider('kept', _trans.__('kept'), value => {
      this._n = value + 1;
    });
    this._group = this._slider('group', _trans.__('of each group of'), value => {
      const share = this._n / this._m;
      this._m = groups[value] ?? this._m;
      this._n = Math.min(Math.max(Math.round(share * this._m), 1), this._m);
    });
    const options = (): string => optionsFor(_found, this._n, this._m);
    this._reset = button(_trans.__('As it was trained'), () => this._move(..._found.first), {
      'data-focus': 'reset'
    });
    const train = button(_trans.__('Train it'), () => actions.train(options()), {
      'data-main': true,
      'data-focus': 'train',
      title: _trans.__('Compares it with dense, in processes of their own')
    });
    const insert = button(_trans.__('Insert below'), () => actions.insert(options()), {
      'data-focus': 'insert'
    });
    this.node = h(
      'fieldset',
      { class: 'jp-Perf-sliders' },
      h('legend', {}, _trans.__('What if, without training again')),
      this._row(_trans.__('kept'), this._kept, this._shown[0]),
      this._row(_trans.__('of each group of'), this._group, this._shown[1]),
      this._said,
      h('div', { class: 'jp-Perf-buttons' }, train, insert, this._reset),
      this._bars
    );
    this._draw();
  }

  private _row(label: string, input: HTMLElement, shown: HTMLElement): HTMLElement {
    return h('label', { class: 'jp-Perf-slider' }, h('span', {}, label), input, shown);
  }

  private _slider(key: string, label: string, moved: (value: number) => void): HTMLInputElement {
    const attributes = { 'aria-label': label, 'data-focus': `slider ${key}` };
    const input = h('input', { type: 'range', min: 0, step: 1, ...attributes });
    return on(input, {
      input: () => {
        moved(Number(input.value));
        this._draw();
      },
      // The notebook has keys of its own.
      keydown: event => event.stopPropagation()
    });
  }

  private _move(n: number, m: number): void {
    [this._n, this._m] = [n, m];
    this._draw();
  }

  private _draw(): void {
    const [n, m] = [this._n, this._m];
    const groups = this._found.groups;
    const pairs: [HTMLInputElement, number, number][] = [
      [this._kept, m - 1, n - 1],
      [this._group, groups.length - 1, groups.indexOf(m)]
    ];
    for (const [input, most, value] of pairs) {
      input.max = String(most);
      input.value = String(value);
    }
    this._shown[0].textContent = String(n);
    this._shown[1].textContent = String(m);
    const said = this._words();
    this._kept.setAttribute('aria-valuetext', said);
    this._group.setAttribute('aria-valuetext', said);
    this._said.textContent = said;
    const [first, group] = this._found.first;
    this._reset.disabled = n === first && m === group;
    const read = readOff(this._found, n, m);
    this._bars.replaceChildren(layerBars(read, this._found.metric, MOST_LAYERS, this._trans));
  }

  private _words(): string {
    const read = readOff(this._found, this._n, this._m);
    const worst = read.layers[0];
    const parts = [
      this._trans.__('%1:%2', read.n, read.m),
      this._trans.__('%1 bits a weight in fp32, indices included', Number(read.bits.toPrecision(3)))
    ];
    if (worst) {
      const { error, isMeasured } = worst;
      const ends = isMeasured ? '' : ` (${percent(error.low)} to ${percent(error.high)})`;
      const how = isMeasured ? this._trans.__('measured') : this._trans.__('read off');
      parts.push(
        this._trans.__('%1 is off most, by %2, %3', worst.layer, percent(error.value) + ends, how)
      );
    }
    if (read.change !== null && this._found.metric !== '') {
      const said = changeText(this._found.metric, read.change);
      parts.push(this._trans.__('%1 if what layers do alone adds up', said));
    }
    return parts.join(' · ');
  }
}
