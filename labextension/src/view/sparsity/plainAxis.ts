import { IAxis } from '../estimates/axis';

const MOST_TICKS = 5;
const STEPS = [1, 2, 2.5, 5, 10];

export interface IPlainAxis extends IAxis {
  /** A tick in words, with as many digits as neighbours need to differ. */
  label: (tick: number) => string;
}

/** An axis with equal steps from `start` to `end` (places, either way round) over all `values`. */
export function plainAxis(
  values: readonly number[],
  [start, end]: [number, number],
  margin = 0.06
): IPlainAxis {
  const known = values.filter(value => Number.isFinite(value));
  const [least, most] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [0, 1];
  const air = (most - least) * margin || Math.max(Math.abs(most) * 0.01, 1e-9);
  const [low, high] = [least - air, most + air];
  const rough = (high - low) / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find(each => each * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at++) {
    ticks.push(Number((at * step).toPrecision(12)));
  }
  const whole = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const digits = Math.abs((step * 10 ** whole) % 1) > 1e-6 ? whole + 1 : whole;
  return {
    place: value =>
      start + ((Math.min(Math.max(value, low), high) - low) / (high - low)) * (end - start),
    ticks,
    label: tick => (digits > 8 ? tick.toPrecision(3) : tick.toFixed(digits))
  };
}
