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
import { Child, h } from '../../dom';
import { Trans } from '../../translation';
import { codeBlock } from '../codeBlock';
import { keepingFocus } from '../focus';
import { prose } from '../prose';
import { Hidden, legend } from '../legend';
import { ReportView } from '../reportView';
import { switchOf } from '../switch';
import { andMore, bulleted } from '../table';
import { frontierChart, keysOf, nameOf } from './frontierChart';
import { FrontierSliders } from './frontierSliders';
import { IFrontierHost } from './host';
import { lawsTable, methodsTable, partsTable } from './methodsTable';

/** A frontier: all of it works without a kernel. */
export class FrontierView extends ReportView<IFrontier> {
  private _target = '';
  private _method = '';
  private _wish: IWish = { memoryBytes: null, globalBatch: null };
  private readonly _hidden = new Hidden();

  constructor(
    private readonly _host: IFrontierHost,
    trans: Trans
  ) {
    super(_host, trans, {
      label: trans.__('Which memory method pays'),
      classes: 'jp-Perf-frontier',
      open: ['code']
    });
  }

  protected ended(): string {
    return this.trans.__('This is no longer going on: it ended before anything was known.');
  }

  protected shown(result: IFrontier): Child[] {
    const { found } = result;
    return [this.summary(result), ...(found ? this._found(result, found) : [])];
  }

  private _found(result: IFrontier, found: IFrontierFound): Child[] {
    const trans = this.trans;
    const device = found.devices.find(({ name }) => name === this._target) ?? found.devices[0];
    const words = [...found.notTried, ...found.notes, ...found.assumptions];
    return [
      ...(device ? this._device(found, device) : []),
      found.code.length > 0 &&
        this.section('code', trans.__('The code to apply'), () => this._code(result, found)),
      device !== undefined &&
        device.parts.length > 0 &&
        this.section('parts', trans.__('What takes the memory'), () => partsTable(device, trans)),
      found.laws.length > 0 &&
        this.section('laws', trans.__('What was fitted'), () => lawsTable(found, trans)),
      words.length > 0 &&
        this.section('notes', trans.__('Not tried, notes, assumptions'), () => bulleted(words)),
      ...this.foot(result, found.footnote, () => this._host.wholeFrontier(result))
    ];
  }

  private _device(found: IFrontierFound, device: IDevice): Child[] {
    const curves = curvesOn(found, device.name);
    const sliders = this._sliders(found, device, curves);
    const [table, chart, key] = [h('div', {}), h('div', {}), h('div', {})];
    const drawKey = (): void => {
      const toggle = (method: string): void => {
        this._hidden.toggle(method);
        this.follow();
      };
      const made = legend(keysOf(curves, this.trans), this._visible(curves), toggle, this.trans);
      keepingFocus(key, () => key.replaceChildren(...(curves.length > 1 ? [made] : [])));
    };
    this.following(() => {
      const now = this._now(found, device, curves);
      const isMoved = this._wish.memoryBytes !== null || this._wish.globalBatch !== null;
      sliders.show(this._wish, this._best(found, curves, now));
      const memory = this._wish.memoryBytes ?? device.memoryBytes;
      const visible = this._visible(curves);
      const drawn = frontierChart(found, device, curves, visible, memory, now, this.trans);
      chart.replaceChildren(...(drawn ? [drawn] : []));
      drawKey();
      table.replaceChildren(methodsTable(found, device, isMoved ? now : null, this.trans));
      const said = isMoved && this.trans.__('Read off with what is chosen above: %1', this._best(found, curves, now)); // prettier-ignore
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
    const choices = found.devices.map(device => ({
      key: `target ${device.name}`,
      label: device.name,
      isChosen: device === chosen,
      choose: () => {
        this._target = device.name;
        this._wish = { ...this._wish, memoryBytes: null };
        this.refresh();
      }
    }));
    const more = found.devicesCount - found.devices.length;
    return h('div', {}, switchOf(this.trans.__('Device'), choices), andMore(more, this.trans));
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
        this.follow();
      },
      this.trans
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
      return this.trans.__('nothing fits');
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
    return `${nameOf(best.method, this.trans)}: ${trimmed(parts.join(', '))}`;
  }

  private _visible(curves: readonly IStepCurve[]): Set<string> {
    return this._hidden.shown(curves.map(({ method }) => method));
  }

  /** What to write, of one method at a time. */
  private _code(result: IFrontier, found: IFrontierFound): HTMLElement {
    const place = h('div', {});
    const acts = this.codeActions(result, this._host);
    const draw = (): void => {
      const [method, code] = found.code.find(([name]) => name === this._method) ?? found.code[0];
      const choices = found.code.map(([name]) => ({
        key: `code ${name}`,
        label: name,
        isChosen: name === method,
        choose: () => {
          this._method = name;
          draw();
        }
      }));
      keepingFocus(place, () =>
        place.replaceChildren(
          found.code.length > 1
            ? switchOf(this.trans.__('Method'), choices)
            : h('p', { class: 'jp-Perf-soft' }, h('code', {}, method)),
          ...codeBlock(code, method, '', acts, this.trans)
        )
      );
    };
    draw();
    return place;
  }
}
