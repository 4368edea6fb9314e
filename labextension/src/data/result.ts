/** The saved result, as `docs/messages.md` describes it. */

import { IConversation, readConversation } from './conversation';
import { list, numberOrNull, numbers, pairs, record, text, textOrNull, texts } from './fields';
import { IVerdict, readVerdict } from './verdict';

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
}

export interface IFound {
  /** Null where it didn't fit into the notebook. */
  code: string | null;
  best: IVerdict | null;
  verdicts: IVerdict[];
  tried: number;
  reason: string;
  isolation: string;
  sampled: string;
  notes: string[];
  stopped: string;
  lookedAt: string[];
  originalSeconds: number | null;
  searchedSeconds: number | null;
  /** Line of the source, and its share of the time. */
  profile: [number, number][];
  versions: [string, string][];
  /** What was said to a model; null where none was asked. */
  conversation: IConversation | null;
}

export interface IResult {
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
  /** Seconds since the start, and the best ratio from then on. */
  trajectory: [number, number][];
  found: IFound | null;
  leftOut: string[];
}

/** The result in `data`, or null where it is none that this version knows. */
export function readResult(data: unknown): IResult | null {
  const fields = record(data);
  if (fields === null || fields.schema !== 1 || fields.kind !== 'refinement') {
    return null;
  }
  const headline = record(fields.headline);
  return {
    state: fields.state === 'running' ? 'running' : 'done',
    run: textOrNull(fields.run),
    job: textOrNull(fields.job),
    cell: textOrNull(fields.cell),
    source: textOrNull(fields.source),
    sha256: text(fields.source_sha256),
    created: text(fields.created),
    headline: headline && { text: text(headline.text), tone: tone(headline.tone) },
    summary: text(fields.summary),
    remarks: texts(fields.remarks),
    progress: readProgress(fields.progress),
    trajectory: pairs(fields.trajectory),
    found: readFound(fields.result),
    leftOut: texts(fields.left_out)
  };
}

export function readProgress(data: unknown): IProgress | null {
  const fields = record(data);
  if (fields === null) {
    return null;
  }
  const best = numbers(fields.best);
  return {
    stage: text(fields.stage),
    done: numberOrNull(fields.done),
    elapsedSeconds: numberOrNull(fields.elapsed_seconds),
    leftSeconds: numberOrNull(fields.left_seconds),
    best: best.length === 3 ? [best[0], best[1], best[2]] : null
  };
}

function readFound(data: unknown): IFound | null {
  const fields = record(data);
  if (fields === null) {
    return null;
  }
  const verdicts = list(fields.verdicts).flatMap(readVerdict);
  const versions = Object.entries(record(fields.versions) ?? {});
  return {
    code: textOrNull(fields.code),
    best: readVerdict(fields.best)[0] ?? null,
    verdicts,
    tried: numberOrNull(fields.tried) ?? verdicts.length,
    reason: text(fields.reason),
    isolation: text(fields.isolation),
    sampled: text(fields.sampled),
    notes: texts(fields.notes),
    stopped: text(fields.stopped),
    lookedAt: texts(fields.looked_at),
    originalSeconds: numberOrNull(fields.original_seconds),
    searchedSeconds: numberOrNull(fields.searched_seconds),
    profile: pairs(fields.profile),
    versions: versions.map(([name, version]) => [name, text(version)]),
    conversation: readConversation(fields.conversation)
  };
}

function tone(value: unknown): Tone {
  return value === 'good' || value === 'warn' ? value : 'plain';
}
