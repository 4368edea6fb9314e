import { IPoint } from '../../data/curves';
import * as format from '../../data/format';
import { IRange, Write } from '../../data/ranges';
import { s } from '../../dom';
import { IAxis } from './axis';

/** What stands in a chart of growth, by where its axes put it. */
export interface IPlot {
  x: IAxis;
  y: IAxis;
  points: IPoint[];
}

export const WIDTH = 560;
export const HEIGHT = 240;
export const MARGIN = { left: 64, right: 16, top: 10, bottom: 38 };

/** Lines at the ticks, with what they stand for; `across` names what grows. */
export function grid({ x, y }: IPlot, quantity: Write, across: string): SVGElement[] {
  const [bottom, right] = [HEIGHT - MARGIN.bottom, WIDTH - MARGIN.right];
  const line = (x1: number, x2: number, y1: number, y2: number): SVGElement =>
    s('line', { class: 'jp-Perf-grid', x1, x2, y1, y2 });
  const write = (value: number): string => format.trimmed(quantity(value));
  return [
    ...y.ticks.flatMap(tick => [
      line(MARGIN.left, right, y.place(tick), y.place(tick)),
      s('text', { x: MARGIN.left - 6, y: y.place(tick) + 4, 'text-anchor': 'end' }, write(tick))
    ]),
    ...x.ticks.flatMap(tick => [
      line(x.place(tick), x.place(tick), MARGIN.top, bottom),
      s('text', { x: x.place(tick), y: bottom + 15, 'text-anchor': 'middle' }, format.short(tick))
    ]),
    s('text', { x: (MARGIN.left + right) / 2, y: HEIGHT - 6, 'text-anchor': 'middle' }, across)
  ];
}

/** A line from the bottom to the top. */
export function upright(place: number, kind: string): SVGElement {
  return s('line', {
    class: kind,
    x1: place,
    x2: place,
    y1: MARGIN.top,
    y2: HEIGHT - MARGIN.bottom
  });
}

/** The fit, and below it the band in which it lies. */
export function band({ x, y, points }: IPlot): SVGElement[] {
  if (points.length === 0) {
    return [];
  }
  const path = (end: keyof IRange, from: readonly IPoint[]): string =>
    from.map(({ at, range }) => `${x.place(at)} ${y.place(range[end])}`).join('L');
  const back = [...points].reverse();
  return [
    s('path', { class: 'jp-Perf-band', d: `M${path('low', points)}L${path('high', back)}Z` }),
    s('path', { class: 'jp-Perf-line', d: `M${path('value', points)}` })
  ];
}

export function whiskers(at: number, y: IAxis, { low, high }: IRange): SVGElement {
  const [bottom, top] = [y.place(low), y.place(high)];
  const d = `M${at} ${bottom}V${top}M${at - 4} ${bottom}H${at + 4}M${at - 4} ${top}H${at + 4}`;
  return s('path', { class: 'jp-Perf-whisker', d });
}

export function diamond(x: number, y: number, size: number): string {
  return `M${x} ${y - size}L${x + size} ${y}L${x} ${y + size}L${x - size} ${y}Z`;
}

export function cross(x: number, y: number, size: number): string {
  return `M${x - size} ${y - size}L${x + size} ${y + size}M${x - size} ${y + size}L${x + size} ${y - size}`;
}
