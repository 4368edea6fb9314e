import { Dialog, InputDialog, showDialog, showErrorMessage } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';

import type { Connection } from '../kernel/connection';
import type { Kernels } from '../kernel/kernels';
import { Trans } from '../translation';

const INSTALL_LINE = '%pip install jupyter-perf';
const LOAD_LINE = '%load_ext jupyter_perf';
const ANSWER_MS = 10_000;

/** Ask for the options of another search; null where the user changed their mind. */
export async function tryAgain(trans: Trans): Promise<string | null> {
  const answer = await InputDialog.getText({
    title: trans.__('Try again with…'),
    label: trans.__('Options, as after %1', '%%refine'),
    text: '--again --budget 120',
    okLabel: trans.__('Search')
  });
  return answer.button.accept ? answer.value : null;
}

/** What a kernel without the package needs. */
export function notLoaded(trans: Trans): string {
  return trans.__('jupyter-perf isn’t loaded in this kernel. Run %1, or install it first: %2', LOAD_LINE, INSTALL_LINE); // prettier-ignore
}

/** The connection with the notebook's kernel, loaded there if the user agrees; else null. */
export async function ensureLoaded(
  kernels: Kernels,
  panel: NotebookPanel,
  trans: Trans
): Promise<Connection | null> {
  const connection = kernels.of(panel);
  if (connection === null) {
    await showErrorMessage(
      trans.__('No kernel'),
      trans.__('Start a kernel for this notebook first.')
    );
    return null;
  }
  if (connection.state === 'connected') {
    return connection;
  }
  const answer = await showDialog({
    title: trans.__('Load jupyter-perf?'),
    body: notLoaded(trans),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Load') })]
  });
  return answer.button.accept && (await load(connection, trans)) ? connection : null;
}

async function load(connection: Connection, trans: Trans): Promise<boolean> {
  if (await hasRun(connection)) {
    void connection.connect();
    if (await answered(connection)) {
      return true;
    }
  }
  const said = trans.__('Run %1 in a cell, then try again.', INSTALL_LINE);
  await showErrorMessage(trans.__('jupyter-perf can’t be loaded'), said);
  return false;
}

async function hasRun({ kernel }: Connection): Promise<boolean> {
  try {
    const request = kernel.requestExecute({ code: LOAD_LINE, store_history: false });
    return (await request.done).content.status === 'ok';
  } catch {
    return false; // the kernel ended before it could
  }
}

/** Whether the kernel says hello before long. */
function answered(connection: Connection): Promise<boolean> {
  return new Promise(resolve => {
    const timer = setTimeout(() => finish(false), ANSWER_MS);
    const finish = (said: boolean): void => {
      clearTimeout(timer);
      connection.changed.disconnect(check);
      resolve(said);
    };
    const check = (): void => {
      if (connection.state === 'connected') {
        finish(true);
      }
    };
    connection.changed.connect(check);
    check();
  });
}
