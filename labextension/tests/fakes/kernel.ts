/** A kernel as a connection sees it: it hears what is said on its comm, and answers. */

import type { Kernel } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';

import { Connection } from '../../src/kernel/connection';

type Message = Record<string, unknown>;

export const HELLO: Message = {
  type: 'hello',
  version: '1.2.3',
  engine: 'rules',
  magics: ['refine', 'estimate'],
  machine: {
    name: 'this machine',
    cpu: 'Example CPU',
    cores: 4,
    memory_bytes: 16e9,
    gpus: []
  },
  extras: { numba: true, torch: false }
};

interface IFakeComm {
  isDisposed: boolean;
  close: () => void;
  open: () => void;
  send: (message: Message) => void;
  onMsg?: (message: unknown) => void;
  onClose?: () => void;
}

export class FakeKernel {
  readonly id = `kernel-${FakeKernel.made++}`;
  /** What the front end said, in order. */
  readonly heard: Message[] = [];
  readonly statusChanged = new Signal<this, Kernel.Status>(this);
  readonly disposed = new Signal<this, void>(this);
  language = 'python';
  handleComms = true;
  isDisposed = false;
  /** How many comms the front end closed. */
  closed = 0;
  private static made = 0;
  private _comm: IFakeComm | null = null;

  get info(): Promise<unknown> {
    return this.language === ''
      ? Promise.reject(new Error('the kernel ended'))
      : Promise.resolve({ language_info: { name: this.language } });
  }

  createComm(): unknown {
    const comm: IFakeComm = {
      isDisposed: false,
      open: () => undefined,
      send: (message: Message) => this.heard.push(message),
      close: () => {
        this.closed++;
        comm.isDisposed = true;
      }
    };
    this._comm = comm;
    return comm;
  }

  says(data: Message): void {
    this._comm?.onMsg?.({ content: { data } });
  }

  closes(): void {
    this._comm?.onClose?.();
  }
}

/** A connection that is open, and its kernel, which has said `hello` if there is one. */
export async function connected(hello: Message | null = HELLO): Promise<[Connection, FakeKernel]> {
  const kernel = new FakeKernel();
  const connection = new Connection(kernel as unknown as Kernel.IKernelConnection);
  await connection.connect();
  if (hello !== null) {
    kernel.says(hello);
  }
  return [connection, kernel];
}
