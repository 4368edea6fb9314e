/**
 * A plan of machines: as the record of `%%estimate --serve` has it, or in a result's data
 * (`docs/messages.md`), where rows and matrices are texts and sentences are ready.
 */

import { readTone, Tone } from './envelope';
import { numberOrNull, record, text, texts } from './fields';
import { IRange, rangeOf } from './ranges';
import { matrix, named, row, rows, said } from './servingRows';
import { readFacts, targetOf, turn, unservedSize } from './servingWords';

export interface IRented {
  name: string;
  count: number;
  usdPerHour: number;
  /** Of all requests. */
  share: number;
  /** Of what they can do. */
  load: number;
  isSpot: boolean;
}

export interface IAlone {
  name: string;
  count: number | null;
  usdPerHour: number | null;
  /** What the plan saves against it. */
  saving: number | null;
  reason: string;
}

/** The cheapest plan at a rate, or at an hour of a day. */
export interface IAtRate {
  /** Requests a second. */
  rate: number;
  /** Null where there is no plan. */
  usdPerHour: number | null;
  /** `3 × a10g + 1 × h100`. */
  mix: string;
}

export interface IDay {
  hours: (IAtRate & { hour: number })[];
  /** Of the whole day, planned anew each hour, and with the busiest hour's plan kept. */
  usd: number | null;
  usdOfPeak: number | null;
}

export interface ISpeculation {
  instance: string;
  rate: number;
  acceptance: number;
  /** Tokens to draft at that load; 0: don't. */
  length: number;
  speedUp: number;
  hurts: string;
  rates: number[];
  acceptances: number[];
  /** Rows are acceptances, columns rates. */
  lengths: number[][];
  speedUps: number[][];
}

export interface ISizes {
  /** Upper ends of ranges of tokens. */
  inputs: number[];
  outputs: number[];
  /** Of all requests, by prompts and answers. */
  shares: number[][];
  source: string;
}

export interface IServing {
  answer: string;
  tone: Tone;
  /** Sentences below the answer, with how each is meant. */
  facts: [string, string][];
  rate: number | null;
  usdPerHour: IRange | null;
  rented: IRented[];
  alone: IAlone[];
  /** In ascending order. */
  rates: IAtRate[];
  day: IDay | null;
  speculation: ISpeculation[];
  /** Which price changes the mix. */
  turns: string[];
  sizes: ISizes;
  /** Sizes that nothing serves, and why; what could be met instead. */
  unserved: string[];
  loosest: string[];
  leftOut: string[];
  assumptions: string[];
  notes: string[];
  footnote: string;
}

/** What a record or a result's data hold; null where they aren't about serving. */
export function readServing(data: unknown): IServing | null {
  const run = record(data);
  const found = record(run?.result);
  if (run?.kind !== 'serving' || found === null) {
    return null;
  }
  const plan = record(found.plan) ?? {};
  const sensitivity = record(found.sensitivity) ?? {};
  const headline = record(run.headline) ?? {};
  const answer = text(headline.text) || text(found.answer_alone) || text(found.answer);
  const rate = numberOrNull(found.rate);
  return {
    answer: answer.charAt(0).toUpperCase() + answer.slice(1),
    tone: readTone(headline.tone ?? toneOf(plan, rate)),
    facts: readFacts(found),
    rate,
    usdPerHour: readRange(found.usd_per_hour),
    rented: rows(plan.rented, RENTED).map(readRented),
    alone: rows(found.alone, ALONE).map(readAlone),
    rates: withOwn(rows(sensitivity.rates, RATES).map(readAtRate), rate, plan),
    day: readDay(record(found.day)),
    speculation: rows(found.speculation).map(readSpeculation),
    turns: said(sensitivity.turns, turn),
    sizes: readSizes(record(found.asked) ?? {}),
    unserved: said(found.unserved ?? plan.unserved, unservedSize),
    loosest: named(found.loosest, slo => targetOf(record(slo) ?? {})),
    leftOut: named(found.left_out, text),
    assumptions: texts(found.assumptions),
    notes: texts(found.notes),
    footnote: text(found.footnote)
  };
}

