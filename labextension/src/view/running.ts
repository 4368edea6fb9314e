import { IProgress } from '../data/envelope';
import * as format from '../data/format';
import { button, h } from '../dom';
import { Trans } from '../translation';

/** How far a search is: stage, bar, what is left, the best so far, and [Stop] where it can be. */
export function running(
  progress: IProgress | null,
  stop: (() => void) | null,
  trans: Trans
): HTMLElement {
  const done = progress?.done ?? null;
  const said = words(progress, trans);
  return h(
    'div',
    { class: 'jp-Perf-running' },
    // Without a value the bar shows that something goes on, not how far it is.
    h('progress', {
      class: 'jp-Perf-progress',
      max: 1,
      value: done === null ? null : Math.min(Math.max(done, 0), 1),
      'aria-label': trans.__('Search')
    }),
    h('span', { class: 'jp-Perf-soft' }, said),
    stop &&
      button(trans.__('Stop'), stop, {
        title: trans.__('End the search and keep what it found'),
        'data-focus': 'stop'
      })
  );
}

export function words(progress: IProgress | null, trans: Trans): string {
  if (progress === null) {
    return trans.__('waiting');
  }
  const parts = [progress.stage];
  if (progress.done !== null) {
    parts.push(format.percent(progress.done));
  }
  if (progress.best !== null) {
    const [ratio, low, high] = progress.best;
    parts.push(trans.__('best so far %1', format.ratioAndInterval(ratio, [low, high])));
  }
  if (progress.leftSeconds !== null) {
    parts.push(trans.__('at most %1 left', format.wholeSeconds(progress.leftSeconds)));
  }
  return parts.filter(part => part !== '').join(' · ');
}
