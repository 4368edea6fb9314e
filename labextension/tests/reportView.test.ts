// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { IEnvelope } from '../src/data/envelope';
import { readEstimates } from '../src/data/estimateReading';
import { readFrontier } from '../src/data/frontier';
import { readSparsity } from '../src/data/sparsity';
import { AnyView } from '../src/view/anyView';
import { named } from './acts';
import { estimateData } from './estimates';
import { trans } from './examples';
import { frontierData } from './frontiers';
import { sparsityData } from './reports';

type Fields = Record<string, unknown>;
type Host = ConstructorParameters<typeof AnyView>[0];

const KINDS: [string, (around: Fields) => Fields, (data: unknown) => IEnvelope | null][] = [
  ['an estimate', around => estimateData({}, around), readEstimates],
  ['a frontier', around => frontierData(around), readFrontier],
  ['a report of sparse training', around => sparsityData(around), readSparsity]
];
const RUNNING = {
  state: 'running',
  job: 'j',
  headline: null,
  result: null,
  progress: { stage: 'looking at `it`', done: 0.4, elapsed_seconds: 1, left_seconds: 9 }
};

let live = true;
const stop = vi.fn<() => Promise<string>>();
const whole = vi.fn<() => Promise<IEnvelope>>();
const host = {
  isLive: () => live,
  hasCell: () => false,
  stop,
  wholeEstimates: whole,
  wholeFrontier: whole,
  wholeSparsity: whole
} as unknown as Host;
let view: AnyView;

function shown(data: Fields): HTMLElement {
  view = new AnyView(host, trans);
  expect(view.update(data)).toBe(true);
  document.body.replaceChildren(view.node);
  return view.node;
}

beforeEach(() => {
  live = true;
  stop.mockReset().mockResolvedValue('Stopping…');
  whole.mockReset();
});

describe.each(KINDS)('%s', (_, data, read) => {
  test('has a name, a headline in its tone, and a place that is read out', () => {
    const headline = { text: 'Use `it`', tone: 'warn' };
    const node = shown(data({ headline, remarks: ['but `not` there'] }));
    expect(node.querySelector('[role=region]')?.getAttribute('aria-label')).toBeTruthy();
    expect(node.querySelector('.jp-Perf-tone-warn')?.textContent).toBe('Use it');
    expect(node.querySelector('.jp-Perf-tone-warn code')?.textContent).toBe('it');
    expect(node.querySelector('.jp-Perf-remark')?.textContent).toBe('but not there');
    expect(node.querySelectorAll('[role=status]')).toHaveLength(1);
  });

  test('has a bar while it goes on, and a button that ends it', async () => {
    const node = shown(data(RUNNING));
    expect(node.textContent).toContain('looking at `it` · 40%');
    named(node, 'stop').click();
    expect(stop).toHaveBeenCalledOnce();
    await vi.waitFor(() =>
      expect(node.querySelector('[role=status]')?.textContent).toBe('Stopping…')
    );
    view.update(data({}));
    expect(node.querySelector('[role=status]')?.textContent).toBe('');
  });

  test('says that it goes on no longer', () => {
    const node = shown(data(RUNNING));
    live = false;
    view.refreshIfStale();
    expect(node.textContent).toContain('ended before anything was known');
    expect(node.querySelector('progress')).toBeNull();
  });

  test('is drawn anew only where something can be done otherwise', () => {
    const node = shown(data(RUNNING));
    const drawn = node.querySelector('progress');
    view.refreshIfStale();
    expect(node.querySelector('progress')).toBe(drawn);
    view.refresh();
    expect(node.querySelector('progress')).not.toBe(drawn);
  });

  test('comes whole from its record where something was left out, or says why not', async () => {
    const headline = { text: 'as the notebook says it', tone: 'good' };
    const node = shown(data({ left_out: ['3 further rows'], headline }));
    whole.mockRejectedValueOnce(new Error('The record of this run was deleted.'));
    named(node, 'whole').click();
    await vi.waitFor(() => expect(node.textContent).toContain('was deleted'));
    whole.mockResolvedValueOnce(read(data({ headline: { text: 'other words', tone: 'good' } }))!);
    named(node, 'whole').click();
    await vi.waitFor(() => expect(named(node, 'whole')).toBeUndefined());
    expect(node.querySelector('.jp-Perf-headline')?.textContent).toBe('as the notebook says it');
  });
});
