import { ICurve } from '../../data/curves';
import { IEstimate, IEstimates, QUANTITIES, Quantity } from '../../data/estimate';
import { isOwn, movable, Moved } from '../../data/whatIf';
import { button, Child, h } from '../../dom';
import { Trans } from '../../translation';
import { keepingFocus } from '../focus';
import { prose } from '../prose';
import { ReportView } from '../reportView';
import { switchOf } from '../switch';
import { andMore } from '../table';
import { actualRun, cellProgress } from './actual';
import { assumptionsList, costsList, provenance } from './background';
import { figures, figuresLine } from './figures';
import { GrowthChart } from './growthChart';
import { IEstimateHost } from './host';
import { nameOf } from './quantities';
import { rowsTable } from './rowsTable';
import { Sliders } from './sliders';
import { IOrder } from './sorting';
import { movedOf, targetsTable } from './targetsTable';
import { whatIfTable } from './whatIfTable';

const OTHER_COSTS: readonly Quantity[] = ['usd', 'joules', 'grams_co2e'];

/** An estimate or a comparison: all of it works without a kernel. */
export class EstimateView extends ReportView<IEstimates> {
  private _target = '';
  private _curve = '';
  private readonly _orders = new Map<string, IOrder>();
  private readonly _moved = new Map<string, number>();

  constructor(
    private readonly _host: IEstimateHost,
    trans: Trans
  ) {
    super(_host, trans, { label: trans.__('What a cell will cost'), open: ['rows', 'what if'] });
  }

  protected override possible(result: IEstimates): string {
    return `${super.possible(result)} ${this._host.hasCell(result)}`;
  }

  protected ended({ estimates }: IEstimates): string {
    return estimates.length
      ? this.trans.__('This is no longer going on: here is what was known.')
      : this.trans.__('This is no longer going on: it ended before anything was known.');
  }

  protected shown(result: IEstimates): Child[] {
    const estimate = this._chosen(result);
    return [
      estimate && actualRun(estimate, result.headline?.text ?? '', this.trans),
      estimate && result.estimates.length > 1 && this._targets(result, estimate),
      ...(estimate ? this._of(result, estimate) : [])
    ];
  }

  protected override running(result: IEstimates): HTMLElement {
    const { progress } = result;
    if (!progress?.isCell || progress.predicted === null || progress.elapsedSeconds === null) {
      return super.running(result);
    }
    const bar = cellProgress(progress.elapsedSeconds, progress.predicted, this.trans);
    const title = this.trans.__('Interrupt the cell; its prediction stays');
    const press = button(this.trans.__('Stop'), () => this.stop(result), {
      title,
      'data-focus': 'stop'
    });
    return h('div', { class: 'jp-Perf-running' }, bar, press);
  }

  private _of(result: IEstimates, estimate: IEstimate): Child[] {
    const trans = this.trans;
    const { rows, whatIf, assumptions, notes } = estimate;
    return [
      result.estimates.length > 1 && h('h3', {}, estimate.title || estimate.target),
      this._summary(result),
      this._figures(estimate),
      this._sliders(estimate),
      this._chart(estimate),
      whatIf.length > 0 &&
        this.section('what if', trans.__('If it were otherwise'), () => whatIfTable(whatIf, trans)),
      rows.length > 0 &&
        this.section('rows', trans.__('Where the cost goes'), () => this._rows(result, estimate)),
      this.section('energy', trans.__('Money, energy and emissions'), () =>
        this._otherCosts(estimate)
      ),
      assumptions.length + notes.length > 0 &&
        this.section('assumptions', trans.__('Assumptions and notes'), () =>
          assumptionsList(estimate)
        ),
      this.section('provenance', trans.__('How it was found out'), () =>
        provenance(result, estimate, trans)
      ),
      this.rest(result, isCut(result), () => this._host.wholeEstimates(result))
    ];
  }

  private _chosen(result: IEstimates): IEstimate | null {
    const { estimates } = result;
    return estimates.find(({ target }) => target === this._target) ?? estimates[0] ?? null;
  }

  private _targets(result: IEstimates, chosen: IEstimate): HTMLElement {
    const place = h('div', {});
    const acts = {
      sort: (order: IOrder) => this._sort('targets', order),
      choose: (estimate: IEstimate) => {
        this._target = estimate.target;
        this.refresh();
      }
    };
    this._expect(chosen, moved => {
      const order = this._orders.get('targets') ?? null;
      const made = targetsTable(result.estimates, chosen, moved, order, acts, this.trans);
      keepingFocus(place, () => place.replaceChildren(made));
    });
    const more = result.estimatesCount - result.estimates.length;
    return h('div', {}, place, andMore(more, this.trans));
  }

