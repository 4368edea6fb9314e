/**
 * Other N:M patterns, read off after training, by the rules of `docs/messages.md`: each layer's
 * error at some densities was measured; nothing pruned is 0, all pruned 1, and between two
 * densities a line is drawn whose ends are what is known on both sides.
 */

import { exactly, IRange, rangeOf } from './ranges';
import { ISensitive, ISparsityFound } from './sparsity';

export interface ILayerRead {
  layer: string;
  error: IRange;
  loss: IRange | null;
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
  /** Of all layers together, if what each does alone adds up. */
  loss: IRange | null;
}

export function readOff(found: ISparsityFound, n: number, m: number): IRead {
  const layers = found.sensitivity
    .map(each => layerAt(each, n, m))
    .sort((one, other) => other.error.value - one.error.value);
  const losses = layers.map(({ loss }) => loss);
  return { n, m, bits: bitsOf(n, m), layers, loss: losses.length > 0 ? sum(losses) : null };
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

function layerAt({ layer, points }: ISensitive, n: number, m: number): ILayerRead {
  const same = points.find(point => point.n === n && point.m === m);
  if (same) {
    const loss = same.loss === null ? null : exactly(same.loss);
    return { layer, error: exactly(same.error), loss, isMeasured: true };
  }
  const errors = points.map((p): [number, number] => [p.n / p.m, p.error]);
  const losses = points.flatMap((p): [number, number][] =>
    p.loss === null ? [] : [[p.n / p.m, p.loss]]
  );
  return {
    layer,
    error: between([[0, 1], ...errors, [1, 0]], n / m) ?? exactly(1),
    loss: between([...losses, [1, 0]], n / m),
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
