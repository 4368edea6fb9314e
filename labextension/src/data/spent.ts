/** What models cost, as the server sums it up. */

import { list, numberOrNull, record, text } from './fields';

export interface ISpentLine {
  /** Of a notebook in the file browser; empty for others. */
  path: string;
  runs: number;
  tokens: number;
  /** As far as prices are known; null where none is. */
  usd: number | null;
  /** Runs whose price isn't known: with any, `usd` is a lower end. */
  unpriced: number;
}

export interface ISpent {
  total: ISpentLine;
  notebooks: ISpentLine[];
}

export function readSpent(data: unknown): ISpent {
  const fields = record(data) ?? {};
  return { total: readLine(fields.total), notebooks: list(fields.notebooks).map(readLine) };
}

function readLine(data: unknown): ISpentLine {
  const fields = record(data) ?? {};
  return {
    path: text(fields.path),
    runs: numberOrNull(fields.runs) ?? 0,
    tokens: numberOrNull(fields.tokens) ?? 0,
    usd: numberOrNull(fields.usd),
    unpriced: numberOrNull(fields.unpriced) ?? 0
  };
}
