// @vitest-environment jsdom
import './fakes/lab';

import { Signal } from '@lumino/signaling';
import { beforeEach, expect, test, vi } from 'vitest';

import { RecordsSection } from '../src/panel/recordsSection';
import { ISummary, Records } from '../src/records/api';
import { trans } from './examples';

vi.mock('@jupyterlab/services', () => ({ ServerConnection: {} }));
vi.mock('@jupyterlab/coreutils', () => ({ PageConfig: {}, URLExt: {} }));

const removed = new Signal<object, string[]>({});
const page = vi.fn<Records['page']>();
const records = {
  page,
  removed,
  remove: (id: string) => Promise.resolve(removed.emit([id])),
  exportUrl: () => '#'
} as unknown as Records;
const compare = vi.fn();
let section: RecordsSection;

function summary(id: string): ISummary {
  return {
    id,
    created: '2026-01-02T03:04:05+00:00',
    kind: 'refinement',
    path: 'a.ipynb',
    cell: null,
    title: `title of ${id}`,
    sha256: '',
    outcome: 'faster',
    ratio: 2,
    interval: [1.9, 2.1],
    predicted: null,
    actual: null
  };
}

beforeEach(async () => {
  compare.mockReset();
  const runs = ['r1', 'r2', 'r3'].map(summary);
  page.mockReset().mockImplementation(() => Promise.resolve({ total: 3, runs, note: '' }));
  section = new RecordsSection({
    records,
    trans,
    notebook: () => '',
    open: vi.fn(),
    jump: vi.fn(),
    compare,
    isStale: () => Promise.resolve(false)
  });
  document.body.replaceChildren(section.node);
  section.refresh();
  await vi.waitFor(() => expect(section.node.querySelectorAll('li')).toHaveLength(3));
});

function mark(id: string): void {
  section.node.querySelector<HTMLElement>(`[data-run=${id}]`)?.click();
}

function compareButton(): HTMLButtonElement {
  const all = Array.from(section.node.querySelectorAll('button'));
  return all.find(each => each.textContent?.startsWith('Compare')) as HTMLButtonElement;
}

test('an estimate says what it predicted, and what the run took', async () => {
  const predicted = { value: 41, low: 34, high: 50 };
  const run = { ...summary('r9'), kind: 'estimate', outcome: 'right', ratio: null, interval: null };
  const runs = [{ ...run, predicted, actual: 43.2 }];
  page.mockImplementation(() => Promise.resolve({ total: 1, runs, note: '' }));
  section.refresh();
  await vi.waitFor(() => expect(section.node.querySelectorAll('li')).toHaveLength(1));
  expect(section.node.querySelector('li')?.textContent).toContain(
    'right · predicted 41 s (34 to 50 s) · took 43.2 s'
  );
});

test('two marked runs can be compared, one or three cannot', () => {
  expect(compareButton().disabled).toBe(true);
  mark('r1');
  expect(compareButton().textContent).toBe('Compare (1 of 2 marked)');
  mark('r3');
  expect(compareButton().disabled).toBe(false);
  compareButton().click();
  expect(compare.mock.lastCall?.map((run: ISummary) => run.id)).toEqual(['r1', 'r3']);
  mark('r2');
  expect(compareButton().disabled).toBe(true);
});

test('marks stay when the list is asked for again', async () => {
  mark('r2');
  section.refresh();
  await vi.waitFor(() => expect(section.node.querySelectorAll('li')).toHaveLength(3));
  const box = section.node.querySelector<HTMLInputElement>('[data-run=r2]');
  expect(box?.checked).toBe(true);
  expect(box?.getAttribute('aria-label')).toBe('Mark for comparing: title of r2');
});

test('a run that is deleted is no longer marked', async () => {
  mark('r1');
  mark('r2');
  const [item] = Array.from(section.node.querySelectorAll('li'));
  const remove = Array.from(item.querySelectorAll('button')).find(
    each => each.textContent === 'Delete'
  );
  remove?.click();
  await vi.waitFor(() => expect(section.node.querySelectorAll('li')).toHaveLength(2));
  expect(compareButton().textContent).toBe('Compare (1 of 2 marked)');
});

test('the list stands until the answer is there, and the keyboard keeps its place', async () => {
  const focused = (): string | undefined => (document.activeElement as HTMLElement).dataset.focus;
  section.node.querySelector<HTMLElement>('[data-focus="open r2"]')?.focus();
  section.refresh();
  expect(section.node.querySelectorAll('li')).toHaveLength(3);
  await vi.waitFor(() => expect(page).toHaveBeenCalledTimes(2));
  expect(focused()).toBe('open r2');

  const remove = section.node.querySelector<HTMLElement>('[data-focus="delete r2"]');
  remove?.focus();
  remove?.click();
  await vi.waitFor(() => expect(section.node.querySelectorAll('li')).toHaveLength(2));
  expect(focused()).toBe('delete r3');
});
