/** Races between an original and a rewrite, pair by pair, as a record keeps them. */

import { list, numberOrNull, record, text, textOrNull, texts } from './fields';

/** Seconds of one pair of runs. */
export interface IPair {
  original: number;
  candidate: number;
}

export interface IRace {
  /** The steps of the rewrite. */
  name: string;
  part: 'each run' | 'first call' | 'later calls';
  /** The clock that decided: `cpu` or `wall`. */
  clock: string;
  ratio: number;
  interval: [number, number] | null;
  decision: string;
  pairs: IPair[];
}

/** All races of a result, the best rewrite's first. */
export function racesOf(result: Record<string, unknown>): IRace[] {
  const verdicts = list(result.verdicts)
    .map(record)
    .filter(verdict => verdict !== null);
  const best = record(result.best);
  // The best stands among the others too, as a copy.
  const isBest = (verdict: unknown): boolean => JSON.stringify(verdict) === JSON.stringify(best);
  const others = verdicts.filter(verdict => best === null || !isBest(verdict));
  return [...(best === null ? [] : [best]), ...others].flatMap(verdict => racesOfVerdict(verdict));
}

/** Seconds of one side by the clock that decided. */
export function decisiveSeconds(
  timing: Record<string, unknown>,
  whose: 'original' | 'candidate'
): number[] {
  const wall = timing.clock === 'wall' ? list(timing[`${whose}_wall_seconds`]) : [];
  const seconds = wall.length > 0 ? wall : list(timing[`${whose}_seconds`]);
  return seconds.flatMap(value => numberOrNull(value) ?? []);
}

/** Rows of cells, as spreadsheets take them. */
export function asTable(race: IRace, head: [string, string, string, string]): string {
  const rows = race.pairs.map(({ original, candidate }, at) =>
    [at + 1, original, candidate, original / candidate].map(String)
  );
  return [head, ...rows].map(row => row.join('\t')).join('\n');
}

function racesOfVerdict(verdict: Record<string, unknown>): IRace[] {
  const candidate = record(verdict.candidate) ?? {};
  const name = texts(candidate.steps).join(' + ');
  const hasFirst = record(verdict.first_call) !== null;
  return [
    ...race(verdict.timing, name, hasFirst ? 'later calls' : 'each run'),
    ...race(verdict.first_call, name, 'first call')
  ];
}

function race(data: unknown, name: string, part: IRace['part']): IRace[] {
  const timing = record(data);
  const ratio = numberOrNull(timing?.ratio);
  if (timing === null || ratio === null) {
    return [];
  }
  const candidates = decisiveSeconds(timing, 'candidate');
  const pairs = decisiveSeconds(timing, 'original')
    .slice(0, candidates.length)
    .map((original, at) => ({ original, candidate: candidates[at] }));
  const [low, high] = list(timing.interval).map(numberOrNull);
  return pairs.length === 0
    ? []
    : [
        {
          name,
          part,
          clock: textOrNull(timing.clock) ?? 'cpu',
          ratio,
          interval: low !== null && high !== null && low !== undefined ? [low, high] : null,
          decision: text(timing.decision),
          pairs
        }
      ];
}
