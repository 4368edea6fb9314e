import { IDisposable } from '@lumino/disposable';
import { Panel, Widget } from '@lumino/widgets';

import { MIME_TYPE } from '../data/envelope';
import { button, h } from '../dom';
import { perfIcon } from '../icon';
import type { IDone, IJob } from '../kernel/messages';
import { Trans } from '../translation';
import { AnyView } from '../view/anyView';
import { keepingFocus } from '../view/focus';
import { running } from '../view/running';
import { follow } from './following';
import { NotebookHost } from './host';

/** The result of a run that was asked for from a toolbar or menu: the notebook isn't touched. */
export class ToolbarRun extends Panel {
  private readonly _view: AnyView;
  private readonly _following: IDisposable;
  private readonly _state = h('div', {});
  // A countdown isn't read aloud; how it ended is.
  private readonly _said = h('div', { role: 'status' });
  private readonly _foot = h('div', { class: 'jp-Perf-buttons' });

  constructor(private readonly _options: ToolbarRun.IOptions) {
    super();
    const { id, title, host, trans } = _options;
    this.id = id;
    this.addClass('jp-Perf-run');
    this.title.label = title;
    this.title.icon = perfIcon;
    this.title.closable = true;
    const inNotebook = new NotebookHost({ ...host, node: this.node });
    this._view = new AnyView(inNotebook, trans);
    const look = (): void => this._view.refreshIfStale();
    this._following = follow(inNotebook.panel()?.content.model ?? null, host.kernels, look);
    for (const node of [this._state, this._said, this._view.node, this._foot]) {
      this.addWidget(new Widget({ node }));
    }
    this._goesOn(running(null, null, trans));
  }

  override dispose(): void {
    this._following.dispose();
    super.dispose();
  }

  progress(job: IJob): void {
    if (this._view.update(job.data)) {
      this._state.replaceChildren();
    } else {
      const stop = (): void => this._options.stop(job.job);
      this._goesOn(running(job.progress, stop, this._options.trans));
    }
  }

  finish(done: IDone): void {
    if (done.bundle === null || !this._show(done.bundle)) {
      const { trans } = this._options;
      this._say(done.message || trans.__('The search ended without a result.'));
      return;
    }
    const { save, trans } = this._options;
    const keep = button(trans.__('Save in the notebook'), () => {
      const said = save(done.bundle ?? {});
      this._foot.replaceChildren(h('span', { role: 'status' }, said));
    });
    this._foot.replaceChildren(keep);
  }

  /** The kernel went away before there was a result. */
  interrupted(): void {
    this._say(this._options.trans.__('The kernel ended before the search did.'));
  }

  /** A result of ours, or else what stands beside it in `bundle`; false where nothing can be. */
  private _show(bundle: Record<string, unknown>): boolean {
    const { [MIME_TYPE]: ours, ...others } = bundle;
    if (!this._view.update(ours)) {
      const shown = this._options.render(others);
      if (shown === null) {
        return false;
      }
      this.insertWidget(this.widgets.length - 1, shown);
    }
    this._state.replaceChildren();
    return true;
  }

  private _goesOn(progress: Node): void {
    keepingFocus(this._state, () => this._state.replaceChildren(progress));
  }

  private _say(text: string): void {
    this._state.replaceChildren();
    this._said.replaceChildren(h('p', {}, text));
  }
}

export namespace ToolbarRun {
  export interface IOptions {
    id: string;
    title: string;
    host: Omit<NotebookHost.IOptions, 'node'>;
    trans: Trans;
    stop: (job: string) => void;
    /** Puts a result into the cell's outputs; what came of it, in words. */
    save: (bundle: Record<string, unknown>) => string;
    /** Shows MIME types of others; null where none of them can be shown safely. */
    render: (bundle: Record<string, unknown>) => Widget | null;
  }
}
