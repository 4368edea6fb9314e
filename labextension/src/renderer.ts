import type { IRenderMime } from '@jupyterlab/rendermime';
import { IDisposable } from '@lumino/disposable';
import { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';

import { MIME_TYPE } from './data/envelope';
import { h } from './dom';
import { follow } from './notebook/following';
import { NotebookHost } from './notebook/host';
import { AnyView } from './view/anyView';

/** Shows a result in an output; the same widget is given new data while a search goes on. */
export class ResultRenderer extends Widget implements IRenderMime.IRenderer {
  private readonly _host: NotebookHost;
  private readonly _view: AnyView;
  private _following: IDisposable | null = null;

  constructor(private readonly _options: Omit<NotebookHost.IOptions, 'node'>) {
    super();
    this.addClass('jp-Perf-output');
    this._host = new NotebookHost({ ..._options, node: this.node });
    this._view = new AnyView(this._host, _options.trans);
    this.node.append(this._view.node);
  }

  renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    if (!this._view.update(model.data[MIME_TYPE])) {
      this._showPlain(model);
    } else if (!this.node.contains(this._view.node)) {
      this.node.replaceChildren(this._view.node);
    }
    return Promise.resolve();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    // The notebook around it is known only from now on.
    const notebook = this._host.panel()?.content.model ?? null;
    const look = (): void => this._view.refreshIfStale();
    this._following = follow(notebook, this._options.kernels, look);
    this._view.refresh();
  }

  protected override onBeforeDetach(message: Message): void {
    this._following?.dispose();
    super.onBeforeDetach(message);
  }

  /** Data of a version that isn't known here: the text beside it says the same. */
  private _showPlain(model: IRenderMime.IMimeModel): void {
    const plain = model.data['text/plain'];
    const said = this._options.trans.__('This result was made by another version of jupyter-perf.');
    this.node.replaceChildren(
      h('p', {}, said),
      h('pre', {}, typeof plain === 'string' ? plain : '')
    );
  }
}
