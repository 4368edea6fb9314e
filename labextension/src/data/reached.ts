/** What a memory method reaches with another memory or batch, from the saved data alone. */

import { IFrontierFound, IStepCurve, IStepPoint } from './frontier';
import { IRange, rangeOf } from './ranges';

/** What was moved; null is as it was asked. */
export interface IWish {
  memoryBytes: number | null;
  globalBatch: number | null;
}

export interface IReached {
  /** Examples at once. */
  batch: number;
  /** Microbatches to one step of the optimizer. */
  microbatches: number;
  peak: IRange;
  /** Examples per second. */
  rate: IRange | null;
  /** Whether the largest batch that was traced fits: a larger one may. */
  isEdge: boolean;
}

const STOPS_A_DECADE = 24;

/** The fastest batch within `memory` bytes; null where none is known to fit. */
export function reached(
  { points }: Pick<IStepCurve, 'points'>,
  memory: number,
  globalBatch: number | null
): IReached | null {
  const largest = largestIn(points, memory);
  if (largest === null) {
    return null;
  }
  let [batch, microbatches] = [largest, 1];
  if (globalBatch === null) {
    batch = fastest(points, largest);
  } else {
    microbatches = Math.ceil(globalBatch / largest);
    batch = Math.max(Math.ceil(globalBatch / microbatches), points[0].batch);
  }
  const peak = between(points, batch, point => point.peak);
  return (
    peak && {
      batch,
      microbatches,
      peak,
      rate: rateAt(points, batch),
      isEdge: largest === points[points.length - 1].batch
    }
  );
}

/** Whole examples whose upper end is within `memory`, on a line between what was traced. */
function largestIn(points: readonly IStepPoint[], memory: number): number | null {
  let largest: number | null = null;
  for (const [at, { batch, peak }] of points.entries()) {
    const before = points[Math.max(at - 1, 0)];
    if (peak.high <= memory) {
      largest = batch;
    } else {
      const share = (memory - before.peak.high) / (peak.high - before.peak.high);
      const whole = before.batch + Math.floor(share * (batch - before.batch));
      return before.peak.high <= memory ? Math.max(largest ?? 0, whole) : largest;
    }
  }
  return largest;
}

/** The largest of those of the highest rate. */
function fastest(points: readonly IStepPoint[], largest: number): number {
  const batches = [...points.map(({ batch }) => batch).filter(at => at < largest), largest];
  let best = largest;
  let most = -Infinity;
  for (const batch of batches) {
    const rate = rateAt(points, batch)?.value ?? null;
    if (rate !== null && rate >= most) {
      [best, most] = [batch, rate];
    }
  }
  return best;
}

export function rateAt(points: readonly IStepPoint[], batch: number): IRange | null {
  const seconds = between(points, batch, point => point.seconds);
  return seconds && rangeOf(batch / seconds.value, batch / seconds.high, batch / seconds.low);
}

/** On the line between the two neighbours; null where one of them isn't known. */
function between(
  points: readonly IStepPoint[],
  batch: number,
  read: (point: IStepPoint) => IRange | null
): IRange | null {
  const after = points.findIndex(point => point.batch >= batch);
  if (after < 0 || (after === 0 && points[0].batch > batch)) {
    return null;
  }
  const [left, right] = [points[Math.max(after - 1, 0)], points[after]];
  const [one, other] = [read(left), read(right)];
  if (one === null || other === null) {
    return null;
  }
  const span = right.batch - left.batch;
  const share = span > 0 ? (batch - left.batch) / span : 1;
  const mixed = (end: keyof IRange): number => one[end] + share * (other[end] - one[end]);
  return rangeOf(mixed('value'), mixed('low'), mixed('high'));
}

export function curvesOn({ curves }: IFrontierFound, target: string): IStepCurve[] {
  return curves.filter(curve => curve.target === target);
}

/** Examples or tokens per second, as the frontier counts. */
export function perSecond(found: IFrontierFound, curve: IStepCurve, rate: IRange): IRange {
  const each = found.unit === 'tokens' ? (curve.sequence ?? 1) : 1;
  return rangeOf(rate.value * each, rate.low * each, rate.high * each);
}

/** Where a slider of memory stops: equal factors, the device's own among them. */
export function memoryStops(curves: readonly IStepCurve[], own: number): number[] {
  const uppers = curves.flatMap(({ points }) => points.map(({ peak }) => peak.high));
  if (uppers.length === 0) {
    return [];
  }
  return stopsBetween(Math.min(...uppers, own) * 0.9, Math.max(...uppers, own) * 1.1, own);
}

/** Where a slider of the examples to a step stops. */
export function batchStops(curves: readonly IStepCurve[], own: number): number[] {
  const batches = curves.flatMap(({ points }) => points.map(({ batch }) => batch));
  if (batches.length === 0) {
    return [];
  }
  const stops = stopsBetween(1, Math.max(4 * Math.max(...batches), own), own).map(Math.round);
  return [...new Set(stops)];
}

function stopsBetween(low: number, high: number, own: number): number[] {
  const steps = Math.max(1, Math.ceil(Math.log10(high / low) * STOPS_A_DECADE));
  const stops = Array.from({ length: steps + 1 }, (_, step) =>
    Number((low * (high / low) ** (step / steps)).toPrecision(3))
  );
  return [...new Set([...stops, own])].sort((one, other) => one - other);
}
