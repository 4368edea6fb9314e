/** Numbers with their 80% interval. */

import { numberOrNull, record } from './fields';
import { rounded, seconds, trimmed } from './format';

export interface IRange {
  value: number;
  low: number;
  /** Infinite where nobody knows an upper end. */
  high: number;
}

/** How one quantity is written. */
export type Write = (value: number) => string;

/** An interval of this share of its value supports a third digit. */
const NARROW = 0.05;
/** From so many seconds on, the steps that two digits of a duration come to. */
const STEPS: [number, number][] = [
  [864000, 86400],
  [36000, 3600],
  [3600, 300],
  [600, 60],
  [0, 5]
];

/** `{"value", "low", "high"}`; null where it isn't that. */
export function readRange(data: unknown): IRange | null {
  const fields = record(data);
  const value = numberOrNull(fields?.value);
  const low = numberOrNull(fields?.low);
  if (fields === null || value === null || low === null) {
    return null;
  }
  // JSON has no infinity.
  const high = fields.high === null ? Infinity : numberOrNull(fields.high);
  return high !== null && low <= value && value <= high ? { value, low, high } : null;
}

/** A number without doubt. */
export function exactly(value: number): IRange {
  return { value, low: value, high: value };
}

/** In order, whatever rounding or arithmetic did to the ends. */
export function rangeOf(value: number, low: number, high: number): IRange {
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}

/** What it would be where all of it grew as `now` did from `before`, ends with ends. */
export function grown(range: IRange, before: IRange, now: IRange): IRange {
  const factor = (end: keyof IRange): number =>
    before[end] > 0 && Number.isFinite(before[end]) ? now[end] / before[end] : 1;
  const value = range.value * factor('value');
  return rangeOf(value, range.low * factor('low'), range.high * factor('high'));
}

/** `41 s (34 to 50 s)`; one number where there is no doubt about it. */
export function rangeText(range: IRange, write: Write): string {
  const [value, interval] = valueAndRange(range, write);
  return interval === '' ? value : `${value} (${interval})`;
}

/** A number and its interval, with as many digits as the interval supports; the kernel's words. */
function valueAndRange({ value, low, high }: IRange, write: Write): [string, string] {
  if (low === high || !Number.isFinite(low)) {
    return [trimmed(write(value)), ''];
  }
  if (!Number.isFinite(high)) {
    return [said(value, 2, write), `≥ ${said(low, 2, write)}`];
  }
  for (const digits of high - low > NARROW * Math.abs(value) ? [2, 3] : [3]) {
    const ends = [said(low, digits, write), said(high, digits, write)] as const;
    if (ends[0] !== ends[1]) {
      return [said(value, digits, write), joined(...ends)];
    }
  }
  return [trimmed(write(value)), '±<1%'];
}

function said(value: number, digits: number, write: Write): string {
  const isLong = write === seconds && value >= 60 && digits < 3;
  return trimmed(write(isLong ? wholeSteps(value) : rounded(value, digits)));
}

/** An hour holds no hundred minutes. */
function wholeSteps(duration: number): number {
  const [, step] = STEPS.find(([from]) => duration >= from) ?? [0, 5];
  return Math.round(duration / step) * step;
}

/** `34 to 50 s`: a unit that both share is said once. */
function joined(low: string, high: string): string {
  const [[number, ...unit], [, ...other]] = [low.split(' '), high.split(' ')];
  const shared = unit.length === 1 && unit[0] === other.join(' ');
  return `${shared ? number : low} to ${high}`;
}

/** Seconds that the summary of a run in `fields` gives; null where it gives none. */
export function predictedIn(fields: Record<string, unknown>): IRange | null {
  const value = numberOrNull(fields.predicted);
  const [low, high] = [numberOrNull(fields.predicted_low), numberOrNull(fields.predicted_high)];
  return value === null
    ? null
    : rangeOf(value, low ?? value, high ?? (low === null ? value : Infinity));
}
