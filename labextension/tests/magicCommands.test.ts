// @vitest-environment jsdom
import './fakes/lab';

import { showErrorMessage } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { CommandRegistry } from '@lumino/commands';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { beforeEach, expect, test, vi } from 'vitest';

import { h } from '../src/dom';
import { CommandIDs } from '../src/ids';
import type { Connection } from '../src/kernel/connection';
import type { Kernels } from '../src/kernel/kernels';
import { Runs } from '../src/notebook/runs';
import { addMagics } from '../src/plugins/magicCommands';
import { trans } from './examples';
import { connected, FakeKernel, HELLO } from './fakes/kernel';

const REPORT = { 'text/plain': 'about 3 s', 'text/html': '<b>about 3 s</b>' };

let commands: CommandRegistry;
let connection: Connection | null;
let kernel: FakeKernel;
let shown: Widget[];
let selected: boolean;
let changed: Signal<object, Connection | null>;

const saved: unknown[] = [];
const cell = {
  isDisposed: false,
  model: {
    id: 'c1',
    type: 'code',
    getMetadata: () => undefined,
    sharedModel: { getSource: () => '%%estimate --budget 3\nslow()' },
    outputs: { add: (output: unknown) => saved.push(output) }
  }
} as unknown as Cell;
const panel = {
  isDisposed: false,
  content: { widgets: [cell], model: null },
  context: { contentsModel: null },
  node: document.body
} as unknown as NotebookPanel;

beforeEach(async () => {
  [connection, kernel] = await connected();
  commands = new CommandRegistry();
  shown = [];
  selected = true;
  changed = new Signal({});
  const added = new Signal<object, Connection>({});
  const kernels = {
    changed,
    added,
    of: () => connection,
    get current() {
      return connection;
    }
  } as unknown as Kernels;
  const runs = new Runs({
    kernels,
    records: null,
    tracker: { find: () => panel } as unknown as INotebookTracker,
    trans,
    show: widget => shown.push(widget),
    render: bundle => {
      const said = bundle['text/plain'];
      return typeof said === 'string' ? new Widget({ node: h('pre', {}, said) }) : null;
    }
  });
  added.emit(connection);
  const options = { refine: '--budget 9', estimate: '--target here', sparsify: '' };
  const here = (): [NotebookPanel, Cell] | null => (selected ? [panel, cell] : null);
  addMagics({ commands }, here, kernels, runs, () => options, trans);
});

test('a kernel that has %%estimate is asked for it, and its result is shown and saved', async () => {
  expect(commands.isEnabled(CommandIDs.estimate)).toBe(true);
  expect(commands.caption(CommandIDs.estimate)).toContain('Predict what this cell will cost');

  await commands.execute(CommandIDs.estimate);
  expect(kernel.heard).toEqual([
    { type: 'estimate', cell: 'c1', source: 'slow()', options: '--target here' }
  ]);

  const about = { job: 'j1', kind: 'estimate', cell: 'c1', toolbar: true };
  const progress = { stage: 'counting', done: 0.5, left_seconds: 2 };
  kernel.says({ type: 'progress', ...about, state: 'running', progress });
  const [run] = shown;
  expect(run.node.textContent).toContain('counting · 50% · at most 2 s left');
  run.node.querySelector<HTMLElement>('[data-focus=stop]')?.click();
  expect(kernel.heard.at(-1)).toEqual({ type: 'stop', job: 'j1' });

  kernel.says({ type: 'done', ...about, run: 'r1', state: 'done', bundle: REPORT });
  expect(run.node.querySelector('pre')?.textContent).toBe('about 3 s');
  expect(run.node.textContent).not.toContain('counting');
  run.node.querySelector<HTMLElement>('button.jp-mod-styled:last-child')?.click();
  expect(saved).toEqual([{ output_type: 'display_data', data: REPORT, metadata: {} }]);
});

test('each magic has a result of its own for the same cell', async () => {
  await commands.execute(CommandIDs.estimate);
  await commands.execute(CommandIDs.refine, { options: '--again' });
  expect(kernel.heard.map(message => [message.type, message.options])).toEqual([
    ['estimate', '--target here'],
    ['refine', '--again']
  ]);
  const done = { type: 'done', job: null, cell: 'c1', toolbar: true, state: 'failed' };
  kernel.says({ ...done, kind: 'refine', message: 'not Python' });
  expect(shown.map(run => run.node.textContent?.includes('not Python'))).toEqual([false, true]);
});

test('what the kernel lacks is not offered, and the caption says why', async () => {
  expect(commands.isEnabled(CommandIDs.sparsify)).toBe(false);
  expect(commands.caption(CommandIDs.sparsify)).toContain(
    'jupyter-perf 1.2.3 in this kernel has no'
  );
  expect(commands.isVisible(CommandIDs.sparsify)).toBe(true);
  expect(commands.isVisible(CommandIDs.sparsify, { toolbar: true })).toBe(false);
  await commands.execute(CommandIDs.sparsify);
  expect(showErrorMessage).toHaveBeenCalledWith('Sparsify This Cell', expect.any(String));
  expect(kernel.heard).toEqual([]);
});

test.each([
  ['no cell is selected', () => (selected = false), 'Select a cell of code'],
  ['there is no kernel', () => (connection = null), 'Start a kernel'],
  ['the package is not loaded', () => kernel.closes(), '%load_ext jupyter_perf']
])('where %s, estimate waits and says so', (_, happen, said) => {
  happen();
  expect(commands.isEnabled(CommandIDs.estimate)).toBe(false);
  expect(commands.caption(CommandIDs.estimate)).toContain(said);
});

test('refine can be pressed where the package is not loaded: it offers to load it', () => {
  kernel.closes();
  expect(commands.isEnabled(CommandIDs.refine)).toBe(true);
});

test('a kernel of the first versions has refine alone', () => {
  kernel.says({ ...HELLO, magics: undefined });
  expect(commands.isEnabled(CommandIDs.refine)).toBe(true);
  expect(commands.isEnabled(CommandIDs.estimate)).toBe(false);
});

test('menus and toolbars hear of it only when something changed for them', () => {
  const heard = vi.fn();
  changed.emit(connection);
  commands.commandChanged.connect(heard);
  changed.emit(connection);
  expect(heard).not.toHaveBeenCalled();
  kernel.says({ ...HELLO, magics: ['refine', 'estimate', 'sparsify', 'dance'] });
  changed.emit(connection);
  expect(heard).toHaveBeenCalledTimes(3);
  expect(commands.isEnabled(CommandIDs.sparsify)).toBe(true);
});
