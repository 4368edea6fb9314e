import { IEstimate, IEstimates, Quantity } from '../../data/estimate';
import { moment, seconds, trimmed } from '../../data/format';
import { rangeText } from '../../data/ranges';
import { costsAt, Moved } from '../../data/whatIf';
import { Child, h } from '../../dom';
import { Trans } from '../../translation';
import { prose } from '../prose';
import { bulleted } from '../table';
import { nameOf, WRITERS } from './quantities';

/** Each of `quantities` with its range, or the reason why there is none. */
export function costsList(
  estimate: IEstimate,
  quantities: readonly Quantity[],
  moved: Moved,
  trans: Trans
): HTMLElement {
  const costs = costsAt(estimate, moved);
  const rows = quantities.flatMap(quantity => {
    const range = costs[quantity];
    const reason = estimate.reasons[quantity] ?? trans.__('not known');
    const said = range ? [rangeText(range, WRITERS[quantity])] : prose(reason);
    return [h('dt', {}, nameOf(quantity, trans)), h('dd', {}, ...said)];
  });
  return h('dl', { class: 'jp-Perf-facts' }, ...rows);
}

/** What the numbers rest on. */
export function assumptionsList({ assumptions, notes }: IEstimate): HTMLElement {
  return bulleted([...notes, ...assumptions]);
}

/** How it was found out, when, and with what. */
export function provenance(result: IEstimates, estimate: IEstimate, trans: Trans): HTMLElement {
  const { sampled, isolation, stopped, searchedSeconds, versions, title, target } = estimate;
  const facts: [string, Child[]][] = [
    [trans.__('target'), [title && title !== target ? `${target}: ${title}` : target]],
    [trans.__('sampled'), prose(sampled)],
    [trans.__('took'), [!!searchedSeconds && trimmed(seconds(searchedSeconds))]],
    [trans.__('stopped'), [stopped]],
    [trans.__('isolation'), [isolation]],
    [trans.__('made'), [moment(estimate.created || result.created)]],
    [trans.__('versions'), [versions.map(pair => pair.join(' ')).join(', ')]],
    [trans.__('not here'), [result.leftOut.join(', ')]]
  ];
  const rows = facts
    .filter(([, said]) => said.some(part => part !== '' && part !== false))
    .flatMap(([name, said]) => [h('dt', {}, name), h('dd', {}, ...said)]);
  return h('dl', { class: 'jp-Perf-facts' }, ...rows);
}
