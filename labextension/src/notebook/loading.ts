import { Dialog, showDialog, showErrorMessage } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { Widget } from '@lumino/widgets';

import type { IConversation } from '../data/conversation';
import { ENGINES, ISearchOptions, optionLine } from '../data/searchOptions';
import type { Connection } from '../kernel/connection';
import type { Kernels } from '../kernel/kernels';
import type { IHello } from '../kernel/messages';
import { Trans } from '../translation';
import { SearchForm } from '../view/searchForm';

const INSTALL_LINE = '%pip install jupyter-perf';
const LOAD_LINE = '%load_ext jupyter_perf';
const ANSWER_MS = 10_000;

const SEARCH: ISearchOptions = {
  engine: 'rules',
  model: '',
  rounds: '',
  samples: '',
  strategy: 'rewrite',
  say: '',
  more: '--again --budget 120'
};

/**
 * Ask for the options of another search, as they would be typed; null where the user changed their
 * mind. It begins with what the kernel says in `hello`, and with the conversation `before`.
 */
export async function tryAgain(
  trans: Trans,
  hello: Pick<IHello, 'engine'> | null = null,
  before: IConversation | null = null
): Promise<string | null> {
  const usual = ENGINES.find(name => name === hello?.engine) ?? SEARCH.engine;
  const engine = before !== null && usual === 'rules' ? 'llm' : usual;
  const { model, strategy } = before ?? SEARCH;
  const body = new SearchDialog({ ...SEARCH, engine, model, strategy }, trans);
  const answer = await showDialog({
    title: trans.__('Try again with…'),
    body,
    focusNodeSelector: 'select',
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Search') })]
  });
  return answer.button.accept ? answer.value : null;
}

class SearchDialog extends Widget {
  private readonly _form: SearchForm;

  constructor(start: ISearchOptions, trans: Trans) {
    const form = new SearchForm(start, trans);
    super({ node: form.node });
    this._form = form;
  }

  /** What the dialog answers with. */
  getValue(): string {
    return optionLine(this._form.chosen);
  }
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
