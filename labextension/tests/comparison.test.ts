// @vitest-environment jsdom
import './fakes/lab';

import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { gainsDiffer, inOrder, readRecord } from '../src/data/comparison';
import { ComparePage } from '../src/pages/comparePage';
import type { Records } from '../src/records/api';
import { CompareView } from '../src/view/compareView';
import { CODE, SOURCE, trans } from './examples';
import { recordOf } from './records';

vi.mock('@jupyterlab/services', () => ({
  ServerConnection: { ResponseError: class extends Error {}, NetworkError: class extends Error {} }
}));

const older = recordOf();
const newer = recordOf(
  {
    id: 'r2',
    created: '2026-02-03T04:05:06+00:00',
    ratio: 20,
    low: 18,
    high: 22,
    options: { budget: 60, skip: ['hoist'] },
    machine: 'Linux x86_64, 8 cores',
    versions: { python: '3.13.0', pandas: '3.1.0', numba: '0.68.1' }
  },
  { source: `${SOURCE}\nprint(total)`, code: `${CODE}\nprint(total)` }
);

function rows(node: HTMLElement): Record<string, string[]> {
  const found = Array.from(node.querySelectorAll('tbody tr'), row => {
    const [name, ...cells] = Array.from(row.children, each => each.textContent ?? '');
    return [name, cells] as const;
  });
  return Object.fromEntries(found);
}

function shown(one = older, other = newer): HTMLElement {
  const view = new CompareView(trans);
  view.update(readRecord(one), readRecord(other));
  return view.node;
}

test('the older run stands left whichever was marked first, and the newest is labelled', () => {
  const heads = (node: HTMLElement): string[] =>
    Array.from(node.querySelectorAll('thead th'), each => each.textContent ?? '');
  expect(heads(shown(newer, older))).toEqual(heads(shown(older, newer)));
  const [left, right] = heads(shown());
  expect(left).toContain('older');
  expect(right).toContain('newest');
  expect(inOrder(readRecord(newer), readRecord(older)).map(side => side.id)).toEqual(['r1', 'r2']);
});

test('of two runs in one second none is called the newest', () => {
  expect(shown(older, { ...newer, created: older.created }).textContent).not.toContain('newest');
});

test('what differs is marked, for eyes and for ears', () => {
  const found = rows(shown());
  expect(found['outcome']).toEqual(['faster', 'faster']);
  expect(found['≠differs:machine']).toEqual(['Linux x86_64, 4 cores', 'Linux x86_64, 8 cores']);
  expect(found['≠differs:--budget']).toEqual(['30', '60']);
  expect(found['≠differs:--skip']).toEqual(['–', 'hoist']);
  expect(found['python']).toEqual(['3.13.0', '3.13.0']);
  expect(found['≠differs:pandas']).toEqual(['3.0.0', '3.1.0']);
  expect(found['≠differs:numba']).toEqual(['–', '0.68.1']);
  expect(found['evidence'][0]).toContain('your data, 34 generated inputs');
  expect(found['search took'][0]).toBe('14.2 s');
});

test('both gains are drawn on one scale, with their intervals', () => {
  const node = shown();
  const bars = Array.from(node.querySelectorAll('svg'));
  expect(bars.map(each => each.getAttribute('aria-label'))).toEqual([
    '10.0×, 9.0–11.0×',
    '20.0×, 18.0–22.0×'
  ]);
  const widths = bars.map(each => Number(each.querySelector('rect')?.getAttribute('width')));
  expect(widths[1]).toBeGreaterThan(widths[0]);
  const at = (svg: SVGElement): string | null | undefined =>
    svg.querySelector('.jp-Perf-barOne')?.getAttribute('x1');
  expect(at(bars[0])).toBe(at(bars[1]));
});

test('gains whose intervals meet are not called different', () => {
  const near = { ...newer, ratio: 11.5, low: 10, high: 13 };
  expect(gainsDiffer([readRecord(older), readRecord(newer)])).toBe(true);
  expect(gainsDiffer([readRecord(older), readRecord(near)])).toBe(false);
});

