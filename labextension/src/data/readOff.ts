/**
 * Other N:M patterns, read off after training, by the rules of `docs/messages.md`: each layer's
 * error at some densities was measured; nothing pruned is 0, all pruned 1, and between two
 * densities a line is drawn whose ends are what is known on both sides.
 */

import { exactly, IRange, rangeOf } from './ranges';
import { ISensitive, ISparsityFound } from './sparsity';

/** Of a metric's name. */
const MOST_CHARS = 40;

export interface ILayerRead {
  layer: string;
  error: IRange;
  /** Of the metric. */
  change: IRange | null;
  /** Whether this very pattern was measured. */
  isMeasured: boolean;
}

export interface IRead {
  n: number;
  m: number;
  /** Of a weight in fp32, indices included. */
  bits: number;
  /** Largest error first. */
  layers: ILayerRead[];
  /** Of the metric by all layers together, if what each does alone adds up. */
  change: IRange | null;
}

export function readOff(found: ISparsityFound, n: number, m: number): IRead {
  const layers = found.sensitivity
    .map(each => layerAt(each, n, m))
    .sort((one, other) => other.error.value - one.error.value);
  const changes = layers.map(({ change }) => change);
  return { n, m, bits: bitsOf(n, m), layers, change: changes.length > 0 ? sum(changes) : null };
}

/** 2:4 in fp32 is 17. */
export function bitsOf(n: number, m: number): number {
  return n >= m ? 32 : (n / m) * (32 + Math.ceil(Math.log2(m)));
}

/** What to write after the magic to train a pattern, and compare it with dense. */
export function optionsFor(found: ISparsityFound, n: number, m: number): string {
  const recipes = found.sparse.filter(name => /^[\w.()=,-]+$/.test(name));
  const compared = ['dense', ...(recipes.length > 0 ? recipes : ['step'])].join(',');
  const isName = /^[A-Za-z_]\w*$/.test(found.metric);
  const metric = isName ? ` --metric ${found.metric}:${found.direction}` : '';
  return `--pattern ${n}:${m} --compare ${compared}${metric}`;
}

/** `acc −0.03`; with what is known on both sides where it was read off. */
export function changeText(metric: string, { value, low, high }: IRange): string {
  const ends = low === high ? '' : ` (${signed(low)} to ${signed(high)})`;
  const name = metric.length > MOST_CHARS ? `${metric.slice(0, MOST_CHARS)}…` : metric;
  return `${name} ${signed(value)}${ends}`;
}

function signed(value: number): string {
  const sign = value < 0 ? '−' : value > 0 ? '+' : '±';
  return `${sign}${Number(Math.abs(value).toPrecision(2))}`;
}

function layerAt({ layer, points }: ISensitive, n: number, m: number): ILayerRead {
  const same = points.find(point => point.n === n && point.m === m);
  if (same) {
    const change = same.change === null ? null : exactly(same.change);
    return { layer, error: exactly(same.error), change, isMeasured: true };
  }
  const errors = points.map((p): [number, number] => [p.n / p.m, p.error]);
  const changes = points.flatMap((p): [number, number][] =>
    p.change === null ? [] : [[p.n / p.m, p.change]]
  );
  return {
    layer,
    error: between([[0, 1], ...errors, [1, 0]], n / m) ?? exactly(1),
    change: between([...changes, [1, 0]], n / m),
    isMeasured: n === m
  };
}

function between(points: [number, number][], at: number): IRange | null {
  const ordered = [...points].sort(([one, a], [other, b]) => one - other || a - b);
  for (let place = 0; place < ordered.length; place++) {
    const [right, second] = ordered[place];
    const [left, first] = ordered[Math.max(place - 1, 0)];
    if (left <= at && at <= right) {
      if (at === right) {
        return exactly(second);
      }
      const value = first + ((at - left) / (right - left)) * (second - first);
      return rangeOf(value, Math.min(first, second), Math.max(first, second));
    }
  }
  return null;
}

function sum(all: (IRange | null)[]): IRange | null {
  let total = exactly(0);
  for (const each of all) {
    if (each === null) {
      return null;
    }
    total = rangeOf(total.value + each.value, total.low + each.low, total.high + each.high);
  }
  return total;
}
