import type { INotebookTracker } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import { expect, test, vi } from 'vitest';

import { Kernels } from '../src/kernel/kernels';
import { FakeKernel } from './fakes/kernel';

vi.mock('@jupyterlab/notebook', async () => {
  const { Signal } = await import('@lumino/signaling');
  return {
    NotebookActions: { executed: new Signal({}), executionScheduled: new Signal({}) }
  };
});

class FakePanel {
  readonly sessionContext;
  readonly context = { localPath: 'a.ipynb', pathChanged: new Signal<object, string>({}) };

  constructor(kernel: FakeKernel) {
    const [kernelChanged, disposed] = [
      new Signal<object, unknown>({}),
      new Signal<object, void>({})
    ];
    this.sessionContext = { session: { kernel }, kernelChanged, disposed };
  }
}

/** Notebooks of one kernel have each an object of their own for it. */
function sharing(): [FakeKernel, FakeKernel] {
  const one = new FakeKernel();
  const other = new FakeKernel();
  Object.defineProperty(other, 'id', { value: one.id });
  return [one, other];
}

test('a notebook that shares its kernel keeps its connection when the other is closed', async () => {
  const [mine, theirs] = sharing();
  const panels = [new FakePanel(mine), new FakePanel(theirs)];
  const tracker = {
    currentWidget: panels[1],
    forEach: (each: (panel: FakePanel) => void) => panels.forEach(each),
    find: (wanted: (panel: FakePanel) => boolean) => panels.find(wanted),
    widgetAdded: new Signal({}),
    currentChanged: new Signal({})
  };
  const kernels = new Kernels(tracker as unknown as INotebookTracker);
  const first = kernels.current;
  expect(first?.kernel).toBe(mine);

  await vi.waitFor(() => expect(first?.state).toBe('connecting'));
  await Promise.resolve();
  panels[0].sessionContext.disposed.emit();
  expect(mine.closed).toBe(1);
  mine.isDisposed = true;
  mine.disposed.emit();
  expect(first?.isDisposed).toBe(true);
  expect(kernels.current?.kernel).toBe(theirs);
  await vi.waitFor(() => expect(kernels.current?.state).toBe('connecting'));

  theirs.isDisposed = true;
  theirs.disposed.emit();
  expect(kernels.of(tracker.currentWidget as never)).toBeNull();
});
