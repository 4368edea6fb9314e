/** Axes on which equal steps are equal factors. */

export interface IAxis {
  /** Where a value stands; at the end of the axis where it lies beyond it. */
  place: (value: number) => number;
  /** Values that are written beside it, in ascending order. */
  ticks: number[];
}

const MOST_TICKS = 5;
const FEWEST_TICKS = 2;
const DIGITS = [1, 2, 5];
const MORE_DIGITS = [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9];
const DURATIONS = [
  ...decades(-9, -1),
  ...[1, 2, 5, 10, 20, 60, 120, 300, 600, 1800, 3600, 7200, 18000, 43200],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 1e4, 1e5].map(days => days * 86400)
];

/** An axis from `start` to `end` (places, either way round) over all `values` above 0. */
export function axisOf(
  values: readonly number[],
  [start, end]: [number, number],
  isDuration = false
): IAxis {
  const known = values.filter(value => value > 0 && Number.isFinite(value));
  const [low, high] = known.length > 0 ? spread(known) : [1, 10];
  const from = Math.log(low);
  const width = Math.log(high) - from;
  const place = (value: number): number => {
    const part = value > 0 ? (Math.log(value) - from) / width : 0;
    return start + Math.min(Math.max(part, 0), 1) * (end - start);
  };
  const ends = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))] as const;
  const seen = (ticks: number[]): number[] => ticks.filter(tick => low <= tick && tick <= high);
  const usual = seen(isDuration ? DURATIONS : decades(...ends));
  // A short axis has no round numbers on it.
  const enough = usual.length >= FEWEST_TICKS;
  return { place, ticks: thinned(enough ? usual : seen(decades(...ends, MORE_DIGITS))) };
}

/** With a little air, and never a width of nothing. */
function spread(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = Math.max((high / low) ** 0.04, 1.05);
  return [low / air, high * air];
}

/** `digits` times each power of ten. */
function decades(first: number, last: number, digits: readonly number[] = DIGITS): number[] {
  const found = [];
  for (let power = first; power <= last; power++) {
    found.push(...digits.map(digit => Number(`${digit}e${power}`)));
  }
  return found;
}

/** At most so many of them, evenly: tens alone where that is enough. */
function thinned(ticks: readonly number[]): number[] {
  if (ticks.length <= MOST_TICKS) {
    return [...ticks];
  }
  const tens = ticks.filter(tick => isRound(tick));
  const from = tens.length >= 3 ? tens : ticks;
  const step = Math.ceil(from.length / MOST_TICKS);
  return from.filter((_, at) => at % step === 0);
}

function isRound(tick: number): boolean {
  const power = Math.log10(tick);
  return Math.abs(power - Math.round(power)) < 1e-9 || [60, 600, 3600, 86400].includes(tick);
}
