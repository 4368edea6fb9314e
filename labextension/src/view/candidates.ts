import { ratioAndInterval } from '../data/format';
import { IFound } from '../data/result';
import { IVerdict } from '../data/verdict';
import { button, h } from '../dom';
import { Trans } from '../translation';
import { bar, barScale, BarScale } from './charts';
import { andMore, tableOf } from './table';

/** Every rewrite that was tried: what became of it, how fast it is, and why. */
export function candidates(
  found: IFound,
  isChosen: (verdict: IVerdict) => boolean,
  choose: (verdict: IVerdict) => void,
  trans: Trans
): HTMLElement {
  const scale = barScale(found.verdicts.flatMap(ratiosOf));
  const columns = [
    trans.__('Rewrite'),
    trans.__('Outcome'),
    trans.__('Speed'),
    trans.__('Why'),
    trans.__('Code')
  ];
  const rows = found.verdicts.map(verdict => row(verdict, isChosen(verdict), scale, choose, trans));
  const more = found.tried - found.verdicts.length;
  return h('div', {}, tableOf(trans.__('Rewrites'), columns, rows), andMore(more, trans));
}

function row(
  verdict: IVerdict,
  isChosen: boolean,
  scale: BarScale,
  choose: (verdict: IVerdict) => void,
  trans: Trans
): HTMLElement {
  const name = nameOf(verdict, trans);
  const show = button(trans.__('Show'), () => choose(verdict), {
    'aria-label': trans.__('Show %1', name),
    'aria-pressed': String(isChosen),
    'data-focus': `show ${name}`
  });
  return h(
    'tr',
    { class: isChosen && 'jp-Perf-chosen' },
    h('th', { scope: 'row' }, name),
    h('td', {}, verdict.outcome),
    h('td', {}, ...speed(verdict, scale)),
    h('td', {}, verdict.explanation),
    h('td', {}, verdict.code === null && !verdict.isBest ? '' : show)
  );
}

function speed(verdict: IVerdict, scale: BarScale): (Node | string)[] {
  if (verdict.timing === null) {
    return [];
  }
  const { ratio, interval } = verdict.timing;
  return [
    bar(ratio, interval, scale),
    h('div', { class: 'jp-Perf-soft' }, ratioAndInterval(ratio, interval))
  ];
}

function ratiosOf(verdict: IVerdict): number[] {
  return verdict.timing === null ? [] : [verdict.timing.ratio, ...(verdict.timing.interval ?? [])];
}

export function nameOf(verdict: IVerdict, trans: Trans): string {
  return verdict.steps.join(' + ') || trans.__('candidate');
}
