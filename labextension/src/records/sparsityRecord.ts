import { list, numberOrNull, record, text, texts } from '../data/fields';
import * as format from '../data/format';
import { IRange, rangeText, readRange } from '../data/ranges';
import { parsed } from './fromRecord';

type Fields = Record<string, unknown>;

const DENSE = 'dense';
const FORMS: Record<string, string> = {
  int8: 'int8, dense',
  'packed-int8': 'int8, packed',
  'semi-structured': 'torch semi-structured (CUDA)'
};
/** Forms that serve the weights as they were trained. */
const EXACT = ['dense', 'packed', 'semi-structured'];
const GROUPS = [2, 4, 8, 16, 32];

/** The record of a report in the form of a saved result: nothing is left out. */
export function sparsityData(run: Fields): Fields {
  const found = record(run.result) ?? parsed(run.result) ?? {};
  const runs = fieldsIn(found.runs);
  const better = found.direction === 'min' ? 'lower' : 'higher';
  const metric = text(found.metric) ? `metric ${text(found.metric)} (${better} is better)` : '';
  const summary = [found.model, found.optimizer, found.backend, metric].map(text).filter(Boolean);
  const best = bestOf(found);
  return {
    schema: 1,
    kind: 'sparsity',
    state: 'done',
    run: run.id,
    cell: run.cell,
    source: text(found.source) || run.source,
    source_sha256: run.source_sha256,
    created: run.created,
    headline: {
      text: text(found.answer),
      tone: best ? 'good' : runs.some(each => !text(each.failed)) ? 'plain' : 'warn'
    },
    summary: summary.join(', '),
    remarks: text(found.stopped) ? [`Stopped ${text(found.stopped)}`] : [],
    result: resultOf(found, runs, best),
    left_out: []
  };
}

function resultOf(found: Fields, runs: Fields[], best: Fields | null): Fields {
  const summaries = fieldsIn(found.summaries);
  const latency = fieldsIn(found.latency);
  const patterns = fieldsIn(found.sensitivity).map(({ pattern }) => text(pattern));
  const first = patterns.map(each => each.split(':').map(Number)).find(pair => pair.length === 2);
  const sparse = runs.filter(each => !text(each.failed)).map(({ recipe }) => text(recipe));
  const shown = runs.find(each => best !== null && isOf(each, best) && !text(each.failed));
  const reasons = Object.entries(record(found.reasons) ?? {});
  return {
    metric: found.metric,
    direction: found.direction,
    recipes: ordered(summaries, found.direction === 'min').map(each =>
      recipeOf(each, runs, latency, best)
    ),
    recipes_count: summaries.length,
    failed: runs
      .filter(each => text(each.failed))
      .map(
        each => `${labelOf(each)}, seed ${numberOrNull(each.seed) ?? '?'}\t${text(each.failed)}`
      ),
    latency: latency.map(latencyOf),
    losses: summaries.flatMap(each => lossesOf(each, runs)),
    layers: fieldsIn(shown?.layers).map(layer =>
      [text(layer.name), shapeOf(layer), text(layer.kind), share(layer.density)].join('\t')
    ),
    sensitivity: sensitivityOf(fieldsIn(found.sensitivity)),
    groups: patterns.length > 0 ? GROUPS : [],
    first: first ?? [2, 4],
    sparse: [...new Set(sparse)].filter(name => name !== DENSE).slice(0, 3),
    formats: fieldsIn(found.formats).map(each =>
      [text(each.layer), text(each.format), share(each.relative_error), digits(each.bits)].join(
        '\t'
      )
    ),
    masks: Object.entries(record(found.masks) ?? {}).map(([layer, rows]) =>
      maskOf(layer, text(rows))
    ),
    skipped: fieldsIn(found.skipped).map(
      each => `\`${text(each.name)}\` (${shapeOf(each)}): ${text(each.why)}`
    ),
    export: best ? best.recipe : '',
    notes: [
      ...texts(found.notes),
      ...new Set(runs.flatMap(each => texts(each.notes))),
      ...new Set(runs.map(each => text(each.switch)).filter(Boolean)),
      ...reasons.map(([name, why]) => `\`${name}\`: ${text(why)}`)
    ],
    assumptions: texts(found.assumptions),
    footnote: Object.entries(record(found.versions) ?? {})
      .map(pair => pair.join(' '))
      .join(' · ')
  };
}

