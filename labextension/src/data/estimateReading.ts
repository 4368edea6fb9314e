/** Estimates as they come, made safe: what isn't understood is left out. */

import { readCurve } from './curves';
import { fieldsOf, readEnvelope, readTone } from './envelope';
import {
  Costs,
  IAccuracy,
  IActual,
  IEstimate,
  IEstimates,
  IFits,
  IRow,
  ISize,
  IWhatIf,
  QUANTITIES
} from './estimate';
import { list, numberOrNull, record, text, texts } from './fields';
import { readRange } from './ranges';

/** The estimate or comparison in `data`, or null where it is none that this version knows. */
export function readEstimates(data: unknown): IEstimates | null {
  const fields = fieldsOf(data, ['estimate', 'comparison']);
  if (fields === null) {
    return null;
  }
  const comparison = fields.kind === 'comparison';
  const result = record(fields.result);
  const each = comparison ? withShared(result) : [result];
  const estimates = each.flatMap(readEstimate);
  return {
    ...readEnvelope(fields),
    comparison,
    estimates,
    estimatesCount: numberOrNull(result?.estimates_count) ?? estimates.length
  };
}

/** Each whole: what is the same in all of them is saved once. */
function withShared(result: Record<string, unknown> | null): Record<string, unknown>[] {
  const shared = record(result?.shared) ?? {};
  return list(result?.estimates)
    .map(each => record(each) ?? {})
    .map(each => ({
      ...shared,
      ...each,
      curves: [...list(shared.curves), ...list(each.curves)]
    }));
}

function readEstimate(data: unknown): IEstimate[] {
  const fields = record(data);
  if (fields === null) {
    return [];
  }
  const rows = list(fields.rows).flatMap(readRow);
  return [
    {
      kind: text(fields.kind),
      target: text(fields.target) || 'here',
      title: text(fields.title),
      costs: readCosts(fields),
      reasons: Object.fromEntries(named(fields.reasons)),
      bound: text(fields.bound),
      measured: fields.measured === true,
      ends: text(fields.ends),
      rows,
      rowsCount: numberOrNull(fields.rows_count) ?? rows.length,
      sizes: list(fields.sizes).flatMap(readSize),
      curves: list(fields.curves).flatMap(readCurve),
      whatIf: list(fields.what_if).flatMap(readWhatIf),
      fits: readFits(fields.fits),
      figures: list(fields.figures).flatMap(readFigure),
      actual: readActual(fields.actual),
      accuracy: readAccuracy(fields.accuracy),
      sampled: text(fields.sampled),
      assumptions: texts(fields.assumptions),
      notes: texts(fields.notes),
      isolation: text(fields.isolation),
      stopped: text(fields.stopped),
      searchedSeconds: numberOrNull(fields.searched_seconds),
      created: text(fields.created),
      versions: named(fields.versions)
    }
  ];
}

function readCosts(fields: Record<string, unknown>): Costs {
  const pairs = QUANTITIES.map(name => [name, readRange(fields[name])] as const);
  return Object.fromEntries(pairs) as Costs;
}

function readRow(data: unknown): IRow[] {
  const fields = record(data);
  if (fields === null) {
    return [];
  }
  return [
    {
      name: text(fields.name),
      seconds: readRange(fields.seconds),
      share: numberOrNull(fields.share),
      peakBytes: readRange(fields.peak_bytes),
      flops: numberOrNull(fields.flops),
      movedBytes: numberOrNull(fields.moved_bytes),
      bound: text(fields.bound),
      line: numberOrNull(fields.line),
      count: numberOrNull(fields.count) ?? 1,
      note: text(fields.note)
    }
  ];
}

function readSize(data: unknown): ISize[] {
  const fields = record(data);
  const value = numberOrNull(fields?.value);
  if (fields === null || value === null) {
    return [];
  }
  return [
    {
      name: text(fields.name),
      value,
      unit: text(fields.unit),
      alike: texts(fields.alike),
      varied: (text(fields.role) || 'varied') === 'varied'
    }
  ];
}

function readWhatIf(data: unknown): IWhatIf[] {
  const fields = record(data);
  if (fields === null) {
    return [];
  }
  return [
    {
      label: text(fields.label),
      seconds: readRange(fields.seconds),
      peakBytes: readRange(fields.peak_bytes),
      usd: readRange(fields.usd),
      reason: text(fields.reason)
    }
  ];
}

function readFits(data: unknown): IFits | null {
  const fields = record(data);
  const needed = readRange(fields?.needed);
  const availableBytes = numberOrNull(fields?.available_bytes);
  if (fields === null || needed === null || availableBytes === null) {
    return null;
  }
  return { needed, availableBytes, of: text(fields.of), text: text(fields.text) };
}

function readFigure(data: unknown): [string, string][] {
  const fields = record(data);
  return fields === null ? [] : [[text(fields.label) || text(fields.name), text(fields.text)]];
}

function readActual(data: unknown): IActual | null {
  const fields = record(data);
  const seconds = numberOrNull(fields?.seconds);
  if (fields === null || seconds === null) {
    return null;
  }
  return {
    seconds,
    peakBytes: numberOrNull(fields.peak_bytes),
    ended: text(fields.ended) || 'done'
  };
}

function readAccuracy(data: unknown): IAccuracy | null {
  const fields = record(data);
  return fields && { text: text(fields.text), tone: readTone(fields.tone) };
}

function named(data: unknown): [string, string][] {
  return Object.entries(record(data) ?? {}).map(([name, said]) => [name, text(said)]);
}
