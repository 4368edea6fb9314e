/** Which memory method pays, on which device: `docs/messages.md` describes it. */

import { fieldsOf, IEnvelope, readEnvelope } from './envelope';
import { list, numberOrNull, record, text, texts } from './fields';
import { IRange, rangeOf } from './ranges';

export const PLAIN = 'none';

/** One method on one device, in texts that hold their intervals. */
export interface IMethodRow {
  method: string;
  state: 'use' | 'fits' | 'out' | '';
  batch: string;
  memory: string;
  throughput: string;
  ratio: string;
  money: string;
}

/** What takes the memory at the peak of one method. */
export interface IParts {
  method: string;
  batch: string;
  evaluation: string;
  /** Kind, and bytes of tensors of that kind. */
  kinds: [string, number][];
}

export interface IDevice {
  name: string;
  text: string;
  memoryBytes: number | null;
  usdPerHour: number | null;
  validated: boolean;
  /** Where its times come from. */
  times: string;
  rows: IMethodRow[];
  rowsCount: number;
  parts: IParts[];
}

export interface IStepPoint {
  batch: number;
  peak: IRange;
  seconds: IRange | null;
}

export interface IStepCurve {
  method: string;
  target: string;
  sequence: number | null;
  /** In ascending batch. */
  points: IStepPoint[];
}

export interface IMethod {
  name: string;
  words: string;
  accuracy: string;
}

export interface ILaw {
  method: string;
  target: string;
  time: string;
  timeR2: string;
  memory: string;
  memoryR2: string;
}

export interface IFrontierFound {
  model: string;
  unit: 'tokens' | 'examples';
  globalBatch: number | null;
  methods: IMethod[];
  devices: IDevice[];
  devicesCount: number;
  curves: IStepCurve[];
  code: [string, string][];
  laws: ILaw[];
  notTried: string[];
  notes: string[];
  assumptions: string[];
  footnote: string;
}

export interface IFrontier extends IEnvelope {
  /** Null while nothing is known. */
  found: IFrontierFound | null;
}

/** The frontier in `data`, or null where it is none that this version knows. */
export function readFrontier(data: unknown): IFrontier | null {
  const fields = fieldsOf(data, ['frontier']);
  return fields && { ...readEnvelope(fields), found: readFound(fields.result) };
}

function readFound(data: unknown): IFrontierFound | null {
  const fields = record(data);
  if (fields === null) {
    return null;
  }
  const devices = list(fields.devices).flatMap(readDevice);
  return {
    model: text(fields.model),
    unit: fields.unit === 'tokens' ? 'tokens' : 'examples',
    globalBatch: numberOrNull(fields.global_batch),
    methods: texts(fields.methods).map(readMethod),
    devices,
    devicesCount: numberOrNull(fields.devices_count) ?? devices.length,
    curves: list(fields.curves).flatMap(readCurve),
    code: Object.entries(record(fields.code) ?? {}).map(([name, code]) => [name, text(code)]),
    laws: list(fields.laws).flatMap(readLaw),
    notTried: texts(fields.not_tried),
    notes: texts(fields.notes),
    assumptions: texts(fields.assumptions),
    footnote: text(fields.footnote)
  };
}

/** Name, what it does, what it costs in accuracy. */
function readMethod(line: string): IMethod {
  const [name, words, accuracy] = line.split('\t');
  return { name, words: words ?? '', accuracy: accuracy ?? '' };
}

function readDevice(data: unknown): IDevice[] {
  const fields = record(data);
  if (fields === null) {
    return [];
  }
  const rows = texts(fields.rows).map(readRow);
  return [
    {
      name: text(fields.name),
      text: text(fields.text),
      memoryBytes: numberOrNull(fields.memory_bytes),
      usdPerHour: numberOrNull(fields.usd_per_hour),
      validated: fields.validated !== false,
      times: text(fields.times),
      rows,
      rowsCount: numberOrNull(fields.rows_count) ?? rows.length,
      parts: texts(fields.parts).map(readParts)
    }
  ];
}

/** Cells with a tab between them. */
function readRow(line: string): IMethodRow {
  const [state, method, batch, memory, throughput, ratio, money] = line.split('\t');
  const known = state === 'use' || state === 'fits' || state === 'out';
  return {
    state: known ? state : '',
    method: method ?? '',
    batch: batch ?? '',
    memory: memory ?? '',
    throughput: throughput ?? '',
    ratio: ratio ?? '',
    money: money ?? ''
  };
}

function readParts(line: string): IParts {
  const [method, batch, evaluation, ...kinds] = line.split('\t');
  const pairs = kinds.map((each): [string, number] => {
    const [kind, size] = each.split(' ');
    return [kind, Number(size)];
  });
  return {
    method,
    batch: batch ?? '',
    evaluation: evaluation ?? '',
    kinds: pairs.filter(([, size]) => Number.isFinite(size) && size > 0)
  };
}

function readLaw(data: unknown): ILaw[] {
  const fields = record(data);
  return fields === null
    ? []
    : [
        {
          method: text(fields.method),
          target: text(fields.target),
          time: text(fields.time),
          timeR2: text(fields.time_r2),
          memory: text(fields.memory),
          memoryR2: text(fields.memory_r2)
        }
      ];
}

/** `batch peak low high seconds low high; …`, with `?` where nobody knows. */
function readCurve(data: unknown): IStepCurve[] {
  const fields = record(data);
  if (fields === null) {
    return [];
  }
  const points = text(fields.points)
    .split(';')
    .flatMap(point => readPoint(point.trim().split(' ')))
    .sort((one, other) => one.batch - other.batch);
  return points.length === 0
    ? []
    : [
        {
          method: text(fields.method),
          target: text(fields.target),
          sequence: numberOrNull(fields.sequence),
          points
        }
      ];
}

function readPoint(numbers: string[]): IStepPoint[] {
  const [batch, peak, low, high, ...time] = numbers.map(each =>
    each === '?' ? NaN : Number(each)
  );
  if (![batch, peak, low, high].every(each => Number.isFinite(each) && each > 0)) {
    return [];
  }
  const known = time.length === 3 && time.every(each => Number.isFinite(each) && each > 0);
  const seconds = known ? rangeOf(time[0], time[1], time[2]) : null;
  return [{ batch, peak: rangeOf(peak, low, high), seconds }];
}
