/**
 * The saved result, as `docs/messages.md` describes it, read field by field.
 *
 * A notebook is a file that anybody may have written: what has another type than it should is
 * dropped here, so that no view has to ask again.
 */

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

export interface ITiming {
  /** Time of the original over time of the rewrite. */
  ratio: number;
  interval: [number, number] | null;
  clock: string;
  decision: string;
  why: string;
  sampled: string;
  threads: number;
  originalSeconds: number | null;
  candidateSeconds: number | null;
  pairs: number | null;
}

export interface IEvidence {
  own: number;
  generated: number;
  outside: number;
  tests: boolean;
  withinTolerance: number;
  onThisDataOnly: string;
  sampled: string;
  dropped: string[];
  notes: string[];
}

export interface IVerdict {
  kind: string;
  outcome: string;
  explanation: string;
  isBest: boolean;
  steps: string[];
  summary: string;
  /** Null where it didn't fit into the notebook. */
  code: string | null;
  evidence: IEvidence | null;
  timing: ITiming | null;
  firstCall: ITiming | null;
  /** Peak memory of the original and of the rewrite. */
  peakBytes: [number, number] | null;
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
    versions: versions.map(([name, version]) => [name, text(version)])
  };
}

function readVerdict(data: unknown): IVerdict[] {
  const fields = record(data);
  const candidate = record(fields?.candidate);
  if (fields === null || candidate === null) {
    return [];
  }
  const peak = numbers(fields.peak_bytes);
  const kind = text(fields.kind);
  return [
    {
      kind,
      outcome: text(fields.outcome) || kind,
      explanation: text(fields.explanation),
      isBest: fields.is_best === true,
      steps: texts(candidate.steps),
      summary: text(candidate.summary),
      code: textOrNull(candidate.code),
      evidence: readEvidence(fields.evidence),
      timing: readTiming(fields.timing),
      firstCall: readTiming(fields.first_call),
      peakBytes: peak.length === 2 ? [peak[0], peak[1]] : null
    }
  ];
}

function readEvidence(data: unknown): IEvidence | null {
  const fields = record(data);
  return (
    fields && {
      own: numberOrNull(fields.own) ?? 0,
      generated: numberOrNull(fields.generated) ?? 0,
      outside: numberOrNull(fields.outside) ?? 0,
      tests: fields.tests === true,
      withinTolerance: numberOrNull(fields.within_tolerance) ?? 0,
      onThisDataOnly: text(fields.only_this_data) || text(fields.untried),
      sampled: text(fields.sampled),
      dropped: texts(fields.dropped),
      notes: texts(fields.notes)
    }
  );
}

function readTiming(data: unknown): ITiming | null {
  const fields = record(data);
  const ratio = numberOrNull(fields?.ratio);
  if (fields === null || ratio === null) {
    return null;
  }
  const ends = numbers(fields.interval);
  return {
    ratio,
    interval: ends.length === 2 ? [ends[0], ends[1]] : null,
    clock: text(fields.clock),
    decision: text(fields.decision),
    why: text(fields.why),
    sampled: text(fields.sampled),
    threads: numberOrNull(fields.threads) ?? 1,
    originalSeconds: numberOrNull(fields.original_median_seconds),
    candidateSeconds: numberOrNull(fields.candidate_median_seconds),
    pairs: numberOrNull(fields.pairs)
  };
}

function tone(value: unknown): Tone {
  return value === 'good' || value === 'warn' ? value : 'plain';
}

export function record(value: unknown): Record<string, unknown> | null {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : null;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function texts(value: unknown): string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}

/** All of them, or none where one isn't a number. */
function numbers(value: unknown): number[] {
  const found = list(value).map(numberOrNull);
  return found.includes(null) ? [] : (found as number[]);
}

function pairs(value: unknown): [number, number][] {
  return list(value)
    .map(numbers)
    .filter((pair): pair is [number, number] => pair.length === 2);
}
