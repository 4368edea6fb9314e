/** Records as the server gives them, for the tests of what reads them. */

import { CODE, SOURCE } from './examples';

type Fields = Record<string, unknown>;

export const TIMING = {
  ratio: 10,
  interval: [9, 11],
  clock: 'cpu',
  decision: 'faster',
  original_seconds: [1.5, 1.7, 1.6],
  candidate_seconds: [0.15, 0.16, 0.17],
  original_wall_seconds: [2.5, 2.7, 2.6],
  candidate_wall_seconds: [0.25, 0.26, 0.27]
};

export function recordOf(more: Fields = {}, found: Fields = {}): Fields {
  const best = {
    kind: 'Faster',
    candidate: { code: found.code ?? CODE, steps: ['sum-loop'], summary: '' },
    evidence: { own: 1, generated: 34, tests: false, dropped: [], notes: [] },
    timing: TIMING,
    first_call: null
  };
  const slow = {
    kind: 'NotFaster',
    candidate: { code: 'x', steps: ['hoist'], summary: '' },
    evidence: { own: 1 },
    timing: { ...TIMING, ratio: 0.9, clock: 'wall', decision: 'not faster' }
  };
  return {
    id: 'r1',
    created: '2026-01-02T03:04:05+00:00',
    kind: 'refinement',
    notebook: '/home/user/a.ipynb',
    path: 'a.ipynb',
    cell: 'c1',
    title: 'total = 0',
    source: SOURCE,
    source_sha256: '',
    outcome: 'faster',
    ratio: 10,
    low: 9,
    high: 11,
    seconds: 14.2,
    options: { budget: 30 },
    version: '0.1.0',
    machine: 'Linux x86_64, 4 cores',
    masked: false,
    versions: { python: '3.13.0', pandas: '3.0.0' },
    result: { source: SOURCE, code: CODE, best, verdicts: [best, slow], ...found },
    ...more
  };
}
