import { Costs, IEstimate, Quantity } from '../../data/estimate';
import { rangeText } from '../../data/ranges';
import { costsAt, fitsAt, Moved, movable, Verdict } from '../../data/whatIf';
import { button, Child, h } from '../../dom';
import { Trans } from '../../translation';
import { prose } from '../prose';
import { ITargetCosts, scatter } from './scatter';
import { WRITERS } from './quantities';
import { IColumn, IOrder, sortedTable } from './sorting';

interface ILine {
  estimate: IEstimate;
  costs: Costs;
  fits: Verdict | null;
}

/** All targets in one table, and time against money. What is chosen is shown in full below. */
export function targetsTable(
  estimates: readonly IEstimate[],
  chosen: IEstimate,
  moved: Moved,
  order: IOrder | null,
  acts: { sort: (order: IOrder) => void; choose: (estimate: IEstimate) => void },
  trans: Trans
): HTMLElement {
  const lines = estimates.map(estimate => lineOf(estimate, moved));
  const columns = columnsOf(chosen, acts.choose, trans).filter(
    ({ id, by }) => by === undefined || id === 'target' || lines.some(line => by(line) !== null)
  );
  const words = {
    label: trans.__('Targets'),
    className: 'jp-Perf-targets',
    isChosen: (line: ILine) => line.estimate === chosen
  };
  const dots: ITargetCosts[] = lines.map(({ estimate, costs }) => ({
    name: estimate.target,
    costs,
    chosen: estimate === chosen
  }));
  return h(
    'div',
    {},
    sortedTable(lines, columns, order, acts.sort, words, trans),
    scatter(dots, trans)
  );
}

/** With the sizes that this target knows of too. */
export function movedOf(estimate: IEstimate, moved: Moved): Moved {
  const known = new Set(movable(estimate).map(({ name }) => name));
  return new Map([...moved].filter(([name]) => known.has(name)));
}

function lineOf(estimate: IEstimate, moved: Moved): ILine {
  const own = movedOf(estimate, moved);
  const unknown = own.size < moved.size;
  const costs = costsAt(estimate, own);
  if (unknown) {
    // What is said of other sizes must not be what holds for one's own.
    (Object.keys(costs) as Quantity[]).forEach(name => (costs[name] = null));
  }
  return { estimate, costs, fits: unknown ? null : (fitsAt(estimate, own)?.verdict ?? null) };
}

function columnsOf(
  chosen: IEstimate,
  choose: (estimate: IEstimate) => void,
  trans: Trans
): IColumn<ILine>[] {
  const cost = (quantity: Quantity, title: string): IColumn<ILine> => ({
    id: quantity,
    title,
    show: line => shown(line, quantity, trans),
    by: ({ costs }) => costs[quantity]?.value ?? null,
    isText: true
  });
  const verdicts: Record<Verdict, string> = {
    yes: trans.__('yes'),
    maybe: trans.__('maybe'),
    no: trans.__('no')
  };
  return [
    {
      id: 'target',
      title: trans.__('Target'),
      show: ({ estimate }) => [
        button(estimate.target, () => choose(estimate), {
          class: 'jp-Perf-record',
          title: estimate.title || trans.__('Show this target'),
          'aria-pressed': String(estimate === chosen),
          'data-focus': `target ${estimate.target}`
        })
      ],
      by: ({ estimate }) => estimate.target
    },
    cost('seconds', trans.__('Time')),
    cost('peak_bytes', trans.__('Memory')),
    {
      id: 'fits',
      title: trans.__('Fits'),
      show: ({ fits }) =>
        fits === null ? [] : [h('span', { class: `jp-Perf-fits jp-Perf-fits-${fits}` }), verdicts[fits]], // prettier-ignore
      by: ({ fits }) => fits
    },
    cost('usd', trans.__('Money')),
    {
      id: 'bound',
      title: trans.__('Bound by'),
      show: ({ estimate }) => [estimate.bound],
      by: ({ estimate }) => estimate.bound || null
    }
  ];
}

function shown({ estimate, costs }: ILine, quantity: Quantity, trans: Trans): Child[] {
  const range = costs[quantity];
  if (range !== null) {
    return [rangeText(range, WRITERS[quantity])];
  }
  const reason = estimate.reasons[quantity];
  return [h('span', { class: 'jp-Perf-soft' }, ...(reason ? prose(reason) : [trans.__('–')]))];
}
