/** What became of one rewrite: `docs/messages.md` describes it. */

import { numberOrNull, numbers, record, text, textOrNull, texts } from './fields';

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

/** The verdict in `data`, or none. */
export function readVerdict(data: unknown): IVerdict[] {
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
