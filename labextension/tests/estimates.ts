/** Estimates as a kernel writes them, for the tests of the views. */

import { IEstimates } from '../src/data/estimate';
import { readEstimates } from '../src/data/estimateReading';

type Fields = Record<string, unknown>;

export const SOURCE =
  'orders = orders.sort_values("day")\ntotals = orders.groupby("who").sum()\nlen(totals)';

export function range(value: number, low = value * 0.8, high = value * 1.25): Fields {
  return { value, low, high };
}

/** Seconds that grow as n^2 with the rows: 40 s at a million. */
function fit(at: number[], value: (size: number) => number): Fields {
  return {
    at,
    value: at.map(value),
    low: at.map(size => value(size) * 0.8),
    high: at.map(size => value(size) * 1.25)
  };
}

const SIZES = [1e4, 1e5, 1e6, 1e7];

export function estimate(more: Fields = {}): Fields {
  return {
    version: 1,
    kind: 'cell',
    target: 'here',
    title: 'Example CPU',
    seconds: range(40),
    peak_bytes: range(2e9),
    reasons: { usd: 'your own machine has no price', joules: 'no meter', grams_co2e: 'no energy' },
    bound: 'memory',
    assumptions: ['an unloaded machine'],
    notes: ['`orders` crosses the last cache at 2,000,000 rows'],
    rows: [
      { name: 'totals = orders.groupby("who").sum()', seconds: range(30), share: 0.75, line: 2 },
      { name: 'orders = orders.sort_values("day")', seconds: range(10), share: 0.25, line: 1 }
    ],
    sizes: [
      { name: 'orders', value: 1e6, unit: 'rows', alike: ['days'], role: 'varied' },
      { name: 'k', value: 3, unit: 'value', role: 'fixed' }
    ],
    curves: [
      {
        quantity: 'seconds',
        over: 'orders',
        form: 'n²',
        words: 'about n^2 in `orders`',
        samples: { at: [1e4, 2e4], measured: [0.004, 0.016], used: [false, true] },
        fit: fit(SIZES, size => 40 * (size / 1e6) ** 2)
      },
      {
        quantity: 'peak_bytes',
        over: 'orders',
        samples: { at: [1e4], measured: [2e7], used: [true] },
        fit: fit(SIZES, size => 2e9 * (size / 1e6))
      }
    ],
    what_if: [{ label: '10 × orders', seconds: range(4000), peak_bytes: range(2e10) }],
    fits: {
      needed: range(3e9, 2.6e9, 3.5e9),
      available_bytes: 16e9,
      of: 'this machine',
      verdict: 'yes',
      text: "fits in this machine's 16.0 GB"
    },
    ends: 'started at 13:51 it ends about 13:52',
    sampled: 'orders: 1% to 2%',
    isolation: 'S3: namespaces',
    searched_seconds: 4.2,
    created: '2026-01-02T03:04:05+00:00',
    versions: { python: '3.13.0' },
    ...more
  };
}

export function estimateData(more: Fields = {}, around: Fields = {}): Fields {
  return {
    schema: 1,
    kind: 'estimate',
    state: 'done',
    run: 'r1',
    job: null,
    cell: 'c1',
    source: SOURCE,
    source_sha256: '',
    created: '2026-01-02T03:04:05+00:00',
    headline: { text: 'about 40 s (32 to 50 s), 2 GB at the peak', tone: 'plain' },
    summary: 'about n^2 in `orders`',
    remarks: [],
    result: estimate(more),
    left_out: [],
    ...around
  };
}

export function comparisonData(estimates: Fields[], around: Fields = {}): Fields {
  const result = { version: 1, estimates, estimates_count: estimates.length };
  return estimateData({}, { kind: 'comparison', summary: '', result, ...around });
}

export function read(data: Fields): IEstimates {
  const found = readEstimates(data);
  if (found === null) {
    throw new Error('the example is no estimate');
  }
  return found;
}
