import { ICurve } from '../../data/curves';
import { IEstimate, IEstimates, QUANTITIES, Quantity } from '../../data/estimate';
import { isOwn, movable, Moved } from '../../data/whatIf';
import { button, Child, h } from '../../dom';
import { Trans } from '../../translation';
import { keepingFocus } from '../focus';
import { prose } from '../prose';
import { running } from '../running';
import { Sections } from '../sections';
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

/** An estimate or a comparison in an element of its own: all of it works without a kernel. */
export class EstimateView {
  readonly node = h('div', { class: 'jp-Perf-result jp-Perf-estimate', role: 'region' });
  private _result: IEstimates | null = null;
  private _drawn = '';
  private _target = '';
  private _curve = '';
  private readonly _orders = new Map<string, IOrder>();
  private readonly _moved = new Map<string, number>();
  private readonly _sections = new Sections(['rows', 'what if']);
  /** What follows the sliders, while these stay as they are. */
  private _live: ((moved: Moved) => void)[] = [];
  // A live region speaks only what changes in it, so it outlives what is drawn anew.
  private readonly _said = h('div', { class: 'jp-Perf-said', role: 'status' });

  constructor(
    private readonly _host: IEstimateHost,
    private readonly _trans: Trans
  ) {
    this.node.setAttribute('aria-label', _trans.__('What a cell will cost'));
    this.node.append(this._said);
  }

  update(result: IEstimates): void {
    if (result.state === 'done' && this._result?.state === 'running') {
      this._said.replaceChildren(); // it was about what has ended
    }
    this._result = result;
    this.refresh();
  }

  /** Draw again what is there. */
  refresh(): void {
    const result = this._result;
    if (result === null) {
      return;
    }
    this._drawn = this._possible(result);
    this._live = [];
    keepingFocus(this.node, () => {
      const parts = this._parts(result).filter((part): part is Node => part instanceof Node);
      this.node.replaceChildren(...parts);
      this._follow();
    });
  }

  /** Draw again only where what can be done with the result has changed. */
  refreshIfStale(): void {
    if (this._result !== null && this._possible(this._result) !== this._drawn) {
      this.refresh();
    }
  }

  private _possible(result: IEstimates): string {
    const isLive = result.state === 'running' && this._host.isLive(result);
    return `${isLive} ${this._host.hasCell(result)}`;
  }

  private _parts(result: IEstimates): Child[] {
    const { headline } = result;
    const estimate = this._chosen(result);
    return [
      headline &&
        h(
          'p',
          { class: `jp-Perf-headline jp-Perf-tone-${headline.tone}` },
          ...prose(headline.text)
        ),
      ...result.remarks.map(remark => h('p', { class: 'jp-Perf-remark' }, ...prose(remark))),
      result.state === 'running' && this._running(result),
      this._said,
      estimate && actualRun(estimate, headline?.text ?? '', this._trans),
      estimate && result.estimates.length > 1 && this._targets(result, estimate),
      ...(estimate ? this._shown(result, estimate) : [])
    ];
  }

  private _shown(result: IEstimates, estimate: IEstimate): Child[] {
    const trans = this._trans;
    const section = this._sections.make.bind(this._sections);
    const { rows, whatIf, assumptions, notes } = estimate;
    return [
      result.estimates.length > 1 && h('h3', {}, estimate.title || estimate.target),
      this._summary(result),
      this._figures(estimate),
      this._sliders(estimate),
      this._chart(estimate),
      whatIf.length > 0 &&
        section('what if', trans.__('If it were otherwise'), () => whatIfTable(whatIf, trans)),
      rows.length > 0 &&
        section('rows', trans.__('Where the cost goes'), () => this._rows(result, estimate)),
      section('energy', trans.__('Money, energy and emissions'), () => this._otherCosts(estimate)),
      assumptions.length + notes.length > 0 &&
        section('assumptions', trans.__('Assumptions and notes'), () => assumptionsList(estimate)),
      section('provenance', trans.__('How it was found out'), () =>
        provenance(result, estimate, trans)
      ),
      this._rest(result)
    ];
  }

  private _chosen(result: IEstimates): IEstimate | null {
    const { estimates } = result;
    return estimates.find(({ target }) => target === this._target) ?? estimates[0] ?? null;
  }

  private _running(result: IEstimates): HTMLElement {
    const { progress } = result;
    if (!this._host.isLive(result)) {
      const said = result.estimates.length
        ? this._trans.__('This is no longer going on: here is what was known.')
        : this._trans.__('This is no longer going on: it ended before anything was known.');
      return h('p', { class: 'jp-Perf-soft' }, said);
    }
    const stop = (): void => this._tell(this._host.stop(result));
    if (!progress?.isCell || progress.predicted === null || progress.elapsedSeconds === null) {
      return running(progress, stop, this._trans);
    }
    const bar = cellProgress(progress.elapsedSeconds, progress.predicted, this._trans);
    const title = this._trans.__('Interrupt the cell; its prediction stays');
    const press = button(this._trans.__('Stop'), stop, { title, 'data-focus': 'stop' });
    return h('div', { class: 'jp-Perf-running' }, bar, press);
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
    this._live.push(moved => {
      const order = this._orders.get('targets') ?? null;
      const made = targetsTable(result.estimates, chosen, moved, order, acts, this._trans);
      keepingFocus(place, () => place.replaceChildren(made));
    });
    const more = result.estimatesCount - result.estimates.length;
    return h(
      'div',
      {},
      place,
      more > 0 &&
        h('p', { class: 'jp-Perf-soft' }, this._trans._n('… and %1 more', '… and %1 more', more))
    );
  }

