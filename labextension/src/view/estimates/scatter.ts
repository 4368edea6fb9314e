import { Costs } from '../../data/estimate';
import * as format from '../../data/format';
import { IRange, rangeText } from '../../data/ranges';
import { s } from '../../dom';
import { Trans } from '../../translation';
import { axisOf, IAxis } from './axis';

const WIDTH = 560;
const HEIGHT = 280;
const MARGIN = { left: 84, right: 24, top: 14, bottom: 42 };
const LABEL_HEIGHT = 13;
const LETTER_WIDTH = 6.2;
const SHIFTS = [-8, 16, -21, 29, -34, 42];

export interface ITargetCosts {
  name: string;
  costs: Costs;
  chosen: boolean;
}

interface IDot {
  name: string;
  chosen: boolean;
  seconds: IRange;
  usd: IRange;
}

interface IBox {
  left: number;
  right: number;
  top: number;
}

/** Time against money of each target that both are known of; null where there are none. */
export function scatter(targets: readonly ITargetCosts[], trans: Trans): SVGElement | null {
  const dots = targets.flatMap(({ name, chosen, costs: { seconds, usd } }) =>
    seconds && usd && usd.value > 0 ? [{ name, chosen, seconds, usd }] : []
  );
  if (dots.length < 2) {
    return null;
  }
  const ends = (read: (dot: IDot) => IRange): number[] =>
    dots.flatMap(dot => [read(dot).low, read(dot).value, read(dot).high]);
  const x = axisOf(
    ends(dot => dot.seconds),
    [MARGIN.left, WIDTH - MARGIN.right],
    true
  );
  const y = axisOf(
    ends(dot => dot.usd),
    [HEIGHT - MARGIN.bottom, MARGIN.top]
  );
  return s(
    'svg',
    {
      class: 'jp-Perf-scatter',
      role: 'img',
      'aria-label': trans.__('Time against money: %1', dots.map(spoken).join('; ')),
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT
    },
    ...grid(x, y, trans),
    ...dots.flatMap(dot => drawn(dot, x, y)),
    ...labels(dots, x, y)
  );
}

function spoken({ name, seconds, usd }: IDot): string {
  return `${name} ${rangeText(seconds, format.seconds)}, ${rangeText(usd, format.usd)}`;
}

function grid(x: IAxis, y: IAxis, trans: Trans): SVGElement[] {
  const [bottom, right] = [HEIGHT - MARGIN.bottom, WIDTH - MARGIN.right];
  const line = (x1: number, x2: number, y1: number, y2: number): SVGElement =>
    s('line', { class: 'jp-Perf-grid', x1, x2, y1, y2 });
  const label = (at: number, place: number, anchor: string, said: string): SVGElement =>
    s('text', { x: at, y: place, 'text-anchor': anchor }, said);
  return [
    ...x.ticks.flatMap(tick => [
      line(x.place(tick), x.place(tick), MARGIN.top, bottom),
      label(x.place(tick), bottom + 15, 'middle', format.trimmed(format.seconds(tick)))
    ]),
    ...y.ticks.flatMap(tick => [
      line(MARGIN.left, right, y.place(tick), y.place(tick)),
      label(MARGIN.left - 6, y.place(tick) + 4, 'end', format.trimmed(format.usd(tick)))
    ]),
    label((MARGIN.left + right) / 2, HEIGHT - 8, 'middle', trans.__('time')),
    s(
      'text',
      {
        transform: `translate(12 ${(MARGIN.top + bottom) / 2}) rotate(-90)`,
        'text-anchor': 'middle'
      },
      trans.__('money')
    )
  ];
}

function drawn({ chosen, seconds, usd, name }: IDot, x: IAxis, y: IAxis): SVGElement[] {
  const [cx, cy] = [x.place(seconds.value), y.place(usd.value)];
  const d =
    `M${x.place(seconds.low)} ${cy}H${x.place(seconds.high)}` +
    `M${cx} ${y.place(usd.low)}V${y.place(usd.high)}`;
  return [
    s('path', { class: 'jp-Perf-whisker jp-Perf-faint', d }),
    s(
      'circle',
      { class: chosen ? 'jp-Perf-target jp-Perf-own' : 'jp-Perf-target', cx, cy, r: 5 },
      s('title', {}, spoken({ name, chosen, seconds, usd }))
    )
  ];
}

/** Names above their dots, or wherever near them no other name stands. */
function labels(dots: readonly IDot[], x: IAxis, y: IAxis): SVGElement[] {
  const taken: IBox[] = [];
  return dots.map(({ name, seconds, usd }) => {
    const half = (name.length * LETTER_WIDTH) / 2;
    const middle = Math.min(Math.max(x.place(seconds.value), MARGIN.left + half), WIDTH - half - 2);
    const at = y.place(usd.value);
    const boxes = SHIFTS.map(shift => ({
      left: middle - half,
      right: middle + half,
      top: at + shift - LABEL_HEIGHT
    })).filter(({ top }) => top >= 0 && top < HEIGHT - MARGIN.bottom);
    const box = boxes.find(each => !taken.some(other => meet(each, other))) ?? boxes[0];
    taken.push(box);
    const place = { x: middle, y: box.top + LABEL_HEIGHT, 'text-anchor': 'middle' };
    return s('text', { ...place, class: 'jp-Perf-targetName' }, name);
  });
}

function meet(one: IBox, other: IBox): boolean {
  return (
    one.left < other.right && other.left < one.right && Math.abs(one.top - other.top) < LABEL_HEIGHT
  );
}
