/** Reports of sparse training as a kernel writes them. Their numbers are made up. */

import { ISparsity, readSparsity } from '../src/data/sparsity';

type Fields = Record<string, unknown>;

export function result(more: Fields = {}): Fields {
  return {
    version: 1,
    metric: 'acc',
    direction: 'max',
    recipes: [
      'dense\tdense\t95.38 ± 0.21 (3 seeds)\t\t\t\t\t\t1.3 ms (1.2 to 1.4 ms)\t95.38 0.21 1 ? ? ?',
      'best\tstep 2:4\t95.24 ± 0.21 (3 seeds)\t−0.14 [−0.34, +0.06]\tp = 0.04, better on 1 of 3\t50%\t0.53× (17.4 of 32.8 kB)\t2.10× [1.99, 2.23] packed, batch 1\t1.4 ms\t95.24 0.21 0.5312 2.1 1.99 2.23',
      '\tsr-ste 1:4\t92.54 ± 0.21 (3 seeds)\t−2.84 [−3.04, −2.64]\t\t25%\t0.27×\t2.60× [2.47, 2.76] packed, batch 1\t\t92.54 0.21 0.27 2.6 2.47 2.76'
    ],
    recipes_count: 4,
    failed: ['rigl 2:4, seed 0\tthe loss is NaN from step 12 on'],
    latency: ['step 2:4\tpacked\t1\t9.5 µs (9 to 10 µs)\t2.10× [1.99, 2.23]'],
    losses: ['dense\t0 2.35 100 0.5 600 0.1', 'step 2:4\t0 2.35 100 0.6 600 0.12'],
    layers: ['model.0.weight\t64x64\tLinear\t50%'],
    sensitivity: [
      'model.0.weight\t2:4 0.27 -0.02; 1:4 0.52 -0.31',
      'model.2.weight\t2:4 0.3 -0.02; 1:4 0.57 -0.4'
    ],
    groups: [2, 4, 8, 16, 32],
    first: [2, 4],
    sparse: ['step', 'sr-ste'],
    formats: ['model.0.weight\tint4\t12%\t4.5'],
    masks: ['model.0.weight\t8\t66 99'],
    skipped: ['`model.4.weight` (10x64): the output head'],
    export: 'step',
    notes: ['T was learnt from the dense run: 600 steps'],
    assumptions: ['every run has a process of its own, with your rights'],
    footnote: 'took 16.4 s · torch 2.13.0',
    ...more
  };
}

export function sparsityData(more: Fields = {}, within: Fields = {}): Fields {
  return {
    schema: 1,
    kind: 'sparsity',
    state: 'done',
    run: 'run-1',
    job: null,
    cell: 'cell-1',
    source: 'train()',
    source_sha256: '',
    created: '2026-11-22T09:01:09+00:00',
    headline: { text: '`step` 2:4 is 2.1× as fast as dense at batch 1', tone: 'good' },
    summary: 'Sequential (13 k parameters), Adam',
    remarks: [],
    result: result(within),
    left_out: [],
    ...more
  };
}

export function read(data: Fields): ISparsity {
  return readSparsity(data)!;
}
