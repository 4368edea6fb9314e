import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, type Notebook, NotebookActions } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { Durations } from '../data/durations';
import { mayBeRefined } from '../data/magics';
import { CommandIDs } from '../ids';
import { textOf } from '../notebook/cells';
import { removeHint, showHint } from '../notebook/hint';
import { refineSlowest } from '../notebook/slowest';
import { loadSettings } from '../settings';
import { IRuns } from '../tokens';
import { DOMAIN } from '../translation';

/** Notes how long cells run, to say where refining pays; nothing runs by itself. */
export const slowPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-perf:slow-cells',
  description: 'Hints at slow cells, and refines the slowest of a notebook',
  autoStart: true,
  requires: [INotebookTracker, IRuns],
  optional: [ISettingRegistry, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    runs: IRuns,
    registry: ISettingRegistry | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const settings = loadSettings(registry);
    const times = new WeakMap<Notebook, Durations>();
    const timesOf = (notebook: Notebook): Durations => {
      const known = times.get(notebook) ?? new Durations();
      times.set(notebook, known);
      return known;
    };
    NotebookActions.executionScheduled.connect((_, { notebook, cell }) => {
      removeHint(cell);
      timesOf(notebook).sent(cell.model.id);
    });
    NotebookActions.executed.connect((_, { notebook, cell, success }) => {
      const seconds = timesOf(notebook).ended(cell.model.id, textOf(cell));
      const { hint, hintSeconds, options } = settings.values;
      const panel = tracker.find(open => open.content === notebook);
      const isSlow = success && seconds !== null && seconds >= hintSeconds;
      if (panel && hint && isSlow && mayBeRefined(textOf(cell))) {
        showHint(cell, seconds, () => void runs.start(panel, cell, options.refine), trans);
      }
    });
    app.commands.addCommand(CommandIDs.slowest, {
      label: trans.__('Refine the Slowest Cells…'),
      caption: trans.__('List the cells of this notebook by the time that they took'),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => tracker.currentWidget !== null,
      execute: async () => {
        const panel = tracker.currentWidget;
        if (panel !== null) {
          const known = times.get(panel.content) ?? null;
          await refineSlowest(panel, known, runs, settings.values.options.refine, trans);
        }
      }
    });
    palette?.addItem({ command: CommandIDs.slowest, category: trans.__('Performance') });
  }
};
