import type { INotebookModel } from '@jupyterlab/notebook';
import { DisposableDelegate, IDisposable } from '@lumino/disposable';

import type { Kernels } from '../kernel/kernels';

/** Have `look` called when the notebook is edited or a kernel says something, until disposed. */
export function follow(
  notebook: INotebookModel | null,
  kernels: Kernels | null,
  look: () => void
): IDisposable {
  notebook?.contentChanged.connect(look);
  kernels?.changed.connect(look);
  return new DisposableDelegate(() => {
    notebook?.contentChanged.disconnect(look);
    kernels?.changed.disconnect(look);
  });
}
