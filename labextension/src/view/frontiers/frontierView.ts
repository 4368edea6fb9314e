import { IDevice, IFrontier, IFrontierFound, IStepCurve } from '../../data/frontier';
import { bytes, count, short, trimmed } from '../../data/format';
import { rangeText } from '../../data/ranges';
import {
  batchStops,
  curvesOn,
  IReached,
  IWish,
  memoryStops,
  perSecond,
  reached
} from '../../data/reached';
import { button, Child, h } from '../../dom';
import { Trans } from '../../translation';
import { keepingFocus } from '../focus';
import { prose } from '../prose';
import { running } from '../running';
import { Sections } from '../sections';
import { frontierChart, legend, nameOf } from './frontierChart';
import { FrontierSliders } from './frontierSliders';
import { IFrontierHost } from './host';
import { methodsTable, partsTable } from './methodsTable';

/** A frontier in an element of its own: all of it works without a kernel. */
export class FrontierView {
  readonly node = h('div', {
    class: 'jp-Perf-result jp-Perf-estimate jp-Perf-frontier',
    role: 'region'
  });
  private _result: IFrontier | null = null;
  private _drawn = '';
  private _target = '';
  private _method = '';
  private _wish: IWish = { memoryBytes: null, globalBatch: null };
  private readonly _hidden = new Set<string>();
  private readonly _sections = new Sections(['code']);
  /** What follows sliders and the legend, while these stay as they are. */
  private _live: (() => void)[] = [];
  // A live region speaks only what changes in it, so it outlives what is drawn anew.
  private readonly _said = h('div', { class: 'jp-Perf-said', role: 'status' });

  constructor(
    private readonly _host: IFrontierHost,
    private readonly _trans: Trans
  ) {
    this.node.setAttribute('aria-label', _trans.__('Which memory method pays'));
    this.node.append(this._said);
  }

