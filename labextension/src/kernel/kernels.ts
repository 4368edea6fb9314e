import { INotebookTracker, NotebookActions, NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel } from '@jupyterlab/services';
import { ISignal, Signal } from '@lumino/signaling';

import { Connection } from './connection';

/** Cells that may have loaded the extension, or want it loaded. */
const ABOUT_US = /jupyter_perf|%perf\b|%%(?:refine|estimate|sparsify)\b/;

/** The connections of all open notebooks, one per kernel however many notebooks share it. */
export class Kernels {
  private readonly _connections = new Map<string, Connection>();
  private readonly _changed = new Signal<this, Connection | null>(this);
  private readonly _added = new Signal<this, Connection>(this);

  constructor(private readonly _tracker: INotebookTracker) {
    _tracker.forEach(panel => this._watch(panel));
    _tracker.widgetAdded.connect((_, panel) => this._watch(panel));
    _tracker.currentChanged.connect(() => this._changed.emit(this.current));
    NotebookActions.executionScheduled.connect((_, { notebook }) => {
      // Several notebooks may share a kernel: a run belongs to the one that it was asked for in.
      const panel = _tracker.find(open => open.content === notebook);
      if (panel !== undefined) {
        this.of(panel)?.tellNotebook(panel.context.localPath);
      }
    });
    NotebookActions.executed.connect((_, { notebook, cell }) => {
      if (ABOUT_US.test(cell.model.sharedModel.getSource())) {
        const panel = _tracker.find(open => open.content === notebook);
        void (panel && this.of(panel))?.connect();
      }
    });
  }

  /** What the notebook's kernel said, or null where it has no kernel. */
  of(panel: NotebookPanel | null | undefined): Connection | null {
    const kernel = panel?.sessionContext.session?.kernel;
    return (kernel && this._connections.get(kernel.id)) ?? null;
  }

  /** The connection of the notebook in front. */
  get current(): Connection | null {
    return this.of(this._tracker.currentWidget);
  }

  /** Something was said by a kernel, or another notebook came to the front. */
  get changed(): ISignal<this, Connection | null> {
    return this._changed;
  }

  get added(): ISignal<this, Connection> {
    return this._added;
  }

  private _watch(panel: NotebookPanel): void {
    const context = panel.sessionContext;
    let path = panel.context.localPath;
    const attach = (kernel: Kernel.IKernelConnection | null): void => {
      this._attach(kernel);
      this.of(panel)?.tellNotebook(path);
    };
    attach(context.session?.kernel ?? null);
    context.kernelChanged.connect((_, { oldValue, newValue }) => {
      this._forget(oldValue);
      attach(newValue);
    });
    panel.context.pathChanged.connect(() => {
      const was = path;
      path = panel.context.localPath;
      this.of(panel)?.tellNotebook(path, was);
    });
    // Its way to the kernel still works now, and won't when the notebook itself is disposed of.
    context.disposed.connect(() => this._leave(context.session?.kernel ?? null));
  }

  private _attach(kernel: Kernel.IKernelConnection | null): void {
    if (kernel === null || this._connections.has(kernel.id)) {
      this._changed.emit(this.current);
      return;
    }
    const connection = new Connection(kernel);
    this._connections.set(kernel.id, connection);
    connection.changed.connect(() => this._changed.emit(connection));
    kernel.disposed.connect(() => this._leave(kernel));
    this._added.emit(connection);
    void connection.connect();
  }

  /** A notebook takes its way to the kernel along; another may have one of its own. */
  private _leave(kernel: Kernel.IKernelConnection | null): void {
    if (kernel !== null && this._connections.get(kernel.id)?.kernel === kernel) {
      this._drop(kernel.id);
      this._attach(this._userOf(kernel.id, kernel));
    }
  }

  private _forget(kernel: Kernel.IKernelConnection | null): void {
    if (kernel !== null && this._userOf(kernel.id) === null) {
      this._drop(kernel.id);
      this._changed.emit(this.current);
    }
  }

  private _drop(id: string): void {
    this._connections.get(id)?.dispose();
    this._connections.delete(id);
  }

  /** How an open notebook reaches that kernel, otherwise than by `way`; null where none does. */
  private _userOf(
    id: string,
    way: Kernel.IKernelConnection | null = null
  ): Kernel.IKernelConnection | null {
    const reach = (panel: NotebookPanel): Kernel.IKernelConnection | null =>
      panel.sessionContext.session?.kernel ?? null;
    const user = this._tracker.find(panel => {
      const kernel = reach(panel);
      return kernel?.id === id && kernel !== way && !kernel.isDisposed;
    });
    return user ? reach(user) : null;
  }
}
