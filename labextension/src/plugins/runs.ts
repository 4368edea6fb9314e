import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { Runs } from '../notebook/runs';
import { IKernels, IRuns } from '../tokens';
import { DOMAIN } from '../translation';

/** Shows results of runs that no cell asked for. */
export const runsPlugin: JupyterFrontEndPlugin<IRuns> = {
  id: 'jupyter-perf:runs',
  description: 'Refines cells from toolbars and menus',
  autoStart: true,
  requires: [INotebookTracker, IKernels],
  optional: [ILabShell, ITranslator],
  provides: IRuns,
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    kernels: IKernels,
    labShell: ILabShell | null,
    translator: ITranslator | null
  ) =>
    new Runs({
      kernels,
      tracker,
      trans: (translator ?? nullTranslator).load(DOMAIN),
      show: labShell ? beside(labShell) : inSidebar(app)
    })
};

function beside(shell: ILabShell) {
  return (content: Widget, panel: NotebookPanel): void => {
    const main = new MainAreaWidget({ content });
    main.id = `${content.id}-main`;
    content.disposed.connect(() => main.dispose());
    shell.add(main, 'main', { mode: 'split-right', ref: panel.id, activate: false });
  };
}

/** Notebook 7 has one document to a page, and places at its sides. */
function inSidebar(app: JupyterFrontEnd) {
  return (content: Widget): void => {
    app.shell.add(content, 'right', { rank: 100 });
    app.shell.activateById(content.id);
  };
}
