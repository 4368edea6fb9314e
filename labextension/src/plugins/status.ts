import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { button } from '../dom';
import { CommandIDs } from '../ids';
import type { Connection } from '../kernel/connection';
import { IKernels } from '../tokens';
import { DOMAIN, Trans } from '../translation';
import { words } from '../view/running';

/** One line on the selected kernel's searches. */
export const statusPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-perf:status',
  description: 'Running searches in the status bar',
  autoStart: true,
  requires: [IKernels],
  // Notebook 7 has no status bar.
  optional: [IStatusBar, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    kernels: IKernels,
    bar: IStatusBar | null,
    translator: ITranslator | null
  ) => {
    if (bar === null) {
      return;
    }
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const open = (): void => void app.commands.execute(CommandIDs.openPanel);
    const line = button('', open, {
      class: 'jp-Perf-status',
      title: trans.__('Performance: records and running searches')
    });
    const item = new Widget();
    item.node.append(line);
    const draw = (): void => {
      line.textContent = said(kernels.current, trans);
    };
    kernels.changed.connect(draw);
    draw();
    bar.registerStatusItem('jupyter-perf:status', {
      item,
      align: 'left',
      rank: 90,
      // A kernel without the package is no news to those who don't use it there.
      isActive: () => kernels.current?.state === 'connected',
      activeStateChanged: kernels.changed as never
    });
  }
};

function said(connection: Connection | null, trans: Trans): string {
  const jobs = [...(connection?.jobs.values() ?? [])];
  if (jobs.length === 0) {
    return trans.__('perf');
  }
  const first = words(jobs[0].progress, trans);
  return jobs.length === 1 ? first : trans.__('%1 · %2 more', first, jobs.length - 1);
}
