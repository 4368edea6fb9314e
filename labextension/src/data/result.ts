/** The saved result of a refinement, as `docs/messages.md` describes it. */

import { IConversation, readConversation } from './conversation';
import { fieldsOf, IEnvelope, readEnvelope } from './envelope';
import { list, numberOrNull, pairs, record, text, textOrNull, texts } from './fields';
import { IVerdict, readVerdict } from './verdict';

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

export interface IResult extends IEnvelope {
  /** Seconds since the start, and the best ratio from then on. */
  trajectory: [number, number][];
  found: IFound | null;
}

/** The result in `data`, or null where it is none that this version knows. */
export function readResult(data: unknown): IResult | null {
  const fields = fieldsOf(data, ['refinement']);
  return (
    fields && {
      ...readEnvelope(fields),
      trajectory: pairs(fields.trajectory),
      found: readFound(fields.result)
    }
  );
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
