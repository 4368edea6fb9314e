import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { JSONObject } from '@lumino/coreutils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { Runs } from '../notebook/runs';
import { IKernels, IRecords, IRuns } from '../tokens';
import { DOMAIN } from '../translation';
import { addPage } from './place';

/** Shows results of runs that no cell asked for. */
export const runsPlugin: JupyterFrontEndPlugin<IRuns> = {
  id: 'jupyter-perf:runs',
  description: 'Refines (estimates, sparsifies) cells from toolbars and menus',
  autoStart: true,
  requires: [INotebookTracker, IKernels, IRenderMimeRegistry],
  optional: [IRecords, ILabShell, ITranslator],
  provides: IRuns,
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    kernels: IKernels,
    rendermime: IRenderMimeRegistry,
    records: IRecords | null,
    labShell: ILabShell | null,
    translator: ITranslator | null
  ) =>
    new Runs({
      kernels,
      records,
      tracker,
      trans: (translator ?? nullTranslator).load(DOMAIN),
      render: bundle => rendered(rendermime, bundle),
      show: (run, panel) => void addPage(app, labShell, run, { ref: panel.id, activate: false })
    })
};

/** As an output that nobody trusts is: what could run stays out. */
function rendered(registry: IRenderMimeRegistry, bundle: Record<string, unknown>): Widget | null {
  const data = bundle as JSONObject;
  const type = registry.preferredMimeType(data, 'ensure');
  if (type === undefined) {
    return null;
  }
  const renderer = registry.createRenderer(type);
  void renderer.renderModel(registry.createModel({ data, trusted: false }));
  return renderer;
}
