/** Results as a kernel writes them, for the tests of the views. */

import { IResult, readResult } from '../src/data/result';
import { Trans } from '../src/translation';

export const SOURCE = 'total = 0\nfor row in rows:\n    total += row';
export const CODE = 'total = sum(rows)';

export const trans: Trans = {
  __: (text: string, ...values: unknown[]) => filled(text, values),
  _n: (one: string, many: string, count: number, ...values: unknown[]) =>
    filled(count === 1 ? one : many, [count, ...values])
};

function filled(text: string, values: unknown[]): string {
  // As JupyterLab does it, where two percent signs become one.
  return text.replace(/%(%|\d)/g, (_, at) => (at === '%' ? '%' : String(values[Number(at) - 1])));
}

export function verdict(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    kind: 'Faster',
    outcome: 'faster',
    explanation: '',
    is_best: true,
    candidate: {
      code: null,
      steps: ['sum-loop'],
      summary: 'a loop becomes a sum',
      safety: 'check'
    },
    evidence: { own: 1, generated: 34, tests: false, dropped: ['row'], notes: [] },
    timing: {
      ratio: 12.34,
      interval: [11.8, 12.9],
      clock: 'cpu',
      decision: 'faster',
      original_median_seconds: 1.5,
      candidate_median_seconds: 0.12,
      pairs: 9,
      threads: 1
    },
    first_call: null,
    peak_bytes: [120_000_000, 48_000_000],
    ...more
  };
}

export function data(more: Record<string, unknown> = {}): Record<string, unknown> {
  const best = verdict();
  const slow = verdict({
    kind: 'NotFaster',
    outcome: 'not faster',
    is_best: false,
    candidate: { code: null, steps: ['hoist'], summary: '', safety: 'check' },
    timing: { ratio: 0.98, interval: [0.95, 1.01], clock: 'cpu', decision: 'not faster' }
  });
  return {
    schema: 1,
    kind: 'refinement',
    state: 'done',
    run: 'r1',
    job: null,
    cell: 'c1',
    source: SOURCE,
    source_sha256: '',
    created: '2026-01-02T03:04:05+00:00',
    headline: { text: '12.3× faster (11.8–12.9×), same answer on your data', tone: 'good' },
    summary: '2 rewrites tried: 1 faster, 1 not faster',
    remarks: [],
    trajectory: [
      [2, 3.1],
      [5, 12.34]
    ],
    result: {
      code: CODE,
      best,
      verdicts: [best, slow],
      tried: 2,
      isolation: 'S3: namespaces',
      original_seconds: 1.5,
      searched_seconds: 14.2,
      profile: [[2, 0.9]],
      looked_at: ['sum-loop'],
      notes: [],
      versions: { python: '3.13.0' }
    },
    left_out: [],
    ...more
  };
}

export function result(more: Record<string, unknown> = {}): IResult {
  const read = readResult(data(more));
  if (read === null) {
    throw new Error('the example is no result');
  }
  return read;
}
