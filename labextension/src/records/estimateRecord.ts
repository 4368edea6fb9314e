import { list, numberOrNull, record, text } from '../data/fields';
import * as format from '../data/format';
import { rangeText, readRange, Write } from '../data/ranges';
import { Fields, fieldsIn, foundIn, saved } from './saved';

/** Endings of figures' names that are a unit; the longest first. */
const UNITS: [string, Write][] = [
  ['_bytes_per_s', value => `${format.bytes(value)}/s`],
  ['_flops_per_s', value => `${format.flops(value)}/s`],
  ['_per_s', value => `${format.short(value)}/s`],
  ['_bytes', format.bytes],
  ['_flops', format.flops],
  ['_seconds', format.seconds],
  ['_s', format.seconds],
  ['_days', value => `${format.short(value)} days`],
  ['_joules', format.energy],
  ['_usd', format.usd],
  ['_share', format.percent]
];

/** The record of an estimate or comparison in the form of a saved result. */
export function estimateData(run: Fields): Fields {
  const found = foundIn(run);
  const estimates = list(found.estimates).flatMap(each => withColumns(record(each)));
  const comparison = run.kind === 'comparison';
  const whole = comparison ? estimates : withColumns(found);
  const first = record(comparison ? list(found.estimates)[0] : found) ?? {};
  return saved(run, first.source, {
    headline: { text: headline(run, first), tone: run.outcome === 'right' ? 'good' : 'plain' },
    summary: comparison ? '' : growth(found),
    result: comparison ? { estimates: whole, estimates_count: estimates.length } : whole[0]
  });
}

/** `estimated: 41 s (34 to 50 s), 3.2 GB at the peak` of an estimate; of several the first. */
function headline(run: Fields, found: Fields): string {
  const [time, memory] = [readRange(found.seconds), readRange(found.peak_bytes)];
  const said = [
    time && rangeText(time, format.seconds),
    memory && rangeText(memory, format.bytes)
  ].filter(part => part !== null);
  const reason = text(record(found.reasons)?.seconds);
  const what = run.kind === 'comparison' ? '' : said.join(', ') || reason;
  return [text(run.outcome), what].filter(Boolean).join(': ');
}

function growth(found: Fields): string {
  const words = list(found.curves).map(curve => text(record(curve)?.words));
  return words.find(each => each !== '') ?? '';
}

/** With the lists of points as columns, as a notebook has them. */
function withColumns(found: Fields | null): Fields[] {
  if (found === null) {
    return [];
  }
  const sizes = new Map(
    list(found.sizes).map(size => [text(record(size)?.name), record(size)?.value])
  );
  const curves = list(found.curves).flatMap(curve => curveData(record(curve), sizes));
  const figures = Object.entries(record(found.figures) ?? {}).map(figureData);
  return [{ ...found, curves, figures, accuracy: undefined }];
}

function curveData(curve: Fields | null, own: ReadonlyMap<string, unknown>): Fields[] {
  if (curve === null) {
    return [];
  }
  const over = text(curve.over);
  const samples = fieldsIn(curve.samples);
  const points = fieldsIn(curve.fit);
  const at = (point: Fields): unknown => record(point.sizes)?.[over];
  const isAside = ({ sizes }: Fields): boolean =>
    Object.entries(record(sizes) ?? {}).some(
      ([name, size]) => name !== over && own.has(name) && own.get(name) !== size
    );
  const end = (name: string): unknown[] => points.map(point => record(point.expected)?.[name]);
  return [
    {
      ...curve,
      samples: {
        at: samples.map(at),
        measured: samples.map(({ measured }) => measured),
        used: samples.map(({ used }) => used),
        aside: samples.map(isAside)
      },
      fit: { at: points.map(at), value: end('value'), low: end('low'), high: end('high') }
    }
  ];
}

function figureData([name, value]: [string, unknown]): Fields {
  const [ending, write] = UNITS.find(([each]) => `_${name}`.endsWith(each)) ?? ['', format.short];
  const [range, number] = [readRange(value), numberOrNull(value)];
  const said = range
    ? rangeText(range, write)
    : number === null
      ? text(value)
      : format.trimmed(write(number));
  const label = typeof value === 'string' ? name : `_${name}`.slice(1, -ending.length || undefined);
  return { name, label: (label || name).replace(/_/g, ' '), text: said };
}
