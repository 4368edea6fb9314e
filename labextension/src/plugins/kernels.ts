import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';

import { Kernels } from '../kernel/kernels';
import { IKernels } from '../tokens';

/** Listens to the kernels of all open notebooks. */
export const kernelsPlugin: JupyterFrontEndPlugin<IKernels> = {
  id: 'jupyter-perf:kernels',
  description: 'Connects to kernels that have jupyter_perf loaded',
  autoStart: true,
  requires: [INotebookTracker],
  provides: IKernels,
  activate: (_: JupyterFrontEnd, tracker: INotebookTracker) => new Kernels(tracker)
};
