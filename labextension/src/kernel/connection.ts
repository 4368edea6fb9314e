import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { JSONObject } from '@lumino/coreutils';
import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import type { Magic } from '../data/magics';
import { COMM_TARGET, IDone, IHello, IJob, Incoming, readMessage } from './messages';

/** `absent`: no package there, or not loaded; which one, a kernel doesn't say. */
export type ConnectionState = 'connecting' | 'connected' | 'absent' | 'other language';

/** The comm with one kernel, and what it said. A kernel that has nothing to answer closes it. */
export class Connection implements IDisposable {
  private _comm: Kernel.IComm | null = null;
  private _state: ConnectionState = 'absent';
  private _hello: IHello | null = null;
  private _doctor: [string, string][] | null = null;
  private _examining = false;
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

  /** Whether the doctor was asked and hasn't answered. */
  get examining(): boolean {
    return this._examining;
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
    const language = await this._language();
    if (language !== 'python') {
      this._set(language === null ? 'absent' : 'other language');
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

  /** Tell that `code`, which `run` found, is in the place of a cell's text, or is so no more. */
  tellReplaced(how: 'applied' | 'reverted', run: string, code: string): void {
    this._send({ type: how, run, code });
  }

  stop(job: string): void {
    this._send({ type: 'stop', job });
  }

  /** Whether this kernel can be asked for `magic`. */
  offers(magic: Magic): boolean {
    return this._hello?.magics.includes(magic) ?? false;
  }

  /** Have `magic` done over `source`; `options` as after the magic. The cell doesn't run. */
  ask(magic: Magic, cell: string, source: string, options: string): void {
    this._send({ type: magic, cell, source, options });
  }

  askDoctor(): void {
    if (this._comm !== null) {
      this._doctor = null;
      this._examining = true;
      this._send({ type: 'doctor' });
      this._changed.emit();
    }
  }

  dispose(): void {
    if (!this._disposed) {
      this._close();
      this._drop();
      this._disposed = true;
      Signal.clearData(this);
    }
  }

  /** Null where the kernel ended before it could say. */
  private async _language(): Promise<string | null> {
    try {
      return (await this.kernel.info).language_info.name;
    } catch {
      return null; // another notebook, or the next kernel, asks again
    }
  }

  /** The kernel goes on without us: a cell of it must not wait for what nobody would see. */
  private _close(): void {
    if (this._comm !== null && !this._comm.isDisposed && !this.kernel.isDisposed) {
      this._comm.close();
    }
  }

  private _open(): void {
    if (!this.kernel.handleComms) {
      this._set('absent');
      return;
    }
    const comm = this.kernel.createComm(COMM_TARGET);
    this._comm = comm;
    comm.onMsg = (message): void => {
      // What was sent before the end may arrive after it.
      if (this._comm === comm) {
        this._onMessage(message);
      }
    };
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
        this._examining = false;
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
    this._examining = false;
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
