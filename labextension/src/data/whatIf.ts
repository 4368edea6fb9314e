/** What an estimate says about other sizes than the user's own, from the saved data alone. */

import { expectedAt, ICurve } from './curves';
import { Costs, IEstimate, IFits, ISize, Quantity } from './estimate';
import { grown, IRange, rangeOf } from './ranges';

/** Sizes that were moved, by name; those that aren't here are as in the user's inputs. */
export type Moved = ReadonlyMap<string, number>;

export type Verdict = 'yes' | 'no' | 'maybe';

export interface IFitsThen {
  needed: IRange;
  verdict: Verdict;
  availableBytes: number;
  of: string;
}

/** What has no curve of its own grows as time does: devices are rented and heated by the second. */
const BY_TIME: ReadonlySet<Quantity> = new Set(['usd', 'joules', 'grams_co2e']);
const STOPS_A_DECADE = 24;
const DIGITS = 2;

/** The sizes that can be moved: there is a curve over them. */
export function movable({ sizes, curves }: IEstimate): ISize[] {
  return sizes.filter(
    size => size.varied && curves.some(curve => curve.over === size.name && curve.fit.length > 1)
  );
}

/** Sizes that a slider stops at, in ascending order, the user's own among them. */
export function stopsOf(size: ISize, { curves }: IEstimate): number[] {
  const ends = curves
    .filter(curve => curve.over === size.name && curve.fit.length > 1)
    .map(({ fit }) => [fit[0].at, fit[fit.length - 1].at]);
  const [low, high] = [Math.min(...ends.map(([at]) => at)), Math.max(...ends.map(([, at]) => at))];
  const whole = Number.isInteger(size.value);
  const first = whole ? Math.ceil(low) : low;
  const last = whole ? Math.floor(high) : high;
  const stops = new Set([first, last, size.value]);
  if (first > 0 && Number.isFinite(last)) {
    const steps = Math.ceil(Math.log10(last / first) * STOPS_A_DECADE);
    for (let step = 1; step < steps; step++) {
      const stop = Number((first * (last / first) ** (step / steps)).toPrecision(DIGITS));
      stops.add(whole ? Math.round(stop) : stop);
    }
  }
  return [...stops]
    .filter(stop => stop === size.value || (stop >= first && stop <= last))
    .sort((one, other) => one - other);
}

/** Each cost at the sizes in `moved`; null where nothing is known of it there. */
export function costsAt(estimate: IEstimate, moved: Moved): Costs {
  const costs: Costs = { ...estimate.costs };
  for (const name of Object.keys(costs) as Quantity[]) {
    costs[name] = costAt(estimate, name, moved);
  }
  return costs;
}

/** Whether memory is enough at those sizes; null where that isn't known. */
export function fitsAt(estimate: IEstimate, moved: Moved): IFitsThen | null {
  const { fits, costs } = estimate;
  if (fits === null) {
    return null;
  }
  const { availableBytes, of } = fits;
  const needed = isOwn(moved) ? fits.needed : neededAt(fits, costs.peak_bytes, estimate, moved);
  return needed && { needed, verdict: verdictOf(needed, availableBytes), availableBytes, of };
}

/** Whether every size is the user's own. */
export function isOwn(moved: Moved): boolean {
  return moved.size === 0;
}

/** One cost at the sizes in `moved`; null where nothing is known of it there. */
export function costAt(estimate: IEstimate, name: Quantity, moved: Moved): IRange | null {
  const own = estimate.costs[name];
  if (own === null || isOwn(moved)) {
    return own;
  }
  const curves = estimate.curves.filter(({ quantity }) => quantity === name);
  if (curves.length === 0 && BY_TIME.has(name)) {
    const [before, now] = [estimate.costs.seconds, costAt(estimate, 'seconds', moved)];
    return before && now && grown(own, before, now);
  }
  return movedAlong(own, curves, estimate.sizes, moved);
}

/** `own` with the factor of each size that was moved: each acts as if it were alone. */
function movedAlong(
  own: IRange,
  curves: readonly ICurve[],
  sizes: readonly ISize[],
  moved: Moved
): IRange | null {
  let found: IRange | null = own;
  for (const [name, to] of moved) {
    const fit = curves.find(({ over }) => over === name)?.fit ?? [];
    const from = sizes.find(size => size.name === name)?.value;
    const before: IRange | null = from === undefined ? null : expectedAt(fit, from);
    const now = expectedAt(fit, to);
    found = found && before && now && grown(found, before, now);
  }
  return found;
}

function neededAt(
  fits: IFits,
  own: IRange | null,
  estimate: IEstimate,
  moved: Moved
): IRange | null {
  const then = costAt(estimate, 'peak_bytes', moved);
  if (own === null || then === null) {
    return null;
  }
  const { value, low, high } = fits.needed;
  return rangeOf(
    value + then.value - own.value,
    Math.max(0, low + then.low - own.low),
    high + then.high - own.high
  );
}

function verdictOf({ low, high }: IRange, available: number): Verdict {
  return high <= available ? 'yes' : low > available ? 'no' : 'maybe';
}
