import { Token } from '@lumino/coreutils';

import type { Kernels } from './kernel/kernels';

/** What the plugins of this package share. */
export const IKernels = new Token<IKernels>(
  'jupyter-perf:IKernels',
  'Connections with the kernels that have jupyter_perf loaded'
);

export type IKernels = Kernels;
