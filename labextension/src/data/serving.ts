/** A plan of machines, as the record of `%%estimate --serve` has it. */

import { list, numberOrNull, record, text, texts } from './fields';

export interface IRented {
  name: string;
  count: number;
  usdPerHour: number;
  /** Of all requests. */
  share: number;
  /** Of what they can do. */
  load: number;
}

export interface IAlone {
  name: string;
  count: number | null;
  usdPerHour: number | null;
  /** What the mix saves against it. */
  saving: number | null;
  reason: string;
}

export interface IServing {
  answer: string;
  rented: IRented[];
  alone: IAlone[];
  /** Price over requests a second. */
  rates: { rate: number; usdPerHour: number | null }[];
  isModelled: boolean;
  assumptions: string[];
  notes: string[];
}

/** What the record of a run holds; null where it isn't about serving. */
export function readServing(run: Record<string, unknown>): IServing | null {
  const found = record(run.result);
  if (run.kind !== 'serving' || found === null) {
    return null;
  }
  const plan = record(found.plan) ?? {};
  const sensitivity = record(found.sensitivity) ?? {};
  return {
    answer: text(found.answer),
    rented: records(plan.rented).map(readRented),
    alone: records(found.alone).map(readAlone),
    rates: records(sensitivity.rates).map(each => ({
      rate: numberOrNull(each.rate) ?? 0,
      usdPerHour: numberOrNull(each.usd_per_hour)
    })),
    isModelled: found.modelled === true,
    assumptions: texts(found.assumptions),
    notes: texts(found.notes)
  };
}

function records(value: unknown): Record<string, unknown>[] {
  return list(value).flatMap((each): Record<string, unknown>[] => {
    const fields = record(each);
    return fields === null ? [] : [fields];
  });
}

function readRented(fields: Record<string, unknown>): IRented {
  const count = numberOrNull(fields.count) ?? 0;
  const able = count * (numberOrNull(fields.available) ?? 1);
  return {
    name: text(fields.name),
    count,
    usdPerHour: count * (numberOrNull(fields.usd_per_hour) ?? 0),
    share: numberOrNull(fields.share) ?? 0,
    load: able > 0 ? (numberOrNull(fields.load) ?? 0) / able : 0
  };
}

function readAlone(fields: Record<string, unknown>): IAlone {
  return {
    name: text(fields.name),
    count: numberOrNull(fields.count),
    usdPerHour: numberOrNull(fields.usd_per_hour),
    saving: numberOrNull(fields.saving),
    reason: text(fields.reason)
  };
}
