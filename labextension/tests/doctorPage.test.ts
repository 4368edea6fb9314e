// @vitest-environment jsdom
import './fakes/lab';

import { Clipboard } from '@jupyterlab/apputils';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { beforeEach, expect, test, vi } from 'vitest';

import type { Connection } from '../src/kernel/connection';
import { DoctorPage } from '../src/pages/doctorPage';
import { trans } from './examples';
import { connected, FakeKernel } from './fakes/kernel';

const FINDINGS = [
  ['isolation', 'S3: namespaces'],
  ['extra torch', "not installed: `pip install 'jupyter-perf[torch]'`"]
];

let changed: Signal<object, Connection | null>;
let current: Connection | null;
let kernel: FakeKernel;
let made: DoctorPage;
const load = vi.fn();

beforeEach(async () => {
  changed = new Signal({});
  await use();
  const kernels = {
    changed,
    get current() {
      return current;
    }
  } as never;
  made = new DoctorPage('doctor', { kernels, trans, subject: () => 'a.ipynb', load });
});

async function use(): Promise<void> {
  const [connection, fake] = await connected();
  [current, kernel] = [connection, fake];
  connection.changed.connect(() => changed.emit(connection));
}

function press(name: string): void {
  made.node.querySelector<HTMLElement>(`[data-focus=${name}]`)?.click();
}

test('it asks when it is seen, shows what was found, and asks again', () => {
  expect(kernel.heard).toEqual([]);
  Widget.attach(made, document.body);
  expect(kernel.heard).toEqual([{ type: 'doctor' }]);
  expect(made.node.textContent).toContain('Kernel of a.ipynb');
  expect(made.node.textContent).toContain('Examining');

  kernel.says({ type: 'doctor', findings: FINDINGS });
  expect(made.node.querySelector('dd')?.textContent).toBe('S3: namespaces');
  expect(made.node.textContent).toContain("pip install 'jupyter-perf[torch]'");
  expect(made.node.textContent).not.toContain('Examining');

  press('examine');
  expect(kernel.heard).toHaveLength(2);
  expect(made.node.querySelector<HTMLButtonElement>('[data-focus=examine]')?.disabled).toBe(true);
});

test('the report is copied as text', () => {
  Widget.attach(made, document.body);
  kernel.says({ type: 'doctor', findings: FINDINGS });
  press('copy');
  expect(Clipboard.copyToSystem).toHaveBeenCalledWith(
    "isolation: S3: namespaces\nextra torch: not installed: `pip install 'jupyter-perf[torch]'`"
  );
  expect(made.node.querySelector('[role=status]')?.textContent).toBe('Copied.');
});

test('it follows the selected kernel, and asks each once', async () => {
  Widget.attach(made, document.body);
  kernel.says({ type: 'doctor', findings: FINDINGS });
  const [first, firstKernel] = [current, kernel];
  await use();
  changed.emit(current);
  expect(kernel.heard).toEqual([{ type: 'doctor' }]);
  expect(made.node.textContent).not.toContain('S3: namespaces');
  current = first;
  changed.emit(first);
  expect(firstKernel.heard).toHaveLength(1);
  expect(made.node.textContent).toContain('S3: namespaces');
});

test('a kernel that ends while it is examined leaves what to do', () => {
  Widget.attach(made, document.body);
  kernel.closes();
  expect(made.node.textContent).toContain('%load_ext jupyter_perf');
  press('load');
  expect(load).toHaveBeenCalledOnce();
});

test('without a kernel there is nothing to load', () => {
  current = null;
  Widget.attach(made, document.body);
  expect(made.node.textContent).toContain('No kernel');
  expect(made.node.querySelector('[data-focus=load]')).toBeNull();
});

test('a page that nobody sees asks nothing, nor does one that was closed', () => {
  made.hide();
  Widget.attach(made, document.body);
  changed.emit(current);
  expect(kernel.heard).toEqual([]);
  made.show();
  expect(kernel.heard).toHaveLength(1);
  kernel.says({ type: 'doctor', findings: FINDINGS });
  made.dispose();
  kernel.closes();
  expect(kernel.heard).toHaveLength(1);
});
