import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, MainAreaWidget, Notification } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { readResult } from '../data/result';
import { perfIcon } from '../icon';
import { CommandIDs, PANEL_ID } from '../ids';
import { NotebookHost } from '../notebook/host';
import { isStale, placeOf } from '../notebook/places';
import { PerfPanel } from '../panel/panel';
import { ISummary, Records } from '../records/api';
import { resultData } from '../records/fromRecord';
import { IKernels, IRuns } from '../tokens';
import { DOMAIN, Trans } from '../translation';
import { ResultView } from '../view/resultView';

/** The sidebar with records, running searches and facts of the kernel. */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-perf:panel',
  description: 'Sidebar with records, running searches and facts of the selected kernel',
  autoStart: true,
  requires: [INotebookTracker, IKernels, IRuns],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    kernels: IKernels,
    runs: IRuns,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const records = new Records(app.serviceManager.serverSettings);
    const panel = new PerfPanel(
      kernels,
      {
        records,
        trans,
        notebook: () => tracker.currentWidget?.context.path ?? '',
        open: run => tell(show(run)),
        jump: run => tell(jump(app, tracker, run, trans)),
        isStale: run => isStale(tracker, run)
      },
      trans
    );
    /** A record may be deleted by now, or its notebook: what the server says is what helps. */
    const tell = (done: Promise<void>): void =>
      void done.catch((error: unknown) => {
        Notification.error(String((error as Error).message), { autoClose: 8000 });
      });
    const show = async (run: ISummary): Promise<void> => {
      const content = new Widget();
      const { panel: notebook } = placeOf(tracker, run);
      const host = new NotebookHost({
        node: content.node,
        tracker,
        kernels,
        trans,
        panel: () => (notebook?.isDisposed ? null : notebook),
        retry: runs.again
      });
      const result = readResult(resultData(await records.run(run.id)));
      if (result === null) {
        return;
      }
      const view = new ResultView(host, trans);
      view.update(result);
      content.node.append(view.node);
      place(app, labShell, content, run);
    };
    app.shell.add(panel, 'right', { rank: 700, type: 'Performance' });
    restorer?.add(panel, PANEL_ID);
    tracker.currentChanged.connect(() => panel.changeNotebook());
    tracker.widgetAdded.connect((_, opened) => {
      opened.context.pathChanged.connect(() => panel.changeNotebook());
    });
    app.commands.addCommand(CommandIDs.openPanel, {
      label: trans.__('Show Performance Records'),
      icon: perfIcon,
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => app.shell.activateById(PANEL_ID)
    });
    app.commands.addCommand(CommandIDs.doctor, {
      label: trans.__('Check the Kernel for jupyter-perf'),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => kernels.current?.state === 'connected',
      execute: () => {
        app.shell.activateById(PANEL_ID);
        kernels.current?.askDoctor();
      }
    });
    for (const command of [CommandIDs.openPanel, CommandIDs.doctor]) {
      palette?.addItem({ command, category: trans.__('Performance') });
    }
  }
};

function place(
  app: JupyterFrontEnd,
  labShell: ILabShell | null,
  content: Widget,
  run: ISummary
): void {
  content.addClass('jp-Perf-run');
  content.id = `jupyter-perf-record-${run.id}-${Date.now()}`;
  content.title.label = run.title || run.kind;
  content.title.icon = perfIcon;
  content.title.closable = true;
  if (labShell === null) {
    app.shell.add(content, 'right', { rank: 100 });
    app.shell.activateById(content.id);
  } else {
    labShell.add(new MainAreaWidget({ content }), 'main', { mode: 'split-right' });
  }
}

async function jump(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  run: ISummary,
  trans: Trans
): Promise<void> {
  if (placeOf(tracker, run).panel === null && run.path !== '') {
    await app.commands.execute('docmanager:open', { path: run.path });
  }
  await placeOf(tracker, run).panel?.context.ready;
  const { panel, cell } = placeOf(tracker, run);
  if (panel && cell) {
    app.shell.activateById(panel.id);
    panel.content.activeCellIndex = panel.content.widgets.indexOf(cell);
    await panel.content.scrollToCell(cell);
  } else {
    Notification.info(trans.__('The cell isn’t there any more.'), { autoClose: 4000 });
  }
}
