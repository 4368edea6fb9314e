import { expectedAt, ICurve } from '../../data/curves';
import { IEstimate, ISize, Quantity } from '../../data/estimate';
import * as format from '../../data/format';
import { exactly, IRange, rangeText } from '../../data/ranges';
import { costAt, Moved } from '../../data/whatIf';
import { Child, h, on, s } from '../../dom';
import { Trans } from '../../translation';
import { prose } from '../prose';
import { axisOf } from './axis';
import {
  band,
  cross,
  diamond,
  grid,
  HEIGHT,
  IPlot,
  MARGIN,
  upright,
  whiskers,
  WIDTH
} from './growthMarks';
import { nameOf, sizeName, sizeText, WRITERS } from './quantities';

const KEYS: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 5,
  PageDown: -5,
  Home: -Infinity,
  End: Infinity
};

/** Samples, fit with its band, and the user's own size; a cursor reads out what lies between. */
export class GrowthChart {
  readonly node: HTMLElement;
  private readonly _picture = s('svg', {
    class: 'jp-Perf-growth',
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    width: WIDTH,
    height: HEIGHT,
    'aria-hidden': 'true'
  });
  private readonly _said = h('div', { class: 'jp-Perf-soft jp-Perf-readOut' });
  private readonly _frame: HTMLElement;
  private readonly _write = WRITERS[this._curve.quantity as Quantity] ?? format.short;
  private _plot: IPlot | null = null;
  private _cursor: number | null = null;
  private _moved: Moved = new Map();

  constructor(
    private readonly _estimate: IEstimate,
    private readonly _curve: ICurve,
    private readonly _size: ISize,
    private readonly _trans: Trans
  ) {
    this._frame = h('div', {
      class: 'jp-Perf-growthFrame',
      tabindex: 0,
      role: 'slider',
      'aria-label': this._label(),
      'data-focus': `chart ${_curve.quantity} ${_curve.over}`
    });
    this._frame.append(this._picture);
    on(this._frame, {
      keydown: event => this._onKey(event),
      pointermove: event => this._onPointer(event),
      pointerleave: () => this._read(null)
    });
    this.node = h('div', {}, this._frame, this._said);
    this.show(this._moved);
  }

  /** Draw what is expected with the sizes in `moved`. */
  show(moved: Moved): void {
    this._moved = moved;
    this._plot = this._plotted();
    this._draw();
  }

  private _plotted(): IPlot {
    const { fit, samples } = this._curve;
    const points = fit.flatMap(({ at }) => {
      const range = this._expected(at);
      return range ? [{ at, range }] : [];
    });
    const own = this._own();
    const sizes = [...fit, ...samples].map(({ at }) => at);
    const ends = points.flatMap(({ range: { low, value, high } }) => [low, value, high]);
    const measured = samples.map(sample => sample.measured);
    const isDuration = this._curve.quantity === 'seconds';
    const heights = [...ends, ...measured, ...(own ? [own.low, own.high] : []), ...this._actual()];
    return {
      x: axisOf([...sizes, this._size.value], [MARGIN.left, WIDTH - MARGIN.right]),
      y: axisOf(heights, [HEIGHT - MARGIN.bottom, MARGIN.top], isDuration),
      points
    };
  }

  private _expected(at: number): IRange | null {
    const others = [...this._moved].filter(([name]) => name !== this._size.name);
    if (others.length === 0) {
      return expectedAt(this._curve.fit, at);
    }
    const moved = new Map([...others, [this._size.name, at] as const]);
    return costAt(this._estimate, this._curve.quantity as Quantity, moved);
  }

  /** What is expected of the user's own inputs, as the headline has it. */
  private _own(): IRange | null {
    return this._estimate.costs[this._curve.quantity as Quantity] ?? null;
  }

  private _actual(): number[] {
    const { actual } = this._estimate;
    const known = { seconds: actual?.seconds, peak_bytes: actual?.peakBytes };
    const value = known[this._curve.quantity as keyof typeof known] ?? null;
    return actual?.ended === 'done' && value !== null ? [value] : [];
  }

  private _draw(): void {
    const plot = this._plot;
    if (plot === null) {
      return;
    }
    const stands = (node: Child): node is Node => node instanceof Node;
    this._picture.replaceChildren(
      ...grid(plot, this._write, sizeName(this._size)),
      ...band(plot),
      ...this._samples(plot),
      ...this._markers(plot).filter(stands)
    );
    this._sayCursor();
  }

