import { s } from '../dom';
import { interval, ratio, wholeSeconds } from '../data/format';

const BAR_WIDTH = 180;
const BAR_HEIGHT = 16;
const CAP = 4;

const CHART_WIDTH = 460;
const CHART_HEIGHT = 150;
const MARGIN = { left: 52, right: 12, top: 8, bottom: 30 };
/** From this ratio on equal steps up the axis are equal factors. */
const LOGARITHMIC_FROM = 10;

/** Maps a ratio to a place on the bars' axis, equal factors being equally far apart. */
export type BarScale = (ratio: number) => number;

/** One scale for all bars of a table, with 1× on it. */
export function barScale(ratios: readonly number[]): BarScale {
  const known = [1, ...ratios].filter(value => value > 0);
  const low = Math.log(Math.min(...known) / 1.05);
  const high = Math.log(Math.max(...known) * 1.05);
  const spread = Math.max(high - low, 1e-6);
  return value => clamp(((Math.log(Math.max(value, 1e-9)) - low) / spread) * BAR_WIDTH, BAR_WIDTH);
}

/** A bar from 1× to `value`, its interval as whiskers. */
export function bar(value: number, ends: [number, number] | null, scale: BarScale): SVGElement {
  const one = scale(1);
  const at = scale(value);
  const middle = BAR_HEIGHT / 2;
  const label = ends ? `${ratio(value)}, ${interval(ends)}` : ratio(value);
  const picture = s(
    'svg',
    {
      class: 'jp-Perf-bar',
      role: 'img',
      'aria-label': label,
      width: BAR_WIDTH,
      height: BAR_HEIGHT,
      viewBox: `0 0 ${BAR_WIDTH} ${BAR_HEIGHT}`
    },
    s('rect', {
      class: value >= 1 ? 'jp-Perf-barGain' : 'jp-Perf-barLoss',
      x: Math.min(one, at),
      y: 3,
      width: Math.max(1, Math.abs(at - one)),
      height: BAR_HEIGHT - 6
    }),
    s('line', { class: 'jp-Perf-barOne', x1: one, x2: one, y1: 0, y2: BAR_HEIGHT })
  );
  if (ends !== null) {
    const [low, high] = ends.map(scale);
    const path =
      `M${low} ${middle}H${high}` +
      `M${low} ${middle - CAP}V${middle + CAP}M${high} ${middle - CAP}V${middle + CAP}`;
    picture.append(s('path', { class: 'jp-Perf-whisker', d: path }));
  }
  return picture;
}

/** The best ratio against time: a step up whenever something better was found. */
export function trajectory(
  points: readonly [number, number][],
  endSeconds: number,
  axes: { time: string; ratio: string; label: string }
): SVGElement {
  const end = Math.max(endSeconds, ...points.map(([seconds]) => seconds), 0.001);
  const top = Math.max(...points.map(([, value]) => value), 1.1);
  const x = (seconds: number): number =>
    MARGIN.left + (seconds / end) * (CHART_WIDTH - MARGIN.left - MARGIN.right);
  const y = ratioAxis(top);
  let path = `M${x(0)} ${y(1)}`;
  for (const [seconds, value] of points) {
    path += `H${x(seconds)}V${y(value)}`;
  }
  const frame = s(
    'svg',
    {
      class: 'jp-Perf-trajectory',
      role: 'img',
      'aria-label': axes.label,
      viewBox: `0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`,
      width: CHART_WIDTH,
      height: CHART_HEIGHT
    },
    ...ratioTicks(top).flatMap(value => [
      s('line', {
        class: 'jp-Perf-grid',
        x1: MARGIN.left,
        x2: CHART_WIDTH - MARGIN.right,
        y1: y(value),
        y2: y(value)
      }),
      s('text', { x: MARGIN.left - 6, y: y(value) + 4, 'text-anchor': 'end' }, ratio(value))
    ]),
    s('path', { class: 'jp-Perf-line', d: `${path}H${x(end)}` }),
    ...points.map(([seconds, value]) =>
      s('circle', { class: 'jp-Perf-point', cx: x(seconds), cy: y(value), r: 3 })
    ),
    s('text', { x: MARGIN.left, y: CHART_HEIGHT - 14 }, '0 s'),
    s(
      'text',
      { x: CHART_WIDTH - MARGIN.right, y: CHART_HEIGHT - 14, 'text-anchor': 'end' },
      wholeSeconds(end)
    ),
    s(
      'text',
      { x: (MARGIN.left + CHART_WIDTH) / 2, y: CHART_HEIGHT - 3, 'text-anchor': 'middle' },
      axes.time
    ),
    s(
      'text',
      {
        transform: `translate(10 ${(CHART_HEIGHT - MARGIN.bottom) / 2}) rotate(-90)`,
        'text-anchor': 'middle'
      },
      axes.ratio
    )
  );
  return frame;
}

function ratioAxis(top: number): (value: number) => number {
  const height = CHART_HEIGHT - MARGIN.top - MARGIN.bottom;
  const bend = top >= LOGARITHMIC_FROM ? Math.log : (value: number): number => value;
  const spread = bend(top) - bend(1);
  return value => CHART_HEIGHT - MARGIN.bottom - ((bend(value) - bend(1)) / spread) * height;
}

function ratioTicks(top: number): number[] {
  const middle = top >= LOGARITHMIC_FROM ? Math.sqrt(top) : (1 + top) / 2;
  return [1, middle, top];
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 1), most - 1);
}
