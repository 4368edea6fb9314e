import { h } from '../dom';
import { Trans } from '../translation';
import { DiffMode, diffView } from './diffView';
import { switchOf } from './switch';

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
  const choices = modes.map(([each, label]) => ({
    key: `${name} ${each}`,
    label,
    isChosen: mode === each,
    choose: () => choose(each)
  }));
  const switches = switchOf(trans.__('Difference as'), choices);
  return h('div', {}, switches, diffView(before, after, mode, trans));
}
