import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { ReadonlyJSONObject } from '@lumino/coreutils';

import { Magic, MAGICS } from '../data/magics';
import { estimateIcon, perfIcon, sparsifyIcon } from '../icon';
import { CommandIDs } from '../ids';
import type { Kernels } from '../kernel/kernels';
import { whyNot, wordsOf } from '../notebook/offering';
import type { Runs } from '../notebook/runs';
import type { IValues } from '../settings';
import { Trans } from '../translation';
import type { CodeCell } from './codeCell';

const COMMANDS: Record<Magic, string> = {
  refine: CommandIDs.refine,
  estimate: CommandIDs.estimate,
  sparsify: CommandIDs.sparsify
};
const ICONS: Record<Magic, LabIcon> = {
  refine: perfIcon,
  estimate: estimateIcon,
  sparsify: sparsifyIcon
};

/** One command a magic, enabled where the selected kernel has it; else its caption says why not. */
export function addMagics(
  app: Pick<JupyterFrontEnd, 'commands'>,
  selected: () => CodeCell | null,
  kernels: Pick<Kernels, 'current' | 'changed'>,
  runs: Pick<Runs, 'start'>,
  options: () => IValues['options'],
  trans: Trans
): void {
  for (const magic of MAGICS) {
    const { label, caption } = wordsOf(magic, trans);
    const obstacle = (): string => whyNot(magic, kernels.current, selected() !== null, trans);
    app.commands.addCommand(COMMANDS[magic], {
      label,
      caption: () => obstacle() || caption,
      icon: ICONS[magic],
      describedBy: described(magic),
      isEnabled: () => obstacle() === '',
      // A toolbar has room for what can be pressed; menus show what there could be.
      isVisible: args => args.toolbar !== true || obstacle() === '',
      execute: async args => {
        const [panel, cell] = selected() ?? [];
        if (panel && cell) {
          const given = typeof args.options === 'string' ? args.options : options()[magic];
          await runs.start(panel, cell, given, magic);
        }
      }
    });
  }
  let known = '';
  kernels.changed.connect(() => {
    const hello = kernels.current?.hello;
    const now = `${kernels.current?.state} ${hello?.version} ${hello?.magics.join()}`;
    // A kernel speaks several times a second while it searches: mostly nothing changes for these.
    if (now !== known) {
      known = now;
      Object.values(COMMANDS).forEach(command => app.commands.notifyCommandChanged(command));
    }
  });
}

function described(magic: Magic): { args: ReadonlyJSONObject } {
  const options = { type: 'string', description: `As after %%${magic}` };
  const toolbar = { type: 'boolean', description: 'Show it only where it can be used' };
  return { args: { type: 'object', properties: { options, toolbar } } };
}
