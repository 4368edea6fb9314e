import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs, PLUGIN_ID } from '../ids';
import { NotebookHost } from '../notebook/host';
import { clearResults, hasResult, resultOf } from '../notebook/outputs';
import { loadSettings } from '../settings';
import { IKernels, IRecords, IRuns } from '../tokens';
import { DOMAIN, Trans } from '../translation';
import { CodeCell, codeCell } from './codeCell';
import { addMagics } from './magicCommands';

const NO_ARGUMENTS = { args: { type: 'object', properties: {} } };

/** What can be done with the cell that is selected. */
export const commandsPlugin: JupyterFrontEndPlugin<void> = {
  id: PLUGIN_ID,
  description: 'Commands on cells: refine, estimate, sparsify, apply, revert, clear',
  autoStart: true,
  requires: [INotebookTracker, IKernels, IRuns],
  optional: [IRecords, ISettingRegistry, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    kernels: IKernels,
    runs: IRuns,
    records: IRecords | null,
    registry: ISettingRegistry | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const settings = loadSettings(registry);
    const selected = (): CodeCell | null => codeCell(tracker);
    addMagics(app, selected, kernels, runs, () => settings.values.options, trans);
    addRunning(app, tracker, kernels, runs, trans);
    addResults(app, tracker, kernels, runs, records, trans);
    const category = trans.__('Performance');
    for (const command of [
      CommandIDs.refine,
      CommandIDs.estimate,
      CommandIDs.sparsify,
      CommandIDs.refineWith,
      CommandIDs.stop,
      CommandIDs.apply,
      CommandIDs.revert,
      CommandIDs.clear
    ]) {
      palette?.addItem({ command, category });
    }
  }
};

function addRunning(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  kernels: IKernels,
  runs: IRuns,
  trans: Trans
): void {
  app.commands.addCommand(CommandIDs.refineWith, {
    label: trans.__('Refine This Cell With…'),
    caption: trans.__('Search for a faster version of this cell, with options'),
    describedBy: NO_ARGUMENTS,
    isEnabled: () => codeCell(tracker) !== null,
    execute: async () => {
      const [panel, cell] = codeCell(tracker) ?? [];
      await runs.again(panel ?? null, cell ?? null);
    }
  });
  app.commands.addCommand(CommandIDs.stop, {
    label: trans.__('Stop Searching'),
    caption: trans.__('End all searches of this notebook’s kernel and keep what they found'),
    describedBy: NO_ARGUMENTS,
    isEnabled: () => (kernels.current?.jobs.size ?? 0) > 0,
    execute: () => {
      const connection = kernels.current;
      [...(connection?.jobs.keys() ?? [])].forEach(job => connection?.stop(job));
    }
  });
  kernels.changed.connect(() => app.commands.notifyCommandChanged(CommandIDs.stop));
}

function addResults(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  kernels: IKernels,
  runs: IRuns,
  records: IRecords | null,
  trans: Trans
): void {
  const perform = async (action: 'apply' | 'revert'): Promise<void> => {
    const [panel, cell] = codeCell(tracker) ?? [];
    const result = cell && resultOf(cell);
    if (!panel || !cell || !result) {
      return;
    }
    const host = new NotebookHost({
      node: cell.node,
      tracker,
      kernels,
      records,
      trans,
      panel: () => panel,
      retry: runs.again,
      begin: runs.sparsify
    });
    const best = result.found?.best ?? null;
    const code = best && (best.code ?? result.found?.code ?? null);
    const { said } = await host.perform(action, result, code);
    Notification.info(said, { autoClose: 5000 });
  };
  const hasRefinement = (): boolean => {
    const [, cell] = codeCell(tracker) ?? [];
    return cell !== undefined && resultOf(cell) !== null;
  };
  const hasAny = (): boolean => {
    const [, cell] = codeCell(tracker) ?? [];
    return cell !== undefined && hasResult(cell);
  };
  app.commands.addCommand(CommandIDs.apply, {
    label: trans.__('Apply the Faster Version'),
    describedBy: NO_ARGUMENTS,
    isEnabled: hasRefinement,
    execute: () => perform('apply')
  });
  app.commands.addCommand(CommandIDs.revert, {
    label: trans.__('Revert to the Original'),
    describedBy: NO_ARGUMENTS,
    isEnabled: hasRefinement,
    execute: () => perform('revert')
  });
  app.commands.addCommand(CommandIDs.clear, {
    label: trans.__('Clear the Results of jupyter-perf'),
    describedBy: NO_ARGUMENTS,
    isEnabled: hasAny,
    execute: () =>
      codeCell(tracker)
        ?.slice(1)
        .forEach(cell => clearResults(cell as Cell))
  });
}
