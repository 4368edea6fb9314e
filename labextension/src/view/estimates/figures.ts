import { IEstimate, Quantity } from '../../data/estimate';
import { bytes } from '../../data/format';
import { IRange, rangeText } from '../../data/ranges';
import { costsAt, fitsAt, IFitsThen, isOwn, Moved, Verdict } from '../../data/whatIf';
import { Child, h } from '../../dom';
import { Trans } from '../../translation';
import { prose } from '../prose';
import { nameOf, WRITERS } from './quantities';

/** What is shown at once; energy and emissions stand in a section of their own. */
const SHOWN: readonly Quantity[] = ['seconds', 'peak_bytes', 'usd'];

/** Time, memory, money and whether it fits: now, and with other sizes. */
export function figures(estimate: IEstimate, moved: Moved, trans: Trans): HTMLElement {
  const costs = costsAt(estimate, moved);
  const rows = SHOWN.flatMap(quantity => {
    const said = costSaid(estimate, quantity, costs[quantity], moved, trans);
    return said.length === 0 ? [] : pair(nameOf(quantity, trans), said);
  });
  const fits = fitsAt(estimate, moved);
  const own = isOwn(moved) && estimate.fits?.text;
  if (fits !== null) {
    const mark = h('span', { class: `jp-Perf-fits jp-Perf-fits-${fits.verdict}` });
    rows.push(...pair(trans.__('memory there is'), [mark, ...prose(own || fitsText(fits, trans))]));
  }
  if (isOwn(moved)) {
    rows.push(
      ...(estimate.bound ? pair(trans.__('bound by'), [estimate.bound]) : []),
      ...(estimate.ends ? pair(trans.__('end'), [estimate.ends]) : []),
      ...estimate.figures.flatMap(([label, said]) => pair(label, [said]))
    );
  }
  return h('dl', { class: 'jp-Perf-facts jp-Perf-figures' }, ...rows);
}

/** The same in one line, for who moves a slider by ear. */
export function figuresLine(estimate: IEstimate, moved: Moved, trans: Trans): string {
  const costs = costsAt(estimate, moved);
  const fits = fitsAt(estimate, moved);
  const said = SHOWN.flatMap(quantity => {
    const range = costs[quantity];
    return range === null ? [] : [rangeText(range, WRITERS[quantity])];
  });
  return [...said, ...(fits ? [fitsText(fits, trans)] : [])].join(', ');
}

function costSaid(
  estimate: IEstimate,
  quantity: Quantity,
  range: IRange | null,
  moved: Moved,
  trans: Trans
): Child[] {
  if (range !== null) {
    return [rangeText(range, WRITERS[quantity])];
  }
  if (isOwn(moved) || estimate.costs[quantity] === null) {
    // Why there is no money stands where money is asked for.
    const reason = quantity === 'usd' ? '' : estimate.reasons[quantity];
    return reason ? [trans.__('not known: '), ...prose(reason)] : [];
  }
  return [trans.__('not known at this size')];
}

function fitsText({ needed, verdict, availableBytes, of }: IFitsThen, trans: Trans): string {
  const there = `${bytes(availableBytes)} (${of})`;
  const need = rangeText(needed, bytes);
  const said: Record<Verdict, string> = {
    yes: trans.__('fits: needs %1 of %2', need, there),
    maybe: trans.__('may not fit: needs %1 of %2', need, there),
    no: trans.__('does not fit: needs %1 of %2', need, there)
  };
  return said[verdict];
}

function pair(name: string, said: Child[]): HTMLElement[] {
  return [h('dt', {}, name), h('dd', {}, ...said)];
}
