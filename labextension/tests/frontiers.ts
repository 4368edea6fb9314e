/** Frontiers as a kernel writes them, for the tests of the views. Their numbers are made up. */

import { IFrontier, readFrontier } from '../src/data/frontier';

type Fields = Record<string, unknown>;

const GB = 1e9;

/** Peak and seconds that grow with the batch, each with its ends. */
function points(perExample: number, fixed: number, seconds: number): string {
  return [1, 4, 16, 32, 96]
    .map(batch => {
      const peak = (fixed + perExample * batch) * GB;
      const took = Math.max(0.02, seconds * batch);
      return [batch, peak, peak * 0.97, peak * 1.05, took, took * 0.9, took * 1.15].join(' ');
    })
    .join('; ');
}

export function result(more: Fields = {}): Fields {
  return {
    version: 1,
    model: 'TinyGPT (124 M parameters)',
    unit: 'tokens',
    methods: [
      'none	the plain step',
      'lora	low-rank matrices	the weights stay: not exact',
      'zero-2	sharded	none: exact; modelled only'
    ],
    devices: [
      {
        name: 'a100-40',
        text: 'a100-40 (NVIDIA A100 40 GB): 40 GB, $1.29 an hour',
        memory_bytes: 40 * GB,
        validated: false,
        times: 'worked out from operations and bytes',
        rows: [
          'use\tlora\t32\t22 GB (21 to 23 GB)\t150k tokens/s (130 to 170k tokens/s)\t1.24× (1.15–1.34×)\t$0.40 ($0.35 to $0.50)',
          'fits\tnone\t32\t28 GB (27 to 29 GB)\t120k tokens/s (100 to 130k tokens/s)',
          'out\tzero-2\tnone\tbatch 1 takes 90 GB'
        ],
        parts: ['lora\t32\t8 GB (7 to 9 GB)\tweights 4e9\tactivations 1.2e10'],
        rows_count: 5
      },
      {
        name: 't4',
        text: 't4: 15.8 GB',
        memory_bytes: 15.8 * GB,
        rows: ['use\tlora\t16\t12 GB (11 to 12 GB)'],
        rows_count: 1
      }
    ],
    devices_count: 2,
    curves: [
      { method: 'lora', target: 'a100-40', sequence: 512, points: points(0.6, 1.6, 0.003) },
      { method: 'none', target: 'a100-40', sequence: 512, points: points(0.72, 4, 0.004) },
      { method: 'lora', target: 't4', sequence: 512, points: points(0.6, 1.6, 0.012) }
    ],
    code: { lora: 'model = frontier.apply("lora", model)', none: 'model = model' },
    laws: [
      { method: 'none', target: 'a100-40', time: 'max(12 ms, 4 ms·x) + 10 ms', time_r2: '0.994' }
    ],
    not_tried: ['`chunked-loss`: its output is no large vocabulary'],
    notes: ['traced with sequences of 512'],
    assumptions: ['the optimizer keeps two numbers of each weight'],
    footnote: 'found out in 12.4 s · torch 2.13.0',
    ...more
  };
}

export function frontierData(more: Fields = {}, within: Fields = {}): Fields {
  return {
    schema: 1,
    kind: 'frontier',
    state: 'done',
    run: 'run-1',
    job: null,
    cell: 'cell-1',
    source: 'model batch',
    source_sha256: '',
    created: '2026-11-21T09:01:09+00:00',
    headline: { text: 'Use `lora` on a100-40: batch 32 fits', tone: 'good' },
    summary: 'TinyGPT (124 M parameters), adamw, bf16',
    remarks: ['Not validated on CUDA: no peak on `a100-40` was held against a real one'],
    result: result(within),
    left_out: [],
    ...more
  };
}

export function read(data: Fields): IFrontier {
  return readFrontier(data)!;
}