function toneOf(plan: Record<string, unknown>, rate: number | null): Tone {
  if (rate === null || rate === 0 || plan.rented === undefined) {
    return 'plain';
  }
  return numberOrNull(plan.usd_per_hour) === null ? 'warn' : 'good';
}

const RENTED = ['name', 'count', 'usd_per_hour', 'share', 'load', 'available', 'kind'];
const ALONE = ['name', 'count', 'usd_per_hour', 'saving', 'reason'];
const RATES = ['rate', 'usd_per_hour', 'mix'];
const HOURS = ['hour', 'rate', 'usd', 'mix'];

function readRange(value: unknown): IRange | null {
  const fields = record(value) ?? {};
  const ends = [fields.value, fields.low, fields.high].map(numberOrNull);
  const [middle, low, high] = ends;
  return middle === null || low === null || high === null ? null : rangeOf(middle, low, high);
}

function readRented(fields: Record<string, unknown>): IRented {
  const count = numberOrNull(fields.count) ?? 0;
  const able = count * (numberOrNull(fields.available) ?? 1);
  return {
    name: text(fields.name),
    count,
    usdPerHour: count * (numberOrNull(fields.usd_per_hour) ?? 0),
    share: numberOrNull(fields.share) ?? 0,
    load: able > 0 ? (numberOrNull(fields.load) ?? 0) / able : 0,
    isSpot: fields.kind === 'spot'
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

function readAtRate(fields: Record<string, unknown>): IAtRate {
  return {
    rate: numberOrNull(fields.rate) ?? 0,
    usdPerHour: numberOrNull(fields.usd_per_hour ?? fields.usd),
    mix: text(fields.mix) || mixOf(record(fields.counts) ?? {})
  };
}

function mixOf(counts: Record<string, unknown>): string {
  return Object.entries(counts)
    .filter(([, count]) => (numberOrNull(count) ?? 0) > 0)
    .map(([name, count]) => `${String(count)} × ${name}`)
    .join(' + ');
}

/** The planned rate is among them, so that a slider can stand on it. */
function withOwn(rates: IAtRate[], own: number | null, plan: Record<string, unknown>): IAtRate[] {
  const price = numberOrNull(plan.usd_per_hour);
  const others = rates.filter(each => each.rate !== own);
  const counts = Object.fromEntries(
    rows(plan.rented, RENTED).map(each => [text(each.name), each.count])
  );
  const mine = own === null || price === null || rates.length === 0;
  return [...others, ...(mine ? [] : [{ rate: own, usdPerHour: price, mix: mixOf(counts) }])].sort(
    (one, other) => one.rate - other.rate
  );
}

function readDay(fields: Record<string, unknown> | null): IDay | null {
  return (
    fields && {
      hours: rows(fields.hours, HOURS).map(each => ({
        ...readAtRate(each),
        hour: numberOrNull(each.hour) ?? 0
      })),
      usd: numberOrNull(fields.usd),
      usdOfPeak: numberOrNull(fields.usd_of_peak)
    }
  );
}

function readSpeculation(fields: Record<string, unknown>): ISpeculation {
  return {
    instance: text(fields.instance),
    rate: numberOrNull(fields.rate) ?? 0,
    acceptance: numberOrNull(fields.acceptance) ?? 0,
    length: numberOrNull(fields.length) ?? 0,
    speedUp: numberOrNull(fields.speed_up) ?? 1,
    hurts: text(fields.hurts),
    rates: row(fields.rates),
    acceptances: row(fields.acceptances),
    lengths: matrix(fields.lengths),
    speedUps: matrix(fields.speed_ups)
  };
}

function readSizes(fields: Record<string, unknown>): ISizes {
  return {
    inputs: row(fields.inputs),
    outputs: row(fields.outputs),
    shares: matrix(fields.shares),
    source: text(fields.source)
  };
}
