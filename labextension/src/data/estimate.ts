/** What a cell will cost, on one target or several: `docs/messages.md` describes it. */

import { ICurve } from './curves';
import { IEnvelope, Tone } from './envelope';
import { IRange } from './ranges';

export const QUANTITIES = ['seconds', 'peak_bytes', 'joules', 'grams_co2e', 'usd'] as const;

export type Quantity = (typeof QUANTITIES)[number];

export type Costs = Record<Quantity, IRange | null>;

export interface ISize {
  name: string;
  /** In the user's own inputs. */
  value: number;
  unit: string;
  /** Others of the same length, which are scaled together with it. */
  alike: string[];
  varied: boolean;
}

export interface IRow {
  name: string;
  seconds: IRange | null;
  share: number | null;
  peakBytes: IRange | null;
  flops: number | null;
  movedBytes: number | null;
  bound: string;
  /** Of the cell, from 1. */
  line: number | null;
  count: number;
  note: string;
}

export interface IWhatIf {
  label: string;
  seconds: IRange | null;
  peakBytes: IRange | null;
  usd: IRange | null;
  reason: string;
}

export interface IFits {
  needed: IRange;
  availableBytes: number;
  of: string;
  text: string;
}

export interface IActual {
  seconds: number;
  peakBytes: number | null;
  ended: string;
}

export interface IAccuracy {
  text: string;
  tone: Tone;
}

export interface IEstimate {
  kind: string;
  target: string;
  title: string;
  costs: Costs;
  reasons: Record<string, string>;
  bound: string;
  measured: boolean;
  ends: string;
  rows: IRow[];
  rowsCount: number;
  sizes: ISize[];
  curves: ICurve[];
  whatIf: IWhatIf[];
  fits: IFits | null;
  figures: [string, string][];
  actual: IActual | null;
  accuracy: IAccuracy | null;
  sampled: string;
  assumptions: string[];
  notes: string[];
  isolation: string;
  stopped: string;
  searchedSeconds: number | null;
  created: string;
  versions: [string, string][];
}

export interface IEstimates extends IEnvelope {
  /** Whether several targets were asked for. */
  comparison: boolean;
  /** In the order that was asked for; none while nothing is known. */
  estimates: IEstimate[];
  estimatesCount: number;
}