  private _samples({ x, y }: IPlot): SVGElement[] {
    return this._curve.samples.map(({ at, measured, used }) =>
      s(
        'circle',
        {
          class: used ? 'jp-Perf-sample' : 'jp-Perf-sample jp-Perf-unused',
          cx: x.place(at),
          cy: y.place(measured),
          r: 3.5
        },
        s('title', {}, this._spoken(at, exactly(measured)))
      )
    );
  }

  private _markers({ x, y }: IPlot): Child[] {
    const [own, at] = [this._own(), x.place(this._size.value)];
    const moved = this._moved.get(this._size.name);
    const then = moved === undefined ? null : this._expected(moved);
    return [
      upright(at, 'jp-Perf-ownSize'),
      own && whiskers(at, y, own),
      own && s('path', { class: 'jp-Perf-own', d: diamond(at, y.place(own.value), 6) }),
      ...this._actual().map(value =>
        s('path', { class: 'jp-Perf-actual', d: cross(at, y.place(value), 6) })
      ),
      moved !== undefined && then && whiskers(x.place(moved), y, then),
      moved !== undefined &&
        then &&
        s('circle', { class: 'jp-Perf-moved', cx: x.place(moved), cy: y.place(then.value), r: 6 }),
      this._cursor !== null && upright(x.place(this._cursor), 'jp-Perf-cursor')
    ];
  }

  /** Sizes that the cursor stops at. */
  private _stops(): number[] {
    const sizes = [...this._curve.fit, ...this._curve.samples].map(({ at }) => at);
    return [...new Set([...sizes, this._size.value])].sort((one, other) => one - other);
  }

  private _onKey(event: KeyboardEvent): void {
    const step = KEYS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    // The notebook would go to another cell.
    event.preventDefault();
    event.stopPropagation();
    const stops = this._stops();
    const stands = stops.indexOf(this._cursor ?? this._size.value);
    const next = Math.min(Math.max(stands + step, 0), stops.length - 1);
    this._read(stops[next] ?? null);
  }

  private _onPointer(event: PointerEvent): void {
    const box = this._picture.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * WIDTH;
    const far = (at: number): number => Math.abs((this._plot?.x.place(at) ?? 0) - place);
    const stops = this._stops();
    const nearest = stops.reduce((one, other) => (far(other) < far(one) ? other : one), stops[0]);
    this._read(nearest ?? null);
  }

  private _read(at: number | null): void {
    this._cursor = at;
    this._draw();
  }

  private _sayCursor(): void {
    const stops = this._stops();
    const at = this._cursor ?? this._size.value;
    const said = this._readOut(at);
    this._said.replaceChildren(...spoken(this._cursor === null ? this._curve.words : said));
    this._frame.setAttribute('aria-valuemin', '0');
    this._frame.setAttribute('aria-valuemax', String(stops.length - 1));
    this._frame.setAttribute('aria-valuenow', String(stops.indexOf(at)));
    this._frame.setAttribute('aria-valuetext', said);
  }

  /** What was measured at a size, and what is expected there. */
  private _readOut(at: number): string {
    const trans = this._trans;
    const range = this._expected(at);
    const sample = this._curve.samples.find(each => each.at === at);
    const parts = [
      sample && trans.__('measured %1', format.trimmed(this._write(sample.measured))),
      sample && !sample.used && trans.__('too short to be fitted'),
      range && trans.__('expected %1', rangeText(range, this._write))
    ];
    const said = parts.filter(part => typeof part === 'string').join(', ');
    return `${sizeText(at)} ${this._unit()}: ${said || trans.__('nothing is known')}`;
  }

  private _spoken(at: number, range: IRange): string {
    return `${sizeText(at)} ${this._unit()}: ${rangeText(range, this._write)}`;
  }

  private _unit(): string {
    const { name, unit } = this._size;
    return unit === 'value' || unit === '' ? `(${name})` : unit;
  }

  private _label(): string {
    const quantity = nameOf(this._curve.quantity as Quantity, this._trans);
    return this._trans.__('Chart of %1 by %2; arrow keys read it out', quantity, this._curve.over);
  }
}

function spoken(said: string): (Node | string)[] {
  return prose(said).filter((part): part is Node | string => !!part);
}
