import { list, numberOrNull, record, text, texts } from '../data/fields';
import * as format from '../data/format';
import { IRange, rangeOf, rangeText, readRange, Write } from '../data/ranges';
import { Fields, fieldsIn, foundIn, saved, versionsOf } from './saved';

/** The record of a frontier in the form of a saved result: nothing is left out. */
export function frontierData(run: Fields): Fields {
  const found = foundIn(run);
  const devices = fieldsIn(found.devices);
  const chosen = record(found.chosen) ?? {};
  const unchecked = devices.filter(({ validated }) => validated === false);
  const calibrated = devices.filter(device => text(device.calibrated) !== '');
  return saved(run, found.source, {
    kind: 'frontier',
    headline: {
      text: text(found.answer),
      tone: text(devices[0]?.name) in chosen ? 'good' : 'warn'
    },
    summary: [found.model, found.optimizer, found.precision].map(text).filter(Boolean).join(', '),
    remarks: [
      ...(unchecked.length > 0
        ? [`Not validated on CUDA: ${unchecked.map(({ name }) => text(name)).join(', ')}`]
        : []),
      ...calibrated.map(device => `Peaks on ${text(device.name)} are ${text(device.calibrated)}`)
    ],
    result: resultOf(found, devices, chosen)
  });
}

function resultOf(found: Fields, devices: Fields[], chosen: Fields): Fields {
  const methods = fieldsIn(found.methods);
  const points = fieldsIn(found.points);
  const untried = methods
    .filter(({ reason }) => text(reason) !== '')
    .map(({ name, reason }) => [text(name), text(reason)]);
  const reasons = Object.entries(record(found.reasons) ?? {}).map(([name, why]) => [
    name,
    text(why)
  ]);
  return {
    ...found,
    methods: methods.map(({ name, words, costs, modelled }) =>
      [text(name), text(words), accuracyOf(text(costs), modelled === true)].join('\t')
    ),
    devices: devices.map(device => deviceOf(device, found, points, methods, chosen)),
    devices_count: devices.length,
    curves: devices.flatMap(device =>
      methods.flatMap(method => curveOf(points, text(method.name), text(device.name)))
    ),
    laws: fieldsIn(found.laws).map(lawOf),
    not_tried: [...new Map([...untried, ...reasons] as [string, string][])].map(
      ([name, why]) => `\`${name}\`: ${why}`
    ),
    footnote: versionsOf(found)
  };
}

function accuracyOf(costs: string, modelled: boolean): string {
  return modelled ? `${costs}; modelled only, nothing of it was traced` : costs;
}

function deviceOf(
  device: Fields,
  found: Fields,
  points: Fields[],
  methods: Fields[],
  chosen: Fields
): Fields {
  const name = text(device.name);
  const own = points.filter(({ target }) => target === name);
  const use = points[numberOrNull(chosen[name]) ?? -1];
  const rows = methods
    .map(method => best(own, text(method.name), use))
    .filter(point => point !== null)
    .sort((one, other) => rank(one, use) - rank(other, use));
  const memory = numberOrNull(device.memory_bytes);
  const title = text(device.title);
  const said = `${name}${title && title !== name ? ` (${title})` : ''}`;
  return {
    ...device,
    text: memory === null ? said : `${said}: ${format.trimmed(format.bytes(memory))}`,
    rows: rows.map(point => rowOf(point, point === use, found)),
    parts: rows.map(partsOf),
    rows_count: rows.length
  };
}

/** The fastest that fits, else the smallest. */
function best(points: Fields[], method: string, use: Fields | undefined): Fields | null {
  const own = points.filter(each => each.method === method);
  if (use !== undefined && own.includes(use)) {
    return use;
  }
  const fitting = own.filter(({ fits }) => fits === true);
  return (
    fitting.reduce<Fields | null>(
      (held, each) => (held === null || rateOf(each) >= rateOf(held) ? each : held),
      null
    ) ??
    own[0] ??
    null
  );
}

