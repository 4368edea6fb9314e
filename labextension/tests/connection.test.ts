import type { Kernel } from '@jupyterlab/services';
import { expect, test, vi } from 'vitest';

import { Connection } from '../src/kernel/connection';
import { connected, FakeKernel, HELLO } from './fakes/kernel';

function connectionWith(kernel: FakeKernel): Connection {
  return new Connection(kernel as unknown as Kernel.IKernelConnection);
}

test('a notebook that is closed closes the comm: no search is left to nobody', async () => {
  const [connection, kernel] = await connected();
  connection.dispose();
  connection.dispose();
  expect(kernel.closed).toBe(1);
});

test('what a closed comm still says is not heard', async () => {
  const [connection, kernel] = await connected();
  const heard = vi.fn();
  kernel.closes();
  connection.changed.connect(heard);
  kernel.says(HELLO);
  expect(heard).not.toHaveBeenCalled();
  expect(connection.state).toBe('absent');
});

test('a kernel that ends before it says what it is has no package', async () => {
  const kernel = new FakeKernel();
  kernel.language = '';
  const connection = connectionWith(kernel);
  await connection.connect();
  expect(connection.state).toBe('absent');
});

test('a kernel of another language is left alone', async () => {
  const kernel = new FakeKernel();
  kernel.language = 'julia';
  const connection = connectionWith(kernel);
  await connection.connect();
  expect(connection.state).toBe('other language');
});

test('where comms are off nothing is opened', async () => {
  const kernel = new FakeKernel();
  kernel.handleComms = false;
  const connection = connectionWith(kernel);
  await connection.connect();
  expect(connection.state).toBe('absent');
});

test('a restart takes the jobs along, and the comm is opened anew', async () => {
  const [connection, kernel] = await connected();
  const lost = vi.fn();
  connection.lost.connect((_, jobs) => void lost(jobs.map(({ job }) => job)));
  kernel.says({ type: 'progress', job: 'j1', cell: 'c1' });
  connection.askDoctor();
  kernel.statusChanged.emit('restarting');
  expect(lost).toHaveBeenCalledWith(['j1']);
  expect([connection.state, connection.examining]).toEqual(['absent', false]);
  kernel.statusChanged.emit('idle');
  await vi.waitFor(() => expect(connection.state).toBe('connecting'));
  await vi.waitFor(() => {
    kernel.says(HELLO);
    expect(connection.state).toBe('connected');
  });
});

test('the doctor is not asked where nobody listens', async () => {
  const [connection, kernel] = await connected();
  kernel.closes();
  connection.askDoctor();
  expect([connection.examining, kernel.heard]).toEqual([false, []]);
});

test('what was applied and put back is told as it is', async () => {
  const [connection, kernel] = await connected();
  connection.tellReplaced('applied', 'r1', 'x = 1');
  connection.tellReplaced('reverted', 'r1', 'x = 1');
  expect(kernel.heard).toEqual([
    { type: 'applied', run: 'r1', code: 'x = 1' },
    { type: 'reverted', run: 'r1', code: 'x = 1' }
  ]);
  kernel.closes();
  connection.tellReplaced('applied', 'r1', 'x = 2');
  expect(kernel.heard).toHaveLength(2);
});
