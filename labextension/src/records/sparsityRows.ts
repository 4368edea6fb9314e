import { list, numberOrNull, text } from '../data/fields';
import * as format from '../data/format';
import { IRange, rangeText, readRange } from '../data/ranges';
import { Fields, fieldsIn } from './saved';

export const DENSE = 'dense';
const FORMS: Record<string, string> = {
  int8: 'int8, dense',
  'packed-int8': 'int8, packed',
  'semi-structured': 'torch semi-structured (CUDA)'
};
/** Forms that serve the weights as they were trained. */
const EXACT = ['dense', 'packed', 'semi-structured'];

/** What a recipe came to, as a row of its table. */
export function recipeOf(
  each: Fields,
  runs: Fields[],
  latency: Fields[],
  best: Fields | null
): string {
  const isDense = labelOf(each) === DENSE;
  const own = runs.filter(run => isOf(run, each) && !text(run.failed));
  const [mean, error] = [numberOrNull(each.mean), numberOrNull(each.standard_error)];
  const seeds = numberOrNull(each.seeds) ?? 0;
  const metric =
    mean === null
      ? ''
      : error === null
        ? `${Number(mean.toPrecision(4))} (one seed)`
        : `${Number(mean.toPrecision(5))} ± ${Number(error.toPrecision(2))} (${seeds} seeds)`;
  const difference = readRange(each.difference);
  const p = numberOrNull(each.p_value);
  const test = [
    p === null ? '' : p < 0.001 ? 'p < 0.001' : `p = ${Number(p.toPrecision(2))}`,
    difference ? `better on ${numberOrNull(each.wins) ?? 0} of ${seeds}` : ''
  ];
  const [packed, dense] = [numberOrNull(each.bytes_packed), numberOrNull(each.bytes_dense)];
  const ratio = packed !== null && dense ? packed / dense : isDense ? 1 : null;
  const served = isDense ? null : servedOf(each, latency);
  const speed = served && readRange(served.ratio);
  const densities = own.map(densityOf).filter((value): value is number => value !== null);
  const kept = densities.reduce((sum, value) => sum + value, 0) / densities.length;
  const steps = own
    .map(run => numberOrNull(run.step_seconds))
    .filter((value): value is number => value !== null)
    .sort((one, other) => one - other);
  const middle = steps[Math.floor(steps.length / 2)];
  return [
    each === best ? 'best' : isDense ? 'dense' : own.length === 0 ? 'failed' : '',
    labelOf(each),
    metric,
    difference ? signedRange(difference) : '',
    test.filter(Boolean).join(', '),
    isDense || densities.length === 0 ? '' : format.percent(kept),
    packed !== null && dense ? `${(packed / dense).toFixed(2)}× (${format.trimmed(format.bytes(packed))} of ${format.trimmed(format.bytes(dense))})` : '', // prettier-ignore
    served && speed
      ? `${format.ratioAndInterval(speed.value, [speed.low, speed.high])} ${formOf(served)}, batch ${numberOrNull(served.batch)}`
      : '',
    middle === undefined
      ? ''
      : `${format.trimmed(format.seconds(middle))} (${format.trimmed(format.seconds(steps[0]))} to ${format.trimmed(format.seconds(steps[steps.length - 1]))})`,
    [mean, error, ratio, speed?.value ?? null, speed?.low ?? null, speed?.high ?? null]
      .map(value => (value === null ? '?' : String(value)))
      .join(' ')
  ].join('\t');
}

/** How a recipe serves in one form, as a row of its table. */
export function latencyOf(each: Fields): string {
  const [seconds, ratio] = [readRange(each.seconds), readRange(each.ratio)];
  return [
    labelOf(each),
    formOf(each),
    String(numberOrNull(each.batch) ?? ''),
    seconds ? rangeText(seconds, format.seconds) : text(each.reason),
    ratio ? format.ratioAndInterval(ratio.value, [ratio.low, ratio.high]) : ''
  ].join('\t');
}

export function labelOf({ recipe, pattern, quantize }: Fields): string {
  const parts = [text(recipe), text(pattern) === DENSE ? '' : text(pattern)];
  return [...parts, text(quantize) === 'none' ? '' : text(quantize)].filter(Boolean).join(' ');
}

export function isOf(run: Fields, summary: Fields): boolean {
  return labelOf(run) === labelOf(summary);
}

/** The fastest form at the smallest batch, of those that compute with the trained weights. */
function servedOf(each: Fields, latency: Fields[]): Fields | null {
  const own = latency.filter(
    one =>
      one.recipe === each.recipe &&
      one.pattern === each.pattern &&
      readRange(one.ratio) !== null &&
      EXACT.includes(text(one.form)) === (text(each.quantize) === 'none')
  );
  const smallest = Math.min(...own.map(({ batch }) => numberOrNull(batch) ?? Infinity));
  const at = own.filter(({ batch }) => batch === smallest);
  const speed = (one: Fields): number => readRange(one.ratio)?.value ?? 0;
  return at.sort((one, other) => speed(other) - speed(one))[0] ?? null;
}

function formOf({ form }: Fields): string {
  return FORMS[text(form)] ?? text(form);
}

function densityOf(run: Fields): number | null {
  let [kept, all] = [0, 0];
  for (const layer of fieldsIn(run.layers)) {
    const size = list(layer.shape).reduce<number>((part, n) => part * (numberOrNull(n) ?? 0), 1);
    kept += size * (numberOrNull(layer.density) ?? 0);
    all += size;
  }
  return all > 0 ? kept / all : null;
}

function signedRange({ value, low, high }: IRange): string {
  const said = (one: number): string =>
    `${one < 0 ? '−' : '+'}${Number(Math.abs(one).toPrecision(3))}`;
  return `${said(value)} [${said(low)}, ${said(high)}]`;
}
