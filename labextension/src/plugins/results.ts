import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { MIME_TYPE } from '../data/envelope';
import { notLoaded } from '../notebook/loading';
import { ResultRenderer } from '../renderer';
import { IKernels, IRecords, IRuns } from '../tokens';
import { DOMAIN } from '../translation';

/** Before the static HTML that stands beside it, and after nothing. */
const RANK = 0;

/** Shows results in outputs, with a kernel or without. */
export const resultsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-perf:results',
  description: 'Shows results of %%refine',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [INotebookTracker, IKernels, IRuns, IRecords, ITranslator],
  activate: (
    _: JupyterFrontEnd,
    registry: IRenderMimeRegistry,
    tracker: INotebookTracker | null,
    kernels: IKernels | null,
    runs: IRuns | null,
    records: IRecords | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    registry.addFactory(
      {
        // Data only ever becomes text: nothing in it needs trust.
        safe: true,
        mimeTypes: [MIME_TYPE],
        defaultRank: RANK,
        createRenderer: () =>
          new ResultRenderer({
            tracker,
            kernels,
            records,
            trans,
            begin: runs?.sparsify,
            retry: runs?.again ?? (() => Promise.resolve(notLoaded(trans)))
          })
      },
      RANK
    );
  }
};
