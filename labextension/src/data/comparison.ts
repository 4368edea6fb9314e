/** Two records, side by side: what they say, and where that differs. */

import { bytes, ratioAndInterval, seconds } from './format';
import { list, numberOrNull, record, text, textOrNull } from './fields';
import { IRange, predictedIn, rangeText, readRange } from './ranges';
import { IEvidence, readVerdict } from './verdict';

/** What is compared of a record. */
export interface IRecord {
  id: string;
  /** ISO date. */
  created: string;
  kind: string;
  path: string;
  title: string;
  outcome: string;
  ratio: number | null;
  interval: [number, number] | null;
  seconds: number | null;
  /** Of an estimate: on what, and what it gave for the whole. */
  target: string;
  predicted: IRange | null;
  predictedPeak: IRange | null;
  actual: number | null;
  options: [string, string][];
  machine: string;
  version: string;
  versions: [string, string][];
  source: string;
  /** The accepted rewrite; null where there was none. */
  code: string | null;
  evidence: IEvidence | null;
}

export interface IRow {
  name: string;
  texts: [string, string];
  differs: boolean;
}

/** The record in `run`, as the server gives it. */
export function readRecord(run: Record<string, unknown>): IRecord {
  const result = record(run.result);
  const best = readVerdict(result?.best)[0] ?? null;
  const [low, high] = [numberOrNull(run.low), numberOrNull(run.high)];
  return {
    id: text(run.id),
    created: text(run.created),
    kind: text(run.kind),
    path: text(run.path) || text(run.notebook),
    title: text(run.title),
    outcome: text(run.outcome),
    ratio: numberOrNull(run.ratio),
    interval: low === null || high === null ? null : [low, high],
    seconds: numberOrNull(run.seconds),
    target: targetsIn(result),
    predicted: predictedIn(run),
    predictedPeak: readRange(result?.peak_bytes),
    actual: numberOrNull(run.actual),
    options: said(run.options),
    machine: text(run.machine),
    version: text(run.version),
    versions: said(run.versions),
    source: textOrNull(result?.source) ?? text(run.source),
    code: best && (best.code ?? textOrNull(result?.code)),
    evidence: best?.evidence ?? null
  };
}

/** The older first. */
export function inOrder(one: IRecord, other: IRecord): [IRecord, IRecord] {
  return Date.parse(one.created) > Date.parse(other.created) ? [other, one] : [one, other];
}

/** Rows for what both may have; those that are empty on both sides are left out. */
export function rowsOf(
  pair: readonly [IRecord | null, IRecord | null],
  words: { name: string; read: (side: IRecord) => string }[]
): IRow[] {
  return words
    .map(({ name, read }) => row(name, pair, side => (side ? read(side) : '')))
    .filter(({ texts }) => texts.some(each => each !== ''));
}

/** One row for each name that either side has. */
export function rowsByName(
  pair: readonly [IRecord | null, IRecord | null],
  field: 'options' | 'versions'
): IRow[] {
  const names = pair.flatMap(side => (side?.[field] ?? []).map(([name]) => name));
  return [...new Set(names)]
    .sort()
    .map(name => row(name, pair, side => new Map(side?.[field]).get(name) ?? ''));
}

/** Whether two gains are surely not the same: their intervals don't meet. */
export function gainsDiffer([one, other]: readonly [IRecord | null, IRecord | null]): boolean {
  if (!one?.interval || !other?.interval) {
    return one?.ratio !== other?.ratio;
  }
  return one.interval[1] < other.interval[0] || other.interval[1] < one.interval[0];
}

export function gainOf({ ratio, interval }: IRecord): string {
  return ratio === null ? '' : ratioAndInterval(ratio, interval);
}

export function searchTime(side: IRecord): string {
  return side.seconds === null ? '' : seconds(side.seconds);
}

export function predictedTime({ predicted }: IRecord): string {
  return predicted === null ? '' : rangeText(predicted, seconds);
}

export function predictedMemory({ predictedPeak }: IRecord): string {
  return predictedPeak === null ? '' : rangeText(predictedPeak, bytes);
}

export function actualTime({ actual }: IRecord): string {
  return actual === null ? '' : seconds(actual);
}

/** `here`; of a comparison all targets. */
function targetsIn(result: Record<string, unknown> | null): string {
  const each = [result, ...list(result?.estimates).map(record)];
  return each
    .map(estimate => text(estimate?.target))
    .filter(target => target !== '')
    .join(', ');
}

function row(
  name: string,
  pair: readonly [IRecord | null, IRecord | null],
  read: (side: IRecord | null) => string
): IRow {
  const texts: [string, string] = [read(pair[0]), read(pair[1])];
  // Nothing differs from what is gone.
  return { name, texts, differs: !pair.includes(null) && texts[0] !== texts[1] };
}

/** Names and values as text: lists joined, flags by their name alone. */
function said(data: unknown): [string, string][] {
  return Object.entries(record(data) ?? {}).map(([name, value]) => [name, valueText(value)]);
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) {
    return list(value).map(valueText).join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
