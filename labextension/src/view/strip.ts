import { seconds } from '../data/format';
import { IPair } from '../data/races';
import { s } from '../dom';

const WIDTH = 460;
const HEIGHT = 96;
const LEFT = 84;
const RIGHT = 16;
const ROWS = { original: 20, candidate: 56 };
const AXIS = 76;
const RADIUS = 3.5;
/** From this spread on equal steps along the axis are equal factors. */
const LOGARITHMIC_FROM = 8;

type Place = (value: number) => number;

/** Every run as a dot, the two of a pair joined, the median of each side as a stroke. */
export function strip(
  pairs: readonly IPair[],
  words: { original: string; candidate: string; label: string }
): SVGElement {
  const all = pairs.flatMap(({ original, candidate }) => [original, candidate]);
  const [x, ticks] = axis(Math.min(...all), Math.max(...all));
  return s(
    'svg',
    {
      class: 'jp-Perf-strip',
      role: 'img',
      'aria-label': words.label,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT
    },
    ...ticks.flatMap((value, at) => tick(value, x, at / (ticks.length - 1))),
    ...pairs.map(pair =>
      s('line', {
        class: 'jp-Perf-pair',
        x1: x(pair.original),
        x2: x(pair.candidate),
        y1: ROWS.original,
        y2: ROWS.candidate
      })
    ),
    ...side('original', words.original, pairs, x),
    ...side('candidate', words.candidate, pairs, x)
  );
}

function side(which: keyof IPair, label: string, pairs: readonly IPair[], x: Place): SVGElement[] {
  const y = ROWS[which];
  const values = pairs.map(pair => pair[which]);
  const middle = x(median(values));
  return [
    s('text', { x: LEFT - 10, y: y + 4, 'text-anchor': 'end' }, label),
    ...values.map((value, at) =>
      s(
        'circle',
        { class: `jp-Perf-dot-${which}`, cx: x(value), cy: y, r: RADIUS },
        s('title', {}, `${at + 1}: ${seconds(value)}`)
      )
    ),
    s('line', { class: 'jp-Perf-median', x1: middle, x2: middle, y1: y - 9, y2: y + 9 })
  ];
}

function tick(value: number, x: Place, share: number): SVGElement[] {
  const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
  return [
    s('line', { class: 'jp-Perf-grid', x1: x(value), x2: x(value), y1: 6, y2: AXIS }),
    s('text', { x: x(value), y: AXIS + 14, 'text-anchor': anchor }, seconds(value))
  ];
}

/** Where a time stands, and the times that are written below. */
function axis(low: number, high: number): [Place, number[]] {
  const bend = low > 0 && high / low >= LOGARITHMIC_FROM ? Math.log : (v: number): number => v;
  const spread = bend(high) - bend(low);
  const width = WIDTH - LEFT - RIGHT;
  // All the same: one place in the middle.
  const x: Place = value => LEFT + (spread > 0 ? (bend(value) - bend(low)) / spread : 0.5) * width;
  if (spread === 0) {
    return [x, [low]];
  }
  const half = bend === Math.log ? Math.sqrt(low * high) : (low + high) / 2;
  return [x, [low, half, high]];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