function rank(point: Fields, use: Fields | undefined): number {
  return point === use ? -Infinity : point.fits === true ? -rateOf(point) : 1;
}

function rateOf(point: Fields): number {
  return readRange(point.throughput)?.value ?? 0;
}

function rowOf(point: Fields, isUse: boolean, found: Fields): string {
  const state = isUse ? 'use' : point.fits === true ? 'fits' : point.fits === false ? 'out' : '';
  const sequence = found.unit === 'tokens' ? numberOrNull(point.sequence) : null;
  const rate = readRange(point.throughput);
  const each = sequence ?? 1;
  const unit = sequence === null ? 'examples' : 'tokens';
  const score = list(found.scores)
    .map(record)
    .find(one => one?.method === point.method && one?.target === point.target);
  const ratio = point.method === 'none' ? null : readRange(score?.ratio);
  const accumulated =
    (numberOrNull(point.accumulate) ?? 1) > 1 ? ` × ${numberOrNull(point.accumulate)}` : '';
  return [
    state,
    text(point.method),
    `${numberOrNull(point.batch) ?? ''}${accumulated}`,
    said(readRange(point.peak_bytes), format.bytes),
    rate && said(scaled(rate, each), value => `${format.short(value)} ${unit}/s`),
    ratio && format.ratioAndInterval(ratio.value, [ratio.low, ratio.high]),
    said(readRange(point.usd_per_epoch), format.usd)
  ]
    .map(cell => cell ?? '')
    .join('\t');
}

function partsOf(point: Fields): string {
  const kinds = Object.entries(record(point.breakdown) ?? {}).map(
    ([kind, size]) => `${kind} ${numberOrNull(size) ?? 0}`
  );
  const evaluation = said(readRange(point.evaluation_bytes), format.bytes);
  return [text(point.method), `${numberOrNull(point.batch) ?? ''}`, evaluation, ...kinds].join(
    '\t'
  );
}

function curveOf(points: Fields[], method: string, target: string): Fields[] {
  const own = points.filter(
    each =>
      each.method === method &&
      each.target === target &&
      (numberOrNull(each.accumulate) ?? 1) === 1 &&
      readRange(each.peak_bytes) !== null
  );
  const three = (data: unknown): string => {
    const range = readRange(data);
    return range === null ? '? ? ?' : `${range.value} ${range.low} ${range.high}`;
  };
  const lines = own.map(
    each => `${numberOrNull(each.batch) ?? '?'} ${three(each.peak_bytes)} ${three(each.seconds)}`
  );
  const sequence = own[0]?.sequence ?? null;
  return own.length === 0 ? [] : [{ method, target, sequence, points: lines.join('; ') }];
}

function lawOf(law: Fields): Fields {
  const number = (name: string): number | null => numberOrNull(law[name]);
  const [each, fixed] = [number('seconds_per_example'), number('fixed_seconds')];
  const [grows, base] = [number('bytes_per_example'), number('fixed_bytes')];
  const written = (value: number | null, write: Write): string => format.trimmed(write(value ?? 0));
  const r2 = (value: number | null): string => (value === null ? '' : value.toFixed(3));
  return {
    method: law.method,
    target: law.target,
    time:
      each === null
        ? ''
        : `max(${written(number('floor_seconds'), format.seconds)}, ${written(each, format.seconds)}·x) + ${written(fixed, format.seconds)}`,
    time_r2: r2(number('time_r2')),
    memory:
      grows === null
        ? ''
        : `max(${written(number('optimizer_bytes'), format.bytes)}, ${written(grows, format.bytes)}·x + ${written(base, format.bytes)})`,
    memory_r2: r2(number('memory_r2')),
    notes: texts(law.notes)
  };
}

function scaled(range: IRange, by: number): IRange {
  return rangeOf(range.value * by, range.low * by, range.high * by);
}

function said(range: IRange | null, write: Write): string {
  return range === null ? '' : rangeText(range, write);
}
