// @vitest-environment jsdom
import './fakes/lab';

import { expect, test } from 'vitest';

import { kernelSection } from '../src/panel/kernelSection';
import { trans } from './examples';
import { connected, HELLO } from './fakes/kernel';

test('the target hardware stands there at a glance', async () => {
  const [connection] = await connected();
  const said = kernelSection(connection, trans).textContent;
  expect(said).toContain('target hardware');
  expect(said).toContain('this machine: Example CPU · 4 cores · 16.0 GB · no GPU');
});

test('half a core and a GPU are said too', async () => {
  const machine = { name: 'this machine', cpu: 'X', cores: 1.5, gpus: ['NVIDIA Example'] };
  const [connection] = await connected({ ...HELLO, machine });
  expect(kernelSection(connection, trans).textContent).toContain(
    'this machine: X · 1.5 cores · NVIDIA Example'
  );
});

test('a kernel of an earlier version has no line for it', async () => {
  const [connection] = await connected({ ...HELLO, machine: undefined });
  expect(kernelSection(connection, trans).textContent).not.toContain('target hardware');
});

test('where nothing is loaded the section says what to run', async () => {
  const [connection, kernel] = await connected();
  kernel.closes();
  expect(kernelSection(connection, trans).textContent).toContain('%load_ext jupyter_perf');
});
