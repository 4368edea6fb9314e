import { usd } from '../data/format';
import { IAlone, IRented, IServing } from '../data/serving';
import { h, s } from '../dom';
import { Trans } from '../translation';

const BAR_WIDTH = 120;
const BAR_HEIGHT = 10;

/** Which machines were to be rented, and what the alternatives cost. */
export function servingView(found: IServing, trans: Trans): HTMLElement {
  const { rented, alone, rates } = found;
  const dearest = Math.max(0, ...rates.map(each => each.usdPerHour ?? 0));
  return h(
    'div',
    { class: 'jp-Perf-result jp-Perf-serving' },
    h('p', {}, h('strong', {}, found.answer)),
    found.isModelled && h('p', {}, trans.__('Throughputs by the roofline, not measured')),
    rented.length > 0 &&
      table(
        ['Machine', 'Count', 'Per hour', 'Requests', 'Load'],
        rented.map(each => mixRow(each)),
        trans
      ),
    alone.length > 0 &&
      table(
        ['Each kind alone', 'Count', 'Per hour', 'The mix saves'],
        alone.map(each => aloneRow(each)),
        trans
      ),
    rates.length > 0 &&
      table(
        ['Requests a second', 'Per hour'],
        rates.map(({ rate, usdPerHour }) => [
          String(Number(rate.toPrecision(3))),
          usdPerHour === null ? '' : h('span', {}, bar(usdPerHour, dearest), ` ${usd(usdPerHour)}`)
        ]),
        trans
      ),
    bullets(found.assumptions, trans.__('Assumed:')),
    bullets(found.notes, trans.__('Notes:'))
  );
}

type Cell = string | HTMLElement;

function mixRow(each: IRented): Cell[] {
  const share = h('span', {}, bar(each.share, 1), ` ${percent(each.share)}`);
  return [each.name, String(each.count), usd(each.usdPerHour), share, percent(each.load)];
}

function aloneRow({ name, count, usdPerHour, saving, reason }: IAlone): Cell[] {
  return usdPerHour === null || count === null
    ? [name, '', '', reason]
    : [name, String(count), usd(usdPerHour), saving === null ? '' : percent(saving)];
}

function table(heads: string[], rows: Cell[][], trans: Trans): HTMLElement {
  const head = heads.map(name => h('th', { scope: 'col' }, trans.__(name)));
  return h(
    'table',
    { class: 'jp-Perf-table', 'aria-label': trans.__(heads[0]) },
    h('thead', {}, h('tr', {}, ...head)),
    h('tbody', {}, ...rows.map(row => h('tr', {}, ...row.map(cell => h('td', {}, cell)))))
  );
}

function bullets(lines: string[], head: string): HTMLElement | false {
  const items = lines.map(line => h('li', {}, line));
  return (
    lines.length > 0 && h('div', { class: 'jp-Perf-soft' }, h('p', {}, head), h('ul', {}, ...items))
  );
}

function bar(value: number, most: number): SVGElement {
  const width = most > 0 ? (BAR_WIDTH * Math.max(0, value)) / most : 0;
  return s(
    'svg',
    { width: BAR_WIDTH, height: BAR_HEIGHT, 'aria-hidden': 'true' },
    s('rect', { width, height: BAR_HEIGHT, fill: '#3b8bc4' })
  );
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}
