import { IDevice, IFrontierFound, IStepCurve, PLAIN } from '../../data/frontier';
import * as format from '../../data/format';
import { IRange, rangeText } from '../../data/ranges';
import { IReached, perSecond, rateAt } from '../../data/reached';
import { s } from '../../dom';
import { Trans } from '../../translation';
import { axisOf, IAxis } from '../estimates/axis';
import { ICurveKey } from '../legend';

const WIDTH = 600;
const HEIGHT = 300;
const MARGIN = { left: 70, right: 24, top: 18, bottom: 42 };
/** How many looks there are: colours with dashes. */
const LOOKS = 6;

interface IPlace {
  x: IRange;
  y: IRange;
}

interface ILine {
  curve: IStepCurve;
  look: number;
  places: IPlace[];
}

/** Throughput against memory, a curve for each method that isn't hidden, and the memory there is. */
export function frontierChart(
  found: IFrontierFound,
  device: IDevice,
  curves: readonly IStepCurve[],
  shown: ReadonlySet<string>,
  memory: number | null,
  now: ReadonlyMap<string, IReached | null>,
  trans: Trans
): SVGElement | null {
  const lines = linesOf(found, curves).filter(({ places }) => places.length > 0);
  const places = lines.flatMap(line => line.places);
  if (places.length < 2) {
    return null;
  }
  const sizes = [...places.map(({ x }) => x.value), ...(memory === null ? [] : [memory])];
  const x = axisOf(sizes, [MARGIN.left, WIDTH - MARGIN.right]);
  const y = axisOf(
    places.flatMap(place => [place.y.low, place.y.high]),
    [HEIGHT - MARGIN.bottom, MARGIN.top]
  );
  const visible = lines.filter(({ curve }) => shown.has(curve.method));
  return s(
    'svg',
    {
      class: 'jp-Perf-scatter jp-Perf-frontierChart',
      role: 'img',
      'aria-label': spoken(found, device, visible, trans),
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT
    },
    ...grid(x, y, found.unit, trans),
    ...(memory === null ? [] : limit(x.place(memory), memory)),
    ...visible.flatMap(line => drawn(line, x, y)),
    ...visible.flatMap(line => ring(found, line, now.get(line.curve.method) ?? null, x, y))
  );
}

/** Each method with the look of its curve. */
export function keysOf(curves: readonly IStepCurve[], trans: Trans): ICurveKey[] {
  return curves.map(({ method }, at) => ({
    name: method,
    label: nameOf(method, trans),
    look: lookOf(curves, at)
  }));
}

export function nameOf(method: string, trans: Trans): string {
  return method === PLAIN ? trans.__('plain') : method;
}

function linesOf(found: IFrontierFound, curves: readonly IStepCurve[]): ILine[] {
  return curves.map((curve, at) => ({
    curve,
    look: lookOf(curves, at),
    places: curve.points.flatMap(({ batch, peak }) => {
      const rate = rateAt(curve.points, batch);
      return rate ? [{ x: peak, y: perSecond(found, curve, rate) }] : [];
    })
  }));
}

/** The plain step always looks the same; the others take turns. */
function lookOf(curves: readonly IStepCurve[], at: number): number {
  if (curves[at].method === PLAIN) {
    return 0;
  }
  const before = curves.slice(0, at).filter(({ method }) => method !== PLAIN).length;
  return 1 + (before % (LOOKS - 1));
}

function drawn({ curve, look, places }: ILine, x: IAxis, y: IAxis): SVGElement[] {
  const at = places.map(place => [x.place(place.x.value), y.place(place.y.value)] as const);
  const whiskers = places
    .map(place => `M${x.place(place.x.value)} ${y.place(place.y.low)}V${y.place(place.y.high)}`)
    .join('');
  const line = at.map(([left, top]) => `${left} ${top}`).join('L');
  const dots = at.map(([cx, cy], place) =>
    s(
      'circle',
      { class: `jp-Perf-curveDot jp-Perf-curveDot-${look}`, cx, cy, r: 3.5 },
      s('title', {}, `${curve.method}, ${curve.points[place]?.batch ?? ''}`)
    )
  );
  return [
    s('path', { class: `jp-Perf-curve jp-Perf-curve-${look} jp-Perf-faint`, d: whiskers }),
    s('path', { class: `jp-Perf-curve jp-Perf-curve-${look}`, d: `M${line}` }),
    ...dots
  ];
}

/** Where a method stands with the memory and batch that are chosen now. */
function ring(
  found: IFrontierFound,
  { curve }: ILine,
  now: IReached | null,
  x: IAxis,
  y: IAxis
): SVGElement[] {
  if (now === null || now.rate === null) {
    return [];
  }
  const rate = perSecond(found, curve, now.rate);
  const [cx, cy] = [x.place(now.peak.value), y.place(rate.value)];
  return [s('circle', { class: 'jp-Perf-ring', cx, cy, r: 7 })];
}

function limit(x: number, memory: number): SVGElement[] {
  const ends = x > WIDTH / 2;
  return [
    s('line', { class: 'jp-Perf-limit', x1: x, x2: x, y1: MARGIN.top, y2: HEIGHT - MARGIN.bottom }),
    s(
      'text',
      {
        x: ends ? x - 5 : x + 5,
        y: HEIGHT - MARGIN.bottom - 6,
        'text-anchor': ends ? 'end' : 'start'
      },
      format.trimmed(format.bytes(memory))
    )
  ];
}

function grid(x: IAxis, y: IAxis, unit: string, trans: Trans): SVGElement[] {
  const [bottom, right] = [HEIGHT - MARGIN.bottom, WIDTH - MARGIN.right];
  const line = (x1: number, x2: number, y1: number, y2: number): SVGElement =>
    s('line', { class: 'jp-Perf-grid', x1, x2, y1, y2 });
  const label = (at: number, place: number, anchor: string, said: string): SVGElement =>
    s('text', { x: at, y: place, 'text-anchor': anchor }, said);
  return [
    ...x.ticks.flatMap(tick => [
      line(x.place(tick), x.place(tick), MARGIN.top, bottom),
      label(x.place(tick), bottom + 15, 'middle', format.trimmed(format.bytes(tick)))
    ]),
    ...y.ticks.flatMap(tick => [
      line(MARGIN.left, right, y.place(tick), y.place(tick)),
      label(MARGIN.left - 6, y.place(tick) + 4, 'end', format.short(tick))
    ]),
    label((MARGIN.left + right) / 2, HEIGHT - 8, 'middle', trans.__('memory at the peak')),
    label(6, 11, 'start', unit === 'tokens' ? trans.__('tokens/s') : trans.__('examples/s'))
  ];
}

function spoken(
  found: IFrontierFound,
  device: IDevice,
  lines: readonly ILine[],
  trans: Trans
): string {
  const each = lines.map(({ curve, places }) => {
    const last = places[places.length - 1];
    const write = (value: number): string => `${format.short(value)} ${found.unit}/s`;
    const memory = rangeText(last.x, format.bytes);
    return `${nameOf(curve.method, trans)}: ${memory}, ${rangeText(last.y, write)}`;
  });
  return trans.__('Throughput against memory on %1: %2', device.name, each.join('; '));
}
