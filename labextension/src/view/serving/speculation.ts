import { ratio } from '../../data/format';
import { ISpeculation } from '../../data/serving';
import { plain } from '../../data/servingWords';
import { h } from '../../dom';
import { Trans } from '../../translation';
import { heatTable } from './heatTable';

/** Whether to speculate on one kind of machine, in a sentence. */
export function speculationTitle(each: ISpeculation, trans: Trans): string {
  const at = [each.instance, plain(each.rate), plain(each.acceptance)] as const;
  return each.length === 0
    ? trans.__(
        "Speculative decoding on %1 at %2 requests a second, acceptance %3: don't speculate",
        ...at
      )
    : trans.__(
        'Speculative decoding on %1 at %2 requests a second, acceptance %3: draft %4; answers are written %5 as fast',
        ...at,
        trans._n('%1 token', '%1 tokens', each.length),
        ratio(each.speedUp)
      );
}

/** The best length of drafts over load and acceptance, and from where on it hurts. */
export function speculationGrid(each: ISpeculation, trans: Trans): HTMLElement {
  const longest = Math.max(1, ...each.lengths.flat());
  const order = each.acceptances.map((_, at) => at).sort((a, b) => each.acceptances[b] - each.acceptances[a]); // prettier-ignore
  const rows = order.filter(at => each.lengths[at]?.length === each.rates.length);
  const own = nearest(each.acceptances, each.acceptance);
  const hurts = each.hurts.charAt(0).toUpperCase() + each.hurts.slice(1);
  return h(
    'div',
    {},
    h('p', {}, hurts),
    rows.length > 0 &&
      heatTable({
        corner: trans.__('acceptance \\ requests a second of one'),
        columns: each.rates.map(plain),
        rows: rows.map(at => plain(each.acceptances[at])),
        cells: rows.map(at =>
          each.lengths[at].map((length, column) => {
            const gain = each.speedUps[at]?.[column];
            return length > 0 && gain ? `${length} (${ratio(gain)})` : String(length);
          })
        ),
        strength: rows.map(at => each.lengths[at].map(length => length / longest)),
        marked: rows.includes(own) ? [rows.indexOf(own), nearest(each.rates, each.rate)] : null,
        label: trans.__('Tokens to draft on %1', each.instance)
      }),
    h(
      'p',
      { class: 'jp-Perf-soft' },
      trans.__(
        "Figures: tokens to draft, 0 for none, and how many times as fast answers are written then; framed: nearest to the plan's own load (%1 requests a second, where it is %2).",
        plain(each.rate),
        each.length
      )
    )
  );
}

function nearest(values: readonly number[], own: number): number {
  const far = values.map(value => Math.abs(value - own));
  return far.indexOf(Math.min(...far));
}