test('the two sources and the two accepted codes are shown as differences', () => {
  const node = shown();
  const added = Array.from(node.querySelectorAll('ins'), each => each.textContent);
  expect(added).toHaveLength(2);
  expect(added[0]).toContain('print(total)');
  node.querySelector<HTMLElement>('[data-focus="source split"]')?.click();
  expect(node.querySelectorAll('.jp-Perf-sidesHead')).toHaveLength(2);
});

test('same texts, and a run that accepted nothing, are said in words', () => {
  const nothing = recordOf({
    ...newer,
    result: recordOf({}, { best: null }).result,
    ratio: null,
    low: null
  });
  const node = shown(older, nothing);
  expect(node.textContent).toContain('Both runs had the same text.');
  expect(node.textContent).toContain('Only the older run accepted a rewrite.');
  expect(rows(node)['≠differs:speed'][1]).toBe('–');
});

test('records of another kind, or in another form, are compared by what they have', () => {
  const node = shown({ id: 'a', kind: 'estimate', title: 'x' }, { id: 'b', result: 'broken' });
  expect(rows(node)['≠differs:kind']).toEqual(['estimate', '–']);
});

const removed = new Signal<object, string[]>({});
const run = vi.fn<Records['run']>();
const records = { run, removed } as unknown as Records;

beforeEach(() => {
  run.mockReset().mockImplementation(id => Promise.resolve(id === 'r1' ? older : newer));
});

let opened: ComparePage | null = null;

afterEach(() => opened?.dispose());

function page(): ComparePage {
  const made = new ComparePage('compare', ['r2', 'r1'], records, trans);
  opened = made;
  Widget.attach(made, document.body);
  return made;
}

test('a record that is deleted meanwhile says so, and the other stays', async () => {
  const made = page();
  await vi.waitFor(() => expect(made.node.querySelectorAll('svg')).toHaveLength(2));
  run.mockImplementation(id =>
    id === 'r2' ? Promise.reject(new Error('it was deleted')) : Promise.resolve(older)
  );
  removed.emit(['r2']);
  await vi.waitFor(() => expect(made.node.textContent).toContain('it was deleted'));
  expect(made.node.querySelectorAll('svg')).toHaveLength(1);
  expect(made.node.querySelector('.jp-Perf-differs')).toBeNull();
});

test('a page that was closed asks no more', async () => {
  const made = page();
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2));
  made.dispose();
  removed.emit(['r1']);
  expect(run).toHaveBeenCalledTimes(2);
});

test('texts of records are only text', () => {
  const hostile = '<img src=x onerror="window.harmed = 1">';
  const bad = recordOf(
    { title: hostile, machine: hostile, options: { [hostile]: hostile }, versions: { x: hostile } },
    { source: hostile, code: hostile }
  );
  const node = shown(bad, newer);
  expect(node.querySelector('img')).toBeNull();
  expect(node.textContent).toContain(hostile);
});

test('two estimates are held against each other: target, prediction, and what the run took', () => {
  const estimate = (id: string, seconds: number, more: Record<string, unknown>): typeof older => ({
    ...older,
    id,
    kind: 'estimate',
    ratio: null,
    low: null,
    high: null,
    predicted: seconds,
    predicted_low: seconds / 1.25,
    predicted_high: seconds * 1.25,
    result: { source: SOURCE, target: 'here', seconds: null, peak_bytes: null },
    ...more
  });
  const node = shown(estimate('e1', 40, { actual: 43 }), estimate('e2', 20, {}));
  expect(rows(node)).toMatchObject({ target: ['here', 'here'] });
  expect(node.textContent).toContain('the run took43.0 s–');
  expect(node.textContent).toContain('40 s (32 to 50 s)');
  expect(node.textContent).toContain('What was estimated');
  expect(node.textContent).not.toContain('accepted');
});
