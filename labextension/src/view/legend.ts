import { h, on, s } from '../dom';
import { Trans } from '../translation';

/** A curve that can be hidden, with what it looks like. */
export interface ICurveKey {
  name: string;
  label: string;
  /** The number of its look, which a style sheet has. */
  look: number;
}

/** Which curve is which; a press shows or hides one. */
export function legend(
  curves: readonly ICurveKey[],
  shown: ReadonlySet<string>,
  toggle: (name: string) => void,
  trans: Trans
): HTMLElement {
  const items = curves.map(({ name, label, look }) => {
    const curve = s('path', { class: `jp-Perf-curve jp-Perf-curve-${look}`, d: 'M1 5H25' });
    const press = h(
      'button',
      {
        type: 'button',
        class: 'jp-Perf-legendItem',
        'aria-pressed': String(shown.has(name)),
        'data-focus': `legend ${name}`,
        title: trans.__('Show or hide this curve')
      },
      s('svg', { width: 26, height: 10, 'aria-hidden': 'true' }, curve),
      label
    );
    return on(press, { click: () => toggle(name) });
  });
  const label = trans.__('Curves');
  return h('div', { class: 'jp-Perf-legend', role: 'group', 'aria-label': label }, ...items);
}

/** Names that a user hid. */
export class Hidden {
  private readonly _names = new Set<string>();

  toggle(name: string): void {
    if (!this._names.delete(name)) {
      this._names.add(name);
    }
  }

  /** Those of `names` that are shown. */
  shown(names: readonly string[]): Set<string> {
    return new Set(names.filter(name => !this._names.has(name)));
  }
}