function bestOf(found: Fields): Fields | null {
  const known = fieldsIn(found.summaries).filter(
    each => text(each.pattern) !== DENSE && numberOrNull(each.mean) !== null
  );
  return ordered(known, found.direction === 'min')[0] ?? null;
}

/** The cell as it stands first, then the best. */
function ordered(summaries: Fields[], isLower: boolean): Fields[] {
  const sign = isLower ? 1 : -1;
  const rank = (each: Fields): number =>
    labelOf(each) === DENSE ? -Infinity : sign * (numberOrNull(each.mean) ?? sign * Infinity);
  return [...summaries].sort((one, other) => rank(one) - rank(other) || 0);
}

function recipeOf(each: Fields, runs: Fields[], latency: Fields[], best: Fields | null): string {
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

function latencyOf(each: Fields): string {
  const [seconds, ratio] = [readRange(each.seconds), readRange(each.ratio)];
  return [
    labelOf(each),
    formOf(each),
    String(numberOrNull(each.batch) ?? ''),
    seconds ? rangeText(seconds, format.seconds) : text(each.reason),
    ratio ? format.ratioAndInterval(ratio.value, [ratio.low, ratio.high]) : ''
  ].join('\t');
}

function lossesOf(summary: Fields, runs: Fields[]): string[] {
  const own = runs.find(run => isOf(run, summary) && !text(run.failed));
  const steps = list(own?.loss_steps).map(numberOrNull);
  const points = list(own?.losses).flatMap((loss, at) => {
    const [step, value] = [steps[at], numberOrNull(loss)];
    return step === null || step === undefined || value === null ? [] : [`${step} ${value}`];
  });
  return points.length > 1 ? [`${labelOf(summary)}\t${points.join(' ')}`] : [];
}

function sensitivityOf(all: Fields[]): string[] {
  const layers = new Map<string, string[]>();
  for (const each of all) {
    const said = [text(each.pattern), digits(each.relative_error), digits(each.metric_change)];
    const name = text(each.layer);
    layers.set(name, [...(layers.get(name) ?? []), said.join(' ')]);
  }
  return [...layers].map(([name, said]) => `${name}\t${said.join('; ')}`);
}

/** Rows of `1` and `0` as hexadecimal numbers. */
function maskOf(layer: string, picture: string): string {
  const rows = picture.split('\n').filter(row => /^[01]+$/.test(row));
  const wide = Math.max(0, ...rows.map(row => row.length));
  const coded = rows.map(row => BigInt(`0b${row.padEnd(wide, '0')}`).toString(16));
  return [layer, String(wide), coded.join(' ')].join('\t');
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

function labelOf({ recipe, pattern, quantize }: Fields): string {
  const parts = [text(recipe), text(pattern) === DENSE ? '' : text(pattern)];
  return [...parts, text(quantize) === 'none' ? '' : text(quantize)].filter(Boolean).join(' ');
}

function formOf({ form }: Fields): string {
  return FORMS[text(form)] ?? text(form);
}

function isOf(run: Fields, summary: Fields): boolean {
  return labelOf(run) === labelOf(summary);
}

function signedRange({ value, low, high }: IRange): string {
  const said = (one: number): string =>
    `${one < 0 ? '−' : '+'}${Number(Math.abs(one).toPrecision(3))}`;
  return `${said(value)} [${said(low)}, ${said(high)}]`;
}

function shapeOf({ shape }: Fields): string {
  return list(shape).map(String).join('x');
}

function share(value: unknown): string {
  const known = numberOrNull(value);
  return known === null ? '' : format.percent(known);
}

function digits(value: unknown): string {
  const known = numberOrNull(value);
  return known === null ? '?' : String(Number(known.toPrecision(4)));
}

function fieldsIn(data: unknown): Fields[] {
  return list(data).map(each => record(each) ?? {});
}
