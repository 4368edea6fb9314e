import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { perfIcon } from '../icon';
import { CommandIDs, PANEL_ID } from '../ids';
import { isStale, placeOf } from '../notebook/places';
import { PerfPanel } from '../panel/panel';
import { ISummary } from '../records/api';
import { IKernels, IRecords } from '../tokens';
import { DOMAIN, Trans } from '../translation';

/** The sidebar with records, running searches and facts of the kernel. */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-perf:panel',
  description: 'Sidebar with records, running searches and facts of the selected kernel',
  autoStart: true,
  requires: [INotebookTracker, IKernels, IRecords],
  optional: [ILayoutRestorer, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    kernels: IKernels,
    records: IRecords,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const panel = new PerfPanel(
      kernels,
      {
        records,
        trans,
        notebook: () => tracker.currentWidget?.context.localPath ?? '',
        open: ({ id, title }) => void app.commands.execute(CommandIDs.openRun, { id, title }),
        compare: (one, other) =>
          void app.commands.execute(CommandIDs.compare, { runs: [one.id, other.id] }),
        jump: run => tell(jump(app, tracker, run, trans)),
        isStale: run => isStale(tracker, run)
      },
      () => void app.commands.execute(CommandIDs.doctor),
      trans
    );
    /** A record may be deleted by now, or its notebook: what the server says is what helps. */
    const tell = (done: Promise<void>): void =>
      void done.catch((error: unknown) => {
        Notification.error(String((error as Error).message), { autoClose: 8000 });
      });
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
    palette?.addItem({
      command: CommandIDs.openPanel,
      category: trans.__('Performance')
    });
  }
};

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
