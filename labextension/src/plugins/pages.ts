import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { ReadonlyJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';

import { text, texts } from '../data/fields';
import { perfIcon } from '../icon';
import { CommandIDs } from '../ids';
import { ensureLoaded } from '../notebook/loading';
import { ComparePage } from '../pages/comparePage';
import { DoctorPage } from '../pages/doctorPage';
import { RunPage } from '../pages/runPage';
import { IKernels, IRecords, IRuns } from '../tokens';
import { DOMAIN } from '../translation';
import { addPage } from './place';

const STRING = { type: 'string' };

/** Documents of their own: a recorded run, two side by side, the doctor's report. */
export const pagesPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-perf:pages',
  description: 'Shows recorded runs, compares two, and examines the selected kernel',
  autoStart: true,
  requires: [INotebookTracker, IKernels, IRuns, IRecords],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    kernels: IKernels,
    runs: IRuns,
    records: IRecords,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const open = openerOf(app, labShell, restorer);
    const host = { tracker, kernels, records, trans, retry: runs.again, begin: runs.sparsify };
    const loadPackage = (): void => {
      const panel = tracker.currentWidget;
      void (panel && ensureLoaded(kernels, panel, trans));
    };
    const openRun = open(CommandIDs.openRun, 'split-right', ({ id, title }) => [
      `jupyter-perf-record-${text(id)}`,
      page => new RunPage(page, text(id), text(title) || trans.__('Recorded run'), host)
    ]);
    const compare = open(CommandIDs.compare, 'tab-after', ({ runs: both }) => {
      const [one = '', other = ''] = texts(both);
      const make = (page: string): Widget => new ComparePage(page, [one, other], records, trans);
      return [`jupyter-perf-compare-${one}-${other}`, make];
    });
    const doctor = open(CommandIDs.doctor, 'split-right', () => [
      'jupyter-perf-doctor',
      page =>
        new DoctorPage(page, {
          kernels,
          trans,
          subject: () => tracker.currentWidget?.context.localPath ?? '',
          load: loadPackage
        })
    ]);
    app.commands.addCommand(CommandIDs.openRun, {
      label: trans.__('Show a Recorded Run'),
      icon: perfIcon,
      describedBy: { args: described({ id: STRING, title: STRING }, 'id') },
      execute: openRun
    });
    app.commands.addCommand(CommandIDs.compare, {
      label: trans.__('Compare Two Recorded Runs'),
      icon: perfIcon,
      describedBy: { args: described({ runs: { type: 'array', items: STRING } }, 'runs') },
      execute: compare
    });
    app.commands.addCommand(CommandIDs.doctor, {
      label: trans.__('Doctor: Examine the Kernel'),
      caption: trans.__(
        'What jupyter-perf has in the selected kernel, what is missing, and how to get it'
      ),
      icon: perfIcon,
      describedBy: { args: described({}) },
      execute: doctor
    });
    palette?.addItem({ command: CommandIDs.doctor, category: trans.__('Performance') });
  }
};

type Made = [id: string, make: (id: string) => Widget];
type Arguments = ReadonlyPartialJSONObject;

/** Makes what a command does: its page comes to the front, and back when the layout is restored. */
function openerOf(
  app: JupyterFrontEnd,
  labShell: ILabShell | null,
  restorer: ILayoutRestorer | null
) {
  return (
    command: string,
    mode: 'split-right' | 'tab-after',
    page: (args: Arguments) => Made
  ): ((args: Arguments) => void) => {
    const opened = new Map<Widget, [string, Arguments]>();
    const tracker = new WidgetTracker<Widget>({ namespace: command.replace(':', '-') });
    void restorer?.restore(tracker, {
      command,
      args: widget => opened.get(widget)?.[1] ?? {},
      name: widget => opened.get(widget)?.[0] ?? ''
    });
    return args => {
      const [id, make] = page(args);
      const known = [...opened].find(([, [name]]) => name === id)?.[0];
      if (known !== undefined) {
        app.shell.activateById(known.id);
        return;
      }
      const widget = addPage(app, labShell, make(id), { mode });
      opened.set(widget, [id, args]);
      widget.disposed.connect(() => opened.delete(widget));
      void tracker.add(widget);
    };
  };
}

function described(properties: ReadonlyJSONObject, ...required: string[]): ReadonlyJSONObject {
  return { type: 'object', properties, required };
}
