import * as format from '../data/format';
import { list, numberOrNull, record, text, texts } from '../data/fields';
import { decisiveSeconds } from '../data/races';
import { visible } from '../data/visible';
import { conversationData } from './recordedConversation';
import { Fields, foundIn, saved } from './saved';

const OUTCOMES: Record<string, string> = {
  Faster: 'faster',
  NotFaster: 'not faster',
  Different: 'another answer',
  Failed: 'failed',
  Unverifiable: 'not verified'
};

/** A record of the store in the form of a saved result, so that it is shown the same way. */
export function resultData(run: Fields): Fields {
  const found = foundIn(run);
  const best = record(found.best);
  const conversation = conversationData(found.conversation, found.verdicts);
  const verdicts = list(found.verdicts).flatMap(item => verdictData(record(item), best));
  return saved(run, found.source, {
    kind: 'refinement',
    headline: headline(run, best),
    // Why a model brought nothing is what must be read first.
    remarks: best === null ? texts(conversation?.troubles).map(visible) : [],
    trajectory: [],
    result: {
      ...found,
      best: verdictData(best, best)[0] ?? null,
      verdicts,
      conversation
    }
  });
}

function headline(run: Fields, best: Fields | null): Fields {
  const timing = record(best?.timing);
  const ratio = numberOrNull(timing?.ratio);
  if (timing === null || ratio === null) {
    return { text: text(run.outcome), tone: 'plain' };
  }
  const [low, high] = list(timing.interval).map(numberOrNull);
  const ends: [number, number] | null = low && high ? [low, high] : null;
  return { text: `${text(run.outcome)}: ${format.ratioAndInterval(ratio, ends)}`, tone: 'good' };
}

function verdictData(verdict: Fields | null, best: Fields | null): Fields[] {
  if (verdict === null) {
    return [];
  }
  return [
    {
      ...verdict,
      outcome: OUTCOMES[text(verdict.kind)],
      explanation: text(verdict.difference) || text(verdict.why),
      is_best: best !== null && JSON.stringify(verdict) === JSON.stringify(best),
      timing: timingData(record(verdict.timing)),
      first_call: timingData(record(verdict.first_call))
    }
  ];
}

function timingData(timing: Fields | null): Fields | null {
  return (
    timing && {
      ...timing,
      original_median_seconds: median(decisiveSeconds(timing, 'original')),
      candidate_median_seconds: median(decisiveSeconds(timing, 'candidate')),
      pairs: list(timing.original_seconds).length
    }
  );
}

function median(values: number[]): number | null {
  const known = [...values].sort((one, other) => one - other);
  const middle = known.length >> 1;
  if (known.length === 0) {
    return null;
  }
  return known.length % 2 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
}
