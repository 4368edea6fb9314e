import { Token } from '@lumino/coreutils';

import type { Kernels } from './kernel/kernels';
import type { Records } from './records/api';
import type { Runs } from './notebook/runs';

/** What the plugins of this package share. */
export const IKernels = new Token<IKernels>(
  'jupyter-perf:IKernels',
  'Connections with the kernels that have jupyter_perf loaded'
);

export type IKernels = Kernels;

export const IRecords = new Token<IRecords>(
  'jupyter-perf:IRecords',
  'The records of all runs, by way of the server'
);

export type IRecords = Records;

export const IRuns = new Token<IRuns>('jupyter-perf:IRuns', 'Refines cells from outside of them');

export type IRuns = Runs;
