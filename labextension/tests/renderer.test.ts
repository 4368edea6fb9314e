// @vitest-environment jsdom
import './fakes/lab';

import type { IRenderMime } from '@jupyterlab/rendermime';
import { expect, test, vi } from 'vitest';

import { MIME_TYPE } from '../src/data/envelope';
import { ResultRenderer } from '../src/renderer';
import { estimateData } from './estimates';
import { data, trans } from './examples';

vi.mock('@jupyterlab/services', () => ({ ServerConnection: {} }));

function model(ours: unknown): IRenderMime.IMimeModel {
  return {
    data: { [MIME_TYPE]: ours, 'text/plain': 'as text' }
  } as unknown as IRenderMime.IMimeModel;
}

test('data of another version is shown as text, and good data after it as a result', async () => {
  const renderer = new ResultRenderer({
    tracker: null,
    kernels: null,
    records: null,
    trans,
    retry: () => Promise.resolve('')
  });
  await renderer.renderModel(model({ schema: 2 }));
  expect(renderer.node.textContent).toContain('as text');
  await renderer.renderModel(model(data()));
  expect(renderer.node.textContent).not.toContain('as text');
  expect(renderer.node.querySelector('.jp-Perf-headline')).not.toBeNull();
});

test('a display that turns into another kind of result shows that', async () => {
  const renderer = new ResultRenderer({
    tracker: null,
    kernels: null,
    records: null,
    trans,
    retry: () => Promise.resolve('')
  });
  await renderer.renderModel(model(estimateData()));
  expect(renderer.node.querySelectorAll('.jp-Perf-estimate')).toHaveLength(1);
  expect(renderer.node.querySelector('.jp-Perf-costRows button.jp-Perf-record')).toBeNull();
  await renderer.renderModel(model(data()));
  expect(renderer.node.querySelector('.jp-Perf-estimate')).toBeNull();
  expect(renderer.node.querySelector('.jp-Perf-headline')?.textContent).toContain('12.3×');
});
