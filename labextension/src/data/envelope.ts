/** What every result says around what it found, as `docs/messages.md` describes it. */

import { numberOrNull, numbers, record, text, textOrNull, texts } from './fields';

export const MIME_TYPE = 'application/vnd.jupyter-perf.result+json';

export type Tone = 'good' | 'plain' | 'warn';

export interface IProgress {
  stage: string;
  /** From 0 to 1, or null where nobody knows. */
  done: number | null;
  elapsedSeconds: number | null;
  leftSeconds: number | null;
  /** Ratio, and the ends of its interval. */
  best: [number, number, number] | null;
  /** Whether it is the cell itself that runs, and no search or sampling. */
  isCell: boolean;
  /** Seconds of the cell's whole run, and the ends of their interval. */
  predicted: [number, number, number] | null;
}

export interface IEnvelope {
  state: 'running' | 'done';
  run: string | null;
  job: string | null;
  cell: string | null;
  /** The cell's text without the magic line; null where it didn't fit. */
  source: string | null;
  sha256: string;
  created: string;
  headline: { text: string; tone: Tone } | null;
  summary: string;
  remarks: string[];
  progress: IProgress | null;
  leftOut: string[];
}

/** The fields of a result of one of `kinds`; null where it is none that this version knows. */
export function fieldsOf(data: unknown, kinds: readonly string[]): Record<string, unknown> | null {
  const fields = record(data);
  return fields?.schema === 1 && kinds.includes(text(fields.kind)) ? fields : null;
}

export function readEnvelope(fields: Record<string, unknown>): IEnvelope {
  const headline = record(fields.headline);
  return {
    state: fields.state === 'running' ? 'running' : 'done',
    run: textOrNull(fields.run),
    job: textOrNull(fields.job),
    cell: textOrNull(fields.cell),
    source: textOrNull(fields.source),
    sha256: text(fields.source_sha256),
    created: text(fields.created),
    headline: headline && { text: text(headline.text), tone: readTone(headline.tone) },
    summary: text(fields.summary),
    remarks: texts(fields.remarks),
    progress: readProgress(fields.progress),
    leftOut: texts(fields.left_out)
  };
}

export function readProgress(data: unknown): IProgress | null {
  const fields = record(data);
  return (
    fields && {
      stage: text(fields.stage),
      done: numberOrNull(fields.done),
      elapsedSeconds: numberOrNull(fields.elapsed_seconds),
      leftSeconds: numberOrNull(fields.left_seconds),
      best: three(fields.best),
      isCell: fields.phase === 'cell',
      predicted: three(fields.predicted)
    }
  );
}

export function readTone(value: unknown): Tone {
  return value === 'good' || value === 'warn' ? value : 'plain';
}

function three(data: unknown): [number, number, number] | null {
  const found = numbers(data);
  return found.length === 3 ? [found[0], found[1], found[2]] : null;
}
