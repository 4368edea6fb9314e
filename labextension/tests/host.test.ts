// @vitest-environment jsdom
import './fakes/lab';

import type { NotebookPanel } from '@jupyterlab/notebook';
import { beforeEach, expect, test, vi } from 'vitest';

import { NotebookHost } from '../src/notebook/host';
import { removeHint, showHint } from '../src/notebook/hint';
import type { Kernels } from '../src/kernel/kernels';
import type { Records } from '../src/records/api';
import { CODE, result, SOURCE, trans } from './examples';
import { recordOf } from './records';

vi.mock('@jupyterlab/services', () => ({
  ServerConnection: { ResponseError: class extends Error {}, NetworkError: class extends Error {} }
}));

type Slot = (sender: unknown, change: { sourceChange?: unknown }) => void;

let text: string;
const slots = new Set<Slot>();
const run = vi.fn<Records['run']>();
const cell = {
  node: document.createElement('div'),
  inputArea: { node: document.createElement('div') },
  model: {
    id: 'c1',
    getMetadata: () => undefined,
    sharedModel: {
      getSource: () => text,
      setSource: (now: string) => (text = now),
      changed: {
        connect: (slot: Slot) => slots.add(slot),
        disconnect: (slot: Slot) => slots.delete(slot)
      }
    }
  }
};
const panel = {
  content: { widgets: [cell], model: null },
  context: { contentsModel: null, localPath: 'work/here.ipynb' }
} as unknown as NotebookPanel;
const tellReplaced = vi.fn();
const tellNotebook = vi.fn();
const host = new NotebookHost({
  node: document.createElement('div'),
  tracker: null,
  kernels: { of: () => ({ tellReplaced, tellNotebook, jobs: new Map() }) } as unknown as Kernels,
  records: { run } as unknown as Records,
  trans,
  panel: () => panel,
  retry: () => Promise.resolve('')
});

beforeEach(() => {
  text = CODE;
  run.mockReset().mockResolvedValue(recordOf());
  tellReplaced.mockReset();
});

test('an original that was too long for the notebook comes back from the record', async () => {
  const { said } = await host.perform('revert', result({ source: null }), CODE);
  expect(said).toContain('original text is back');
  expect(text).toBe(SOURCE);
});

test('an original that is nowhere is never replaced by nothing', async () => {
  run.mockRejectedValue(new Error('gone'));
  const { said } = await host.perform('revert', result({ source: null }), CODE);
  expect(said).toContain('use Undo');
  expect(text).toBe(CODE);
});

test('what cannot be had from the record is said, and the cell stays', async () => {
  text = SOURCE;
  run.mockRejectedValue(new Error('the disk is gone'));
  const answer = await host.perform('apply', result({ result: { code: null } }), null);
  expect(answer).toEqual({ said: 'the disk is gone' });
  expect(text).toBe(SOURCE);
});

test('a cell that was edited while the record was asked is not replaced', async () => {
  text = SOURCE;
  run.mockImplementation(() => {
    text = 'something = else_by_now';
    return Promise.resolve(recordOf());
  });
  const { said } = await host.perform('apply', result({ result: { code: null } }), null);
  expect(said).toContain('changed since');
  expect(text).toBe('something = else_by_now');
});

test('hints listen for edits once, however often a cell runs, and not after they went', () => {
  for (let times = 0; times < 3; times++) {
    showHint(cell as never, 3, vi.fn(), trans);
  }
  expect(slots.size).toBe(1);
  expect(cell.inputArea.node.querySelectorAll('button')).toHaveLength(1);
  slots.forEach(edited => edited(null, { sourceChange: [] }));
  expect(cell.inputArea.node.querySelector('button')).toBeNull();
  showHint(cell as never, 3, vi.fn(), trans);
  removeHint(cell as never);
  expect(slots.size).toBe(0);
});

test('the kernel hears what was applied and what was put back', async () => {
  text = SOURCE;
  await host.perform('apply', result(), CODE);
  expect(text).toBe(CODE);
  expect(tellReplaced.mock.calls).toEqual([['applied', result().run, CODE]]);
  expect(tellNotebook).toHaveBeenCalledWith('work/here.ipynb');
  await host.perform('revert', result(), CODE);
  expect(text).toBe(SOURCE);
  expect(tellReplaced.mock.calls[1]).toEqual(['reverted', result().run, CODE]);
});

test('the kernel hears nothing of what was not done, nor of what no record knows', async () => {
  text = 'something = else';
  await host.perform('apply', result({ cell: 'gone' }), CODE);
  await host.perform('revert', result(), CODE);
  text = SOURCE;
  await host.perform('apply', result({ run: null }), CODE);
  expect(text).toBe(CODE);
  expect(tellReplaced).not.toHaveBeenCalled();
});
