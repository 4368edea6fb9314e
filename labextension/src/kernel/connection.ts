import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { JSONObject } from '@lumino/coreutils';
import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { COMM_TARGET, IDone, IHello, IJob, Incoming, readMessage } from './messages';

/** `absent`: no package there, or not loaded; which one, a kernel doesn't say. */
export type ConnectionState = 'connecting' | 'connected' | 'absent' | 'other language';

/** The comm with one kernel, and what it said. A kernel that has nothing to answer closes it. */
export class Connection implements IDisposable {
  private _comm: Kernel.IComm | null = null;
  private _state: ConnectionState = 'absent';
  private _hello: IHello | null = null;
  private _doctor: [string, string][] | null = null;
  private _restarting = false;
  private _disposed = false;
  private _notebook = '';
  private readonly _jobs = new Map<string, IJob>();
  private readonly _changed = new Signal<this, void>(this);
  private readonly _progressed = new Signal<this, IJob>(this);
  private readonly _finished = new Signal<this, IDone>(this);
  private readonly _recorded = new Signal<this, string>(this);
  private readonly _lost = new Signal<this, IJob[]>(this);

  constructor(readonly kernel: Kernel.IKernelConnection) {
    kernel.statusChanged.connect(this._onStatus, this);
  }

  get state(): ConnectionState {
    return this._state;
  }

  get hello(): IHello | null {
    return this._hello;
  }

  /** Searches that go on or wait. */
  get jobs(): ReadonlyMap<string, IJob> {
    return this._jobs;
  }

  /** What `doctor` found, once it was asked. */
  get doctor(): [string, string][] | null {
    return this._doctor;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get progressed(): ISignal<this, IJob> {
    return this._progressed;
  }

  get finished(): ISignal<this, IDone> {
    return this._finished;
  }

  /** Ids of runs, as they are recorded. */
  get recorded(): ISignal<this, string> {
    return this._recorded;
  }

  /** Searches that the kernel took with it when it ended. */
  get lost(): ISignal<this, IJob[]> {
    return this._lost;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** Try to open the comm, unless it is open. Not answered: `state` turns to `absent`. */
  async connect(): Promise<void> {
    if (this._comm !== null || this._disposed) {
      return;
    }
    this._set('connecting');
    const info = await this.kernel.info;
    if (info.language_info.name !== 'python') {
      this._set('other language');
      return;
    }
    // Another call, or the end of the kernel, may have come in the meantime.
    if (this._comm === null && !this._disposed) {
      this._open();
    }
  }

  /** Tell where the notebook is, in the file browser; `was`: where it was until now. */
  tellNotebook(path: string, was = ''): void {
    if (path !== this._notebook) {
      this._notebook = path;
      this._send({ type: 'notebook', path, was });
    }
  }

  stop(job: string): void {
    this._send({ type: 'stop', job });
  }

  refine(cell: string, source: string, options: string): void {
    this._send({ type: 'refine', cell, source, options });
  }

  askDoctor(): void {
    this._doctor = null;
    this._send({ type: 'doctor' });
  }

  dispose(): void {
    if (!this._disposed) {
      this._drop();
      this._disposed = true;
      Signal.clearData(this);
    }
  }

  private _open(): void {
    const comm = this.kernel.createComm(COMM_TARGET);
    this._comm = comm;
    comm.onMsg = (message): void => this._onMessage(message);
    comm.onClose = (): void => {
      if (this._comm === comm) {
        this._drop();
      }
    };
    comm.open({});
  }

  private _onMessage(message: KernelMessage.ICommMsgMsg): void {
    const said = readMessage(message.content.data);
    if (said !== null) {
      this._understand(said);
      this._changed.emit();
    }
  }

  private _understand(said: Incoming): void {
    switch (said.type) {
      case 'hello':
        this._hello = said.hello;
        if (this._state !== 'connected' && this._notebook !== '') {
          this._send({ type: 'notebook', path: this._notebook, was: '' });
        }
        this._state = 'connected';
        break;
      case 'progress':
        this._jobs.set(said.job.job, said.job);
        this._progressed.emit(said.job);
        break;
      case 'recorded':
        this._recorded.emit(said.run);
        break;
      case 'done':
        this._jobs.delete(said.done.job);
        this._finished.emit(said.done);
        break;
      case 'doctor':
        this._doctor = said.findings;
        break;
    }
  }

  private _onStatus(_: unknown, status: Kernel.Status): void {
    if (status === 'restarting' || status === 'autorestarting' || status === 'dead') {
      this._restarting = status !== 'dead';
      this._drop();
    } else if (status === 'idle' && this._restarting) {
      this._restarting = false;
      void this.connect();
    }
  }

  private _send(message: JSONObject): void {
    this._comm?.send(message);
  }

  /** The kernel's side is gone: so are its jobs and what it said of itself. */
  private _drop(): void {
    this._comm = null;
    this._hello = null;
    this._doctor = null;
    const lost = [...this._jobs.values()];
    this._jobs.clear();
    this._lost.emit(lost);
    this._set('absent');
  }

  private _set(state: ConnectionState): void {
    this._state = state;
    this._changed.emit();
  }
}
