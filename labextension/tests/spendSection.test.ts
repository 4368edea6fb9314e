// @vitest-environment jsdom
import { Signal } from '@lumino/signaling';
import { beforeEach, expect, test, vi } from 'vitest';

import { readSpent } from '../src/data/spent';
import { SpendSection } from '../src/panel/spendSection';
import { Records } from '../src/records/api';
import { trans } from './examples';

vi.mock('@jupyterlab/services', () => ({ ServerConnection: {} }));
vi.mock('@jupyterlab/coreutils', () => ({ PageConfig: {}, URLExt: {} }));

const LINE = { name: '', runs: 2, tokens: 12_300, usd: 0.042, unpriced: 0 };
const removed = new Signal<object, string[]>({});
const spent = vi.fn<Records['spent']>();
let path = 'a.ipynb';
let section: SpendSection;

beforeEach(() => {
  path = 'a.ipynb';
  spent.mockReset();
  const records = { spent, removed } as unknown as Records;
  section = new SpendSection({ records, trans, notebook: () => path });
});

async function shown(data: unknown): Promise<string> {
  spent.mockResolvedValue(readSpent(data));
  await section.refresh();
  return section.node.textContent;
}

test('this notebook, and in total', async () => {
  const notebooks = [
    { ...LINE, path: null },
    { ...LINE, path: 'a.ipynb', tokens: 300, usd: null, unpriced: 1 }
  ];
  const said = await shown({ total: { ...LINE, usd: 3.4, unpriced: 1 }, notebooks });
  expect(said).toContain('Spent on models');
  expect(said).toContain('this notebook300 tokens, price unknown');
  expect(said).toContain('in total12,300 tokens, at least $3.40');
  path = 'b.ipynb';
  expect(await shown({ total: LINE, notebooks })).toContain('this notebooknothing');
  path = '';
  expect(await shown({ total: LINE, notebooks })).toContain('in total12,300 tokens, $0.042');
});

test('nothing stands there where no model was asked, or nobody knows', async () => {
  expect(await shown({ total: { ...LINE, runs: 0 }, notebooks: [] })).toBe('');
  expect(await shown('<html>')).toBe('');
  await shown({ total: LINE });
  spent.mockRejectedValue(new Error('404'));
  await section.refresh();
  expect(section.node.textContent).toBe('');
});

test('an answer that comes late is no news', async () => {
  const answers: ((line: ReturnType<typeof readSpent>) => void)[] = [];
  spent.mockImplementation(() => new Promise(resolve => answers.push(resolve)));
  const both = [section.refresh(), section.refresh()];
  answers[1](readSpent({ total: LINE }));
  answers[0](readSpent({ total: { ...LINE, tokens: 1 } }));
  await Promise.all(both);
  expect(section.node.textContent).toContain('12,300 tokens');
});

test('a deleted run is no longer in it', async () => {
  await shown({ total: LINE });
  spent.mockResolvedValue(readSpent({ total: { ...LINE, tokens: 7 } }));
  removed.emit(['r1']);
  await vi.waitFor(() => expect(section.node.textContent).toContain('7 tokens'));
});
