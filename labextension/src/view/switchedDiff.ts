import { button, h } from '../dom';
import { Trans } from '../translation';
import { DiffMode, diffView } from './diffView';

/** A difference, and the two buttons that say how it is drawn. `name` tells it from others. */
export function switchedDiff(
  [before, after]: [string, string],
  mode: DiffMode,
  choose: (mode: DiffMode) => void,
  trans: Trans,
  name = 'diff'
): HTMLElement {
  const modes: [DiffMode, string][] = [
    ['unified', trans.__('Unified')],
    ['split', trans.__('Side by side')]
  ];
  const switches = modes.map(([each, label]) =>
    button(label, () => choose(each), {
      'aria-pressed': String(mode === each),
      'data-focus': `${name} ${each}`
    })
  );
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'jp-Perf-switch', role: 'group', 'aria-label': trans.__('Difference as') },
      ...switches
    ),
    diffView(before, after, mode, trans)
  );
}
