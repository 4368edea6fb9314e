/** How a quantity grows in one size: what was measured, and what is expected between and beyond. */

import { list, numberOrNull, numbers, record, text } from './fields';
import { IRange, rangeOf } from './ranges';

export interface ISample {
  at: number;
  measured: number;
  /** False where it was too short to be fitted. */
  used: boolean;
}

export interface IPoint {
  at: number;
  range: IRange;
}

export interface ICurve {
  quantity: string;
  /** Name of the size. */
  over: string;
  samples: ISample[];
  /** In ascending size. */
  fit: IPoint[];
  form: string;
  words: string;
}

/** How far beyond its end a curve still holds: rounding alone leads there. */
const SLACK = 1e-9;

/** The curve in `data`, or none: one that nothing could be drawn of says nothing. */
export function readCurve(data: unknown): ICurve[] {
  const fields = record(data);
  if (fields === null) {
    return [];
  }
  const curve = {
    quantity: text(fields.quantity),
    over: text(fields.over),
    samples: readSamples(record(fields.samples)),
    fit: readFit(record(fields.fit)),
    form: text(fields.form),
    words: text(fields.words)
  };
  return curve.samples.length + curve.fit.length > 0 ? [curve] : [];
}

/** What is expected at `size`, between two points in logarithms; null where nothing is known. */
export function expectedAt(fit: readonly IPoint[], size: number): IRange | null {
  const after = fit.findIndex(({ at }) => at >= size * (1 - SLACK));
  if (after < 0) {
    return null;
  }
  const right = fit[after];
  if (right.at <= size * (1 + SLACK)) {
    return right.range;
  }
  return after === 0 ? null : between(fit[after - 1], right, size);
}

function between(left: IPoint, right: IPoint, size: number): IRange {
  const part = share(left.at, right.at, size);
  const mixed = (end: keyof IRange): number => mix(left.range[end], right.range[end], part);
  return rangeOf(mixed('value'), mixed('low'), mixed('high'));
}

/** How far from `low` to `high` a size is, equal factors being equally far. */
function share(low: number, high: number, size: number): number {
  return low > 0 ? Math.log(size / low) / Math.log(high / low) : (size - low) / (high - low);
}

function mix(one: number, other: number, part: number): number {
  if (!Number.isFinite(one) || !Number.isFinite(other)) {
    return Infinity;
  }
  return one > 0 && other > 0
    ? Math.exp(Math.log(one) * (1 - part) + Math.log(other) * part)
    : one * (1 - part) + other * part;
}

function readSamples(columns: Record<string, unknown> | null): ISample[] {
  const [at, measured] = [numbers(columns?.at), numbers(columns?.measured)];
  const [used, aside] = [list(columns?.used), list(columns?.aside)];
  return at
    .map((size, place) => ({ at: size, measured: measured[place], used: used[place] !== false }))
    .filter((sample, place) => sample.measured !== undefined && aside[place] !== true);
}

function readFit(columns: Record<string, unknown> | null): IPoint[] {
  const [value, low] = [numbers(columns?.value), numbers(columns?.low)];
  const high = list(columns?.high).map(end => numberOrNull(end) ?? Infinity);
  return numbers(columns?.at)
    .map((at, place) => ({ at, range: rangeOf(value[place], low[place], high[place]) }))
    .filter(({ range }) => !Number.isNaN(range.low + range.value) && !Number.isNaN(range.high))
    .sort((one, other) => one.at - other.at);
}