  /** How the cost grows, unless the headline says so. */
  private _summary({ summary, headline, comparison }: IEstimates): Child {
    const told = headline?.text.toLowerCase().includes(summary.toLowerCase());
    return summary && !comparison && !told && h('p', {}, ...prose(summary));
  }

  private _figures(estimate: IEstimate): HTMLElement {
    const place = h('div', {});
    this._live.push(moved => {
      const other = !isOwn(moved) && this._trans.__('With the sizes below:');
      place.replaceChildren(
        ...[
          other ? h('p', { class: 'jp-Perf-moving' }, other) : null,
          figures(estimate, moved, this._trans)
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
      this._follow();
    };
    const sliders = new Sliders(estimate, move, this._trans);
    this._live.push(moved => sliders.show(moved, figuresLine(estimate, moved, this._trans)));
    return sliders.node;
  }

  private _chart(estimate: IEstimate): Child {
    const curves = drawable(estimate);
    const curve = curves.find(each => keyOf(each) === this._curve) ?? curves[0];
    const size = estimate.sizes.find(({ name }) => name === curve?.over);
    if (curve === undefined || size === undefined) {
      return null;
    }
    const chart = new GrowthChart(estimate, curve, size, this._trans);
    this._live.push(moved => chart.show(moved));
    return h('div', {}, curves.length > 1 && this._curveSwitch(curves, curve), chart.node);
  }

  private _curveSwitch(curves: readonly ICurve[], shown: ICurve): HTMLElement {
    const sizes = new Set(curves.map(({ over }) => over)).size;
    const switches = curves.map(curve => {
      const quantity = nameOf(curve.quantity as Quantity, this._trans);
      const label = sizes > 1 ? this._trans.__('%1 by %2', quantity, curve.over) : quantity;
      const press = (): void => {
        this._curve = keyOf(curve);
        this.refresh();
      };
      return button(label, press, {
        'aria-pressed': String(curve === shown),
        'data-focus': `curve ${keyOf(curve)}`
      });
    });
    const label = this._trans.__('Chart of');
    return h('div', { class: 'jp-Perf-switch', role: 'group', 'aria-label': label }, ...switches);
  }

  private _rows(result: IEstimates, estimate: IEstimate): HTMLElement {
    const goTo = this._host.hasCell(result)
      ? (line: number): void => this._tell(this._host.goTo(result, line))
      : null;
    const place = h('div', {});
    const draw = (): void => {
      const order = this._orders.get('rows') ?? null;
      const sort = (next: IOrder): void => {
        this._orders.set('rows', next);
        draw();
      };
      const table = rowsTable(estimate, order, sort, goTo, this._trans);
      keepingFocus(place, () => place.replaceChildren(table));
    };
    draw();
    return place;
  }

  private _otherCosts(estimate: IEstimate): HTMLElement {
    const place = h('div', {});
    const show = (moved: Moved): void => {
      place.replaceChildren(costsList(estimate, OTHER_COSTS, moved, this._trans));
    };
    this._live.push(show);
    show(movedOf(estimate, this._moved));
    return place;
  }

  private _sort(table: string, order: IOrder): void {
    this._orders.set(table, order);
    this._follow();
  }

  /** Have everything say what is expected with the sizes as they are now. */
  private _follow(): void {
    const estimate = this._result && this._chosen(this._result);
    if (estimate) {
      const moved = movedOf(estimate, this._moved);
      this._live.forEach(show => show(moved));
    }
  }

  /** What didn't fit into the notebook is in the record: more rows, and curves for sliders. */
  private _rest(result: IEstimates): Child {
    if (result.run === null || result.state !== 'done' || !isCut(result)) {
      return null;
    }
    const load = async (): Promise<string> => {
      const whole = await this._host.wholeEstimates(result);
      if (this._result === result) {
        this.update({ ...whole, headline: result.headline, remarks: result.remarks });
      }
      return '';
    };
    const label = this._trans.__('Show all of it, from its record');
    const press = button(label, () => this._tell(load()), { 'data-focus': 'whole' });
    return h('div', { class: 'jp-Perf-buttons' }, press);
  }

  private _tell(answer: Promise<string>): void {
    this._said.replaceChildren();
    const say = (said: string): void => {
      this._said.replaceChildren(...(said === '' ? [] : [h('p', {}, said)]));
    };
    answer.then(say, (error: unknown) =>
      say(error instanceof Error ? error.message : String(error))
    );
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
