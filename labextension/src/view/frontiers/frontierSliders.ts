import { bytes, count, trimmed } from '../../data/format';
import { IWish } from '../../data/reached';
import { button, h, on } from '../../dom';
import { Trans } from '../../translation';

interface ISlider {
  key: keyof IWish;
  label: string;
  stops: number[];
  own: number;
  write: (value: number) => string;
}

/** Memory, and examples to a step; what is reached then, the caller says. */
export class FrontierSliders {
  readonly node: HTMLElement;
  private readonly _shows: ((wish: IWish, said: string) => void)[] = [];

  constructor(
    memory: { stops: number[]; own: number } | null,
    batch: { stops: number[]; own: number } | null,
    private readonly _move: (wish: Partial<IWish>) => void,
    trans: Trans
  ) {
    const sliders: ISlider[] = [
      ...(memory && memory.stops.length > 1
        ? [{ ...memory, key: 'memoryBytes' as const, label: trans.__('memory'), write: size }]
        : []),
      ...(batch && batch.stops.length > 1
        ? [{ ...batch, key: 'globalBatch' as const, label: trans.__('examples to a step'), write: count }] // prettier-ignore
        : [])
    ];
    const press = (): void => this._move({ memoryBytes: null, globalBatch: null });
    const reset = button(trans.__('As it was asked'), press, { 'data-focus': 'reset' });
    this._shows.push(({ memoryBytes, globalBatch }) => {
      reset.disabled = memoryBytes === null && globalBatch === null;
    });
    this.node =
      sliders.length === 0
        ? h('div', { hidden: true })
        : h(
            'fieldset',
            { class: 'jp-Perf-sliders' },
            h('legend', {}, trans.__('What if')),
            ...sliders.map(slider => this._row(slider)),
            h('div', { class: 'jp-Perf-buttons' }, reset)
          );
  }

  show(wish: IWish, said: string): void {
    this._shows.forEach(show => show(wish, said));
  }

  private _row({ key, label, stops, own, write }: ISlider): HTMLElement {
    const shown = h('output', { class: 'jp-Perf-size' });
    const input = h('input', {
      type: 'range',
      min: 0,
      max: stops.length - 1,
      step: 1,
      'aria-label': label,
      'data-focus': `slider ${key}`
    });
    on(input, {
      input: () => {
        const at = stops[Number(input.value)];
        this._move({ [key]: at === own ? null : at });
      },
      // The notebook has keys of its own.
      keydown: event => event.stopPropagation()
    });
    this._shows.push((wish, said) => {
      const at = wish[key] ?? own;
      input.value = String(stops.indexOf(at));
      shown.textContent = write(at);
      input.setAttribute('aria-valuetext', `${write(at)}: ${said}`);
    });
    return h('label', { class: 'jp-Perf-slider' }, h('span', {}, label), input, shown);
  }
}

function size(value: number): string {
  return trimmed(bytes(value));
}
