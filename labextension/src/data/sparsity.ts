/** Recipes of sparse training, compared: `docs/messages.md` describes it. */

import { fieldsOf, IEnvelope, readEnvelope } from './envelope';
import { list, numberOrNull, record, text, texts } from './fields';
import { IRange, rangeOf } from './ranges';

/** One recipe over its seeds, in texts that hold their intervals, and the numbers for plots. */
export interface IRecipeRow {
  state: 'best' | 'dense' | 'failed' | '';
  name: string;
  metric: string;
  difference: string;
  test: string;
  kept: string;
  size: string;
  served: string;
  step: string;
  mean: number | null;
  error: number | null;
  /** Packed bytes over dense ones. */
  sizeRatio: number | null;
  /** How many times as fast as dense its fastest form serves. */
  speed: IRange | null;
}

export interface ILoss {
  name: string;
  /** Step of the optimizer, loss. */
  points: [number, number][];
}

/** What pruning one layer alone, after training, does to it and to the metric at some patterns. */
export interface ISensitive {
  layer: string;
  points: { n: number; m: number; error: number; change: number | null }[];
}

export interface IMask {
  layer: string;
  /** Rows of whether a weight is kept. */
  rows: boolean[][];
}

export interface ISparsityFound {
  metric: string;
  direction: 'max' | 'min';
  recipes: IRecipeRow[];
  recipesCount: number;
  failed: [string, string][];
  /** Recipe, form, batch, time or reason, ratio. */
  latency: string[][];
  losses: ILoss[];
  /** Layer, shape, kind, kept. */
  layers: string[][];
  sensitivity: ISensitive[];
  /** M that sliders offer. */
  groups: number[];
  /** N and M that they begin with. */
  first: [number, number];
  /** Recipes to train another pattern with. */
  sparse: string[];
  /** Layer, format, relative error, bits. */
  formats: string[][];
  masks: IMask[];
  skipped: string[];
  /** The recipe that an export is of; empty where there is none. */
  exported: string;
  notes: string[];
  assumptions: string[];
  footnote: string;
}

export interface ISparsity extends IEnvelope {
  /** Null while nothing is known. */
  found: ISparsityFound | null;
}

/** The report in `data`, or null where it is none that this version knows. */
export function readSparsity(data: unknown): ISparsity | null {
  const fields = fieldsOf(data, ['sparsity']);
  return fields && { ...readEnvelope(fields), found: readFound(fields.result) };
}

function readFound(data: unknown): ISparsityFound | null {
  const fields = record(data);
  if (fields === null) {
    return null;
  }
  const recipes = texts(fields.recipes).map(readRecipe);
  const [n, m] = list(fields.first).map(numberOrNull);
  const groups = list(fields.groups)
    .map(numberOrNull)
    .filter((each): each is number => each !== null && each > 1 && each <= 64);
  return {
    metric: text(fields.metric),
    direction: fields.direction === 'min' ? 'min' : 'max',
    recipes,
    recipesCount: numberOrNull(fields.recipes_count) ?? recipes.length,
    failed: texts(fields.failed).map(line => {
      const [who, why] = line.split('\t');
      return [who, why ?? ''];
    }),
    latency: texts(fields.latency).map(line => cells(line, 5)),
    losses: texts(fields.losses).map(readLoss),
    layers: texts(fields.layers).map(line => cells(line, 4)),
    sensitivity: texts(fields.sensitivity)
      .map(readSensitive)
      .filter(({ points }) => points.length > 0),
    groups,
    first: n && m && n <= m ? [n, m] : [2, 4],
    sparse: texts(fields.sparse),
    formats: texts(fields.formats).map(line => cells(line, 4)),
    masks: texts(fields.masks).map(readMask),
    skipped: texts(fields.skipped),
    exported: text(fields.export),
    notes: texts(fields.notes),
    assumptions: texts(fields.assumptions),
    footnote: text(fields.footnote)
  };
}

/** Cells with a tab between them, as many as there should be. */
function cells(line: string, count: number): string[] {
  const found = line.split('\t');
  return Array.from({ length: count }, (_, at) => found[at] ?? '');
}

function readRecipe(line: string): IRecipeRow {
  const [state, name, metric, difference, test, kept, size, served, step, numbers] = cells(
    line,
    10
  );
  const [mean, error, sizeRatio, value, low, high] = numbers.split(' ').map(number);
  const known = state === 'best' || state === 'dense' || state === 'failed';
  const speed = [value ?? null, low ?? null, high ?? null];
  return {
    state: known ? state : '',
    name,
    metric,
    difference,
    test,
    kept,
    size,
    served,
    step,
    mean: mean ?? null,
    error: error ?? null,
    sizeRatio: sizeRatio ?? null,
    speed: areNumbers(speed) && speed[1] > 0 ? rangeOf(speed[0], speed[1], speed[2]) : null
  };
}

function readLoss(line: string): ILoss {
  const [name, rest] = cells(line, 2);
  const numbers = rest.split(' ').map(number);
  const points: [number, number][] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [step, loss] = [numbers[at], numbers[at + 1]];
    if (step !== null && loss !== null) {
      points.push([step, loss]);
    }
  }
  return { name, points };
}

function readSensitive(line: string): ISensitive {
  const [layer, rest] = cells(line, 2);
  const points = rest.split(';').flatMap(each => {
    const [pattern, error, change] = each.trim().split(' ');
    const [n, m] = (pattern ?? '').split(':').map(Number);
    const known = number(error ?? '');
    const valid = Number.isInteger(n) && Number.isInteger(m) && n > 0 && n <= m && known !== null;
    return valid ? [{ n, m, error: known, change: number(change ?? '') }] : [];
  });
  return { layer, points };
}

/** Rows are hexadecimal numbers, the first column their highest bit. */
function readMask(line: string): IMask {
  const [layer, columns, rest] = cells(line, 3);
  const wide = Math.min(Math.max(Math.round(Number(columns)) || 0, 0), 128);
  const rows = rest
    .split(' ')
    .filter(row => /^[0-9a-f]+$/.test(row))
    .slice(0, 128)
    .map(row => {
      const bits = Array.from(row, digit => parseInt(digit, 16).toString(2).padStart(4, '0')).join(
        ''
      );
      return Array.from(bits.padStart(wide, '0').slice(-wide || undefined), bit => bit === '1');
    });
  return { layer, rows: wide > 0 ? rows : [] };
}

function areNumbers(all: (number | null)[]): all is number[] {
  return all.every(each => each !== null);
}

function number(said: string): number | null {
  const value = Number(said);
  return said !== '' && said !== '?' && Number.isFinite(value) ? value : null;
}