  /** How the cost grows, unless the headline says so. */
  private _summary({ summary, headline, comparison }: IEstimates): Child {
    const told = headline?.text.toLowerCase().includes(summary.toLowerCase());
    return summary && !comparison && !told && h('p', {}, ...prose(summary));
  }

  private _figures(estimate: IEstimate): HTMLElement {
    const place = h('div', {});
    this._expect(estimate, moved => {
      const other = !isOwn(moved) && this.trans.__('With the sizes below:');
      place.replaceChildren(
        ...[
          other ? h('p', { class: 'jp-Perf-moving' }, other) : null,
          figures(estimate, moved, this.trans)
        ].filter((part): part is HTMLElement => part !== null)
      );
    });
    return place;
  }

  private _sliders(estimate: IEstimate): HTMLElement {
    const move = (name: string, to: number | null): void => {
      if (to === null) {
        this._moved.delete(name);
      } else {
        this._moved.set(name, to);
      }
      this.follow();
    };
    const sliders = new Sliders(estimate, move, this.trans);
    this._expect(estimate, moved => sliders.show(moved, figuresLine(estimate, moved, this.trans)));
    return sliders.node;
  }

  private _chart(estimate: IEstimate): Child {
    const curves = drawable(estimate);
    const curve = curves.find(each => keyOf(each) === this._curve) ?? curves[0];
    const size = estimate.sizes.find(({ name }) => name === curve?.over);
    if (curve === undefined || size === undefined) {
      return null;
    }
    const chart = new GrowthChart(estimate, curve, size, this.trans);
    this._expect(estimate, moved => chart.show(moved));
    return h('div', {}, curves.length > 1 && this._curveSwitch(curves, curve), chart.node);
  }

  private _curveSwitch(curves: readonly ICurve[], shown: ICurve): HTMLElement {
    const sizes = new Set(curves.map(({ over }) => over)).size;
    const choices = curves.map(curve => {
      const quantity = nameOf(curve.quantity as Quantity, this.trans);
      return {
        key: `curve ${keyOf(curve)}`,
        label: sizes > 1 ? this.trans.__('%1 by %2', quantity, curve.over) : quantity,
        isChosen: curve === shown,
        choose: () => {
          this._curve = keyOf(curve);
          this.refresh();
        }
      };
    });
    return switchOf(this.trans.__('Chart of'), choices);
  }

  private _rows(result: IEstimates, estimate: IEstimate): HTMLElement {
    const goTo = this._host.hasCell(result)
      ? (line: number): void => this.tell(this._host.goTo(result, line))
      : null;
    const place = h('div', {});
    const draw = (): void => {
      const order = this._orders.get('rows') ?? null;
      const sort = (next: IOrder): void => {
        this._orders.set('rows', next);
        draw();
      };
      const table = rowsTable(estimate, order, sort, goTo, this.trans);
      keepingFocus(place, () => place.replaceChildren(table));
    };
    draw();
    return place;
  }

  private _otherCosts(estimate: IEstimate): HTMLElement {
    const place = h('div', {});
    const show = (moved: Moved): void => {
      place.replaceChildren(costsList(estimate, OTHER_COSTS, moved, this.trans));
    };
    this._expect(estimate, show);
    show(movedOf(estimate, this._moved));
    return place;
  }

  private _sort(table: string, order: IOrder): void {
    this._orders.set(table, order);
    this.follow();
  }

  /** Have `show` say what is expected with the sizes as they are now, whenever they move. */
  private _expect(estimate: IEstimate, show: (moved: Moved) => void): void {
    this.following(() => show(movedOf(estimate, this._moved)));
  }
}

/** Curves of which there is more to see than one point, time first. */
function drawable({ curves, sizes }: IEstimate): ICurve[] {
  const order = (curve: ICurve): number => QUANTITIES.indexOf(curve.quantity as Quantity);
  return curves
    .filter(({ fit, samples }) => Math.max(fit.length, samples.length) > 1)
    .filter(
      ({ quantity, over }) =>
        sizes.some(({ name }) => name === over) && QUANTITIES.includes(quantity as Quantity)
    )
    .sort((one, other) => order(one) - order(other));
}

/** Whether something was left out: rows and texts, or the curves that sliders need. */
function isCut({ comparison, leftOut, estimates }: IEstimates): boolean {
  const lacksCurves = estimates.some(
    estimate =>
      estimate.costs.seconds !== null &&
      estimate.sizes.some(({ varied }) => varied) &&
      movable(estimate).length === 0
  );
  return leftOut.length > 0 || (comparison && lacksCurves);
}

function keyOf({ quantity, over }: ICurve): string {
  return `${quantity} ${over}`;
}
