import { IWhatIf } from '../../data/estimate';
import { bytes, seconds, usd } from '../../data/format';
import { IRange, rangeText, Write } from '../../data/ranges';
import { h } from '../../dom';
import { Trans } from '../../translation';
import { prose } from '../prose';
import { tableOf } from '../table';

/** Ten times the rows, another batch: what was asked beforehand. */
export function whatIfTable(items: readonly IWhatIf[], trans: Trans): HTMLElement {
  const cell = (range: IRange | null, write: Write): HTMLElement =>
    h('td', { class: 'jp-Perf-figure' }, range === null ? '' : rangeText(range, write));
  const has = (read: (item: IWhatIf) => unknown): boolean =>
    items.some(item => read(item) !== null && read(item) !== '');
  const [memory, money, why] = [
    has(item => item.peakBytes),
    has(item => item.usd),
    has(item => item.reason)
  ];
  const heads = [
    trans.__('If it were'),
    trans.__('Time'),
    ...(memory ? [trans.__('Memory')] : []),
    ...(money ? [trans.__('Money')] : []),
    ...(why ? [trans.__('Why not')] : [])
  ];
  const rows = items.map(item =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, ...prose(item.label)),
      cell(item.seconds, seconds),
      memory && cell(item.peakBytes, bytes),
      money && cell(item.usd, usd),
      why && h('td', {}, ...prose(item.reason))
    )
  );
  return tableOf(trans.__('What if'), heads, rows);
}