  update(result: IFrontier): void {
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

  private _possible(result: IFrontier): string {
    return String(result.state === 'running' && this._host.isLive(result));
  }

  private _parts(result: IFrontier): Child[] {
    const { headline, found } = result;
    const tone = headline && `jp-Perf-headline jp-Perf-tone-${headline.tone}`;
    return [
      headline && h('p', { class: tone }, ...prose(headline.text)),
      ...result.remarks.map(remark => h('p', { class: 'jp-Perf-remark' }, ...prose(remark))),
      result.state === 'running' && this._running(result),
      this._said,
      result.summary !== '' && h('p', { class: 'jp-Perf-soft' }, ...prose(result.summary)),
      ...(found ? this._shown(result, found) : [])
    ];
  }

  private _running(result: IFrontier): HTMLElement {
    if (!this._host.isLive(result)) {
      const said = this._trans.__(
        'This is no longer going on: it ended before anything was known.'
      );
      return h('p', { class: 'jp-Perf-soft' }, said);
    }
    return running(result.progress, () => this._tell(this._host.stop(result)), this._trans);
  }

  private _shown(result: IFrontier, found: IFrontierFound): Child[] {
    const trans = this._trans;
    const section = this._sections.make.bind(this._sections);
    const device = found.devices.find(({ name }) => name === this._target) ?? found.devices[0];
    const words = [...found.notTried, ...found.notes, ...found.assumptions];
    return [
      ...(device ? this._device(found, device) : []),
      found.code.length > 0 &&
        section('code', trans.__('The code to apply'), () => this._code(result, found)),
      device !== undefined &&
        device.parts.length > 0 &&
        section('parts', trans.__('What takes the memory'), () => partsTable(device, trans)),
      found.laws.length > 0 &&
        section('laws', trans.__('What was fitted'), () => laws(found, trans)),
      words.length > 0 &&
        section('notes', trans.__('Not tried, notes, assumptions'), () =>
          h('ul', { class: 'jp-Perf-list' }, ...words.map(said => h('li', {}, ...prose(said))))
        ),
      found.footnote !== '' && h('p', { class: 'jp-Perf-soft' }, found.footnote),
      result.leftOut.length > 0 &&
        h('p', { class: 'jp-Perf-soft' }, trans.__('Not here: %1', result.leftOut.join(', '))),
      this._rest(result)
    ];
  }

  private _device(found: IFrontierFound, device: IDevice): Child[] {
    const curves = curvesOn(found, device.name);
    const sliders = this._sliders(found, device, curves);
    const [table, chart, key] = [h('div', {}), h('div', {}), h('div', {})];
    const drawKey = (): void => {
      const made = legend(
        curves,
        this._visible(curves),
        method => this._toggle(method),
        this._trans
      );
      keepingFocus(key, () => key.replaceChildren(...(curves.length > 1 ? [made] : [])));
    };
    this._live.push(() => {
      const now = this._now(found, device, curves);
      const isMoved = this._wish.memoryBytes !== null || this._wish.globalBatch !== null;
      sliders.show(this._wish, this._best(found, curves, now));
      const memory = this._wish.memoryBytes ?? device.memoryBytes;
      const visible = this._visible(curves);
      const drawn = frontierChart(found, device, curves, visible, memory, now, this._trans);
      chart.replaceChildren(...(drawn ? [drawn] : []));
      drawKey();
      table.replaceChildren(methodsTable(found, device, isMoved ? now : null, this._trans));
      const said = isMoved && this._trans.__('Read off with what is chosen above: %1', this._best(found, curves, now)); // prettier-ignore
      table.prepend(...(said ? [h('p', { class: 'jp-Perf-moving' }, said)] : []));
    });
    return [
      found.devices.length > 1 && this._targets(found, device),
      h('p', {}, ...prose(device.text)),
      sliders.node,
      key,
      chart,
      table
    ];
  }

  private _targets(found: IFrontierFound, chosen: IDevice): HTMLElement {
    const switches = found.devices.map(device =>
      button(
        device.name,
        () => {
          this._target = device.name;
          this._wish = { ...this._wish, memoryBytes: null };
          this.refresh();
        },
        { 'aria-pressed': String(device === chosen), 'data-focus': `target ${device.name}` }
      )
    );
    const more = found.devicesCount - found.devices.length;
    return h(
      'div',
      { class: 'jp-Perf-switch', role: 'group', 'aria-label': this._trans.__('Device') },
      ...switches,
      more > 0 &&
        h('span', { class: 'jp-Perf-soft' }, this._trans._n('… and %1 more', '… and %1 more', more))
    );
  }

  private _sliders(
    found: IFrontierFound,
    { memoryBytes }: IDevice,
    curves: readonly IStepCurve[]
  ): FrontierSliders {
    const largest = Math.max(
      ...curves.flatMap(({ points }) => points.map(({ batch }) => batch)),
      1
    );
    const own = found.globalBatch ?? largest;
    return new FrontierSliders(
      memoryBytes === null ? null : { stops: memoryStops(curves, memoryBytes), own: memoryBytes },
      { stops: batchStops(curves, own), own },
      wish => {
        this._wish = { ...this._wish, ...wish };
        this._follow();
      },
      this._trans
    );
  }

  private _now(
    found: IFrontierFound,
    device: IDevice,
    curves: readonly IStepCurve[]
  ): Map<string, IReached | null> {
    const memory = this._wish.memoryBytes ?? device.memoryBytes ?? Infinity;
    const batch = this._wish.globalBatch ?? found.globalBatch;
    return new Map(curves.map(curve => [curve.method, reached(curve, memory, batch)]));
  }

  /** The fastest now, in words. */
  private _best(
    found: IFrontierFound,
    curves: readonly IStepCurve[],
    now: ReadonlyMap<string, IReached | null>
  ): string {
    const fits = curves.filter(({ method }) => now.get(method));
    const rate = ({ method }: IStepCurve): number => now.get(method)?.rate?.value ?? 0;
    const best = fits.reduce<IStepCurve | null>(
      (held, each) => (held === null || rate(each) > rate(held) ? each : held),
      null
    );
    const reach = best && now.get(best.method);
    if (!best || !reach) {
      return this._trans.__('nothing fits');
    }
    const parts = [
      `${count(reach.batch)}${reach.microbatches > 1 ? ` × ${count(reach.microbatches)}` : ''}`,
      rangeText(reach.peak, bytes),
      ...(reach.rate
        ? [
            rangeText(
              perSecond(found, best, reach.rate),
              value => `${short(value)} ${found.unit}/s`
            )
          ]
        : [])
    ];
    return `${nameOf(best.method, this._trans)}: ${trimmed(parts.join(', '))}`;
  }

  private _visible(curves: readonly IStepCurve[]): Set<string> {
    return new Set(curves.map(({ method }) => method).filter(name => !this._hidden.has(name)));
  }

  private _toggle(method: string): void {
    if (!this._hidden.delete(method)) {
      this._hidden.add(method);
    }
    this._follow();
  }

  /** What to write, of one method at a time. */
  private _code(result: IFrontier, found: IFrontierFound): HTMLElement {
    const place = h('div', {});
    const draw = (): void => {
      const [method, code] = found.code.find(([name]) => name === this._method) ?? found.code[0];
      const switches = found.code.map(([name]) =>
        button(
          name,
          () => {
            this._method = name;
            draw();
          },
          { 'aria-pressed': String(name === method), 'data-focus': `code ${name}` }
        )
      );
      const label = this._trans.__('Method');
      const group = { class: 'jp-Perf-switch', role: 'group', 'aria-label': label };
      const insert = (): void => this._tell(this._host.insertCode(result, code));
      const copy = (): void => this._tell(this._host.copyCode(code));
      keepingFocus(place, () =>
        place.replaceChildren(
          ...(found.code.length > 1 ? [h('div', group, ...switches)] : []),
          h('pre', { class: 'jp-Perf-words', tabindex: 0, 'aria-label': method }, code),
          h(
            'div',
            { class: 'jp-Perf-buttons' },
            button(this._trans.__('Insert below'), insert, { 'data-focus': 'insert' }),
            button(this._trans.__('Copy'), copy, { 'data-focus': 'copy' })
          )
        )
      );
    };
    draw();
    return place;
  }

  private _follow(): void {
    this._live.forEach(show => show());
  }

  /** What didn't fit into the notebook is in the record. */
  private _rest(result: IFrontier): Child {
    if (result.run === null || result.state !== 'done' || result.leftOut.length === 0) {
      return null;
    }
    const load = async (): Promise<string> => {
      const whole = await this._host.wholeFrontier(result);
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

function laws(found: IFrontierFound, trans: Trans): HTMLElement {
  const heads = [trans.__('Method'), trans.__('Seconds of x'), 'R²', trans.__('Memory of x'), 'R²'];
  const rows = found.laws.map(law =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, `${nameOf(law.method, trans)}, ${law.target}`),
      ...[law.time, law.timeR2, law.memory, law.memoryR2].map(said => h('td', {}, said))
    )
  );
  const label = trans.__('What was fitted');
  return h(
    'div',
    { class: 'jp-Perf-scrolled', tabindex: 0, role: 'group', 'aria-label': label },
    h(
      'table',
      { class: 'jp-Perf-table' },
      h('thead', {}, h('tr', {}, ...heads.map(title => h('th', { scope: 'col' }, title)))),
      h('tbody', {}, ...rows)
    )
  );
}
