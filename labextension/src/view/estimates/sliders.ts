import { IEstimate, ISize } from '../../data/estimate';
import { movable, Moved, stopsOf } from '../../data/whatIf';
import { button, h, on } from '../../dom';
import { Trans } from '../../translation';
import { sizeName, sizeText } from './quantities';

/** A slider for each size that can be moved. What is expected there, the caller says. */
export class Sliders {
  readonly node: HTMLElement;
  private readonly _shows: ((moved: Moved) => void)[] = [];

  constructor(
    estimate: IEstimate,
    private readonly _move: (name: string, to: number | null) => void,
    private readonly _trans: Trans
  ) {
    const sizes = movable(estimate);
    const reset = button(_trans.__('As in your inputs'), () => this._reset(sizes), {
      'data-focus': 'reset'
    });
    this._shows.push(moved => {
      reset.disabled = moved.size === 0;
    });
    this.node =
      sizes.length === 0
        ? h('div', { hidden: true })
        : h(
            'fieldset',
            { class: 'jp-Perf-sliders' },
            h('legend', {}, _trans.__('What if')),
            ...sizes.map(size => this._row(size, stopsOf(size, estimate))),
            h('div', { class: 'jp-Perf-buttons' }, reset),
            sizes.length > 1 && h('p', { class: 'jp-Perf-soft' }, _trans.__('Sizes that are moved together count as if each acted by itself.')) // prettier-ignore
          );
  }

  /** Stand where `moved` says; `said` is what is expected there, for who only hears it. */
  show(moved: Moved, said: string): void {
    this._shows.forEach(show => show(moved));
    Array.from(this.node.querySelectorAll('input')).forEach(input => {
      input.setAttribute('aria-valuetext', `${input.dataset.size}: ${said}`);
    });
  }

  private _row(size: ISize, stops: number[]): HTMLElement {
    const name = sizeName(size);
    const shown = h('output', { class: 'jp-Perf-size' });
    const input = h('input', {
      type: 'range',
      min: 0,
      max: stops.length - 1,
      step: 1,
      'aria-label': name,
      'data-focus': `slider ${size.name}`
    });
    on(input, {
      input: () => this._moveTo(size, stops[Number(input.value)]),
      // The notebook has keys of its own.
      keydown: event => event.stopPropagation()
    });
    this._shows.push(moved => {
      const at = moved.get(size.name) ?? size.value;
      input.value = String(stops.indexOf(at));
      input.dataset.size = sizeText(at);
      shown.textContent = at === size.value ? sizeText(at) : `${sizeText(at)} ${times(at, size)}`;
    });
    const also = size.alike.length > 0 && this._trans.__('with %1', size.alike.join(', '));
    return h(
      'label',
      { class: 'jp-Perf-slider' },
      h('span', {}, name, also && h('span', { class: 'jp-Perf-soft' }, ` ${also}`)),
      input,
      shown
    );
  }

  private _moveTo(size: ISize, to: number): void {
    this._move(size.name, to === size.value ? null : to);
  }

  private _reset(sizes: ISize[]): void {
    sizes.forEach(size => this._move(size.name, null));
  }
}

function times(at: number, { value }: ISize): string {
  return value > 0 ? `(${Number((at / value).toPrecision(2))}×)` : '';
}
