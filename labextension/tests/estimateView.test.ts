// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

import { EstimateView } from '../src/view/estimates/estimateView';
import { IEstimateHost } from '../src/view/estimates/host';
import { named } from './acts';
import { trans } from './examples';
import { comparisonData, estimate, estimateData, range, read } from './estimates';

type Fields = Record<string, unknown>;

let cell = true;
const stop = vi.fn<IEstimateHost['stop']>();
const goTo = vi.fn<IEstimateHost['goTo']>();
const wholeEstimates = vi.fn<IEstimateHost['wholeEstimates']>();
const host: IEstimateHost = {
  wholeEstimates: result => wholeEstimates(result),
  isLive: () => true,
  hasCell: () => cell,
  stop: result => stop(result),
  goTo: (result, line) => goTo(result, line)
};
let view: EstimateView;

function shown(data: Fields): HTMLElement {
  view = new EstimateView(host, trans);
  view.update(read(data));
  document.body.replaceChildren(view.node);
  return view.node;
}

function figures(node: HTMLElement): string {
  return node.querySelector('.jp-Perf-figures')?.textContent ?? '';
}

function slide(node: HTMLElement, to: number): HTMLInputElement {
  const input = node.querySelector<HTMLInputElement>('input[type=range]')!;
  input.value = String(to);
  input.dispatchEvent(new Event('input'));
  return input;
}

function open(node: HTMLElement, title: string): HTMLElement {
  const summaries = Array.from(node.querySelectorAll('summary'));
  const section = summaries.find(each => each.textContent === title)?.parentElement;
  (section as HTMLDetailsElement).open = true;
  section?.dispatchEvent(new Event('toggle'));
  return section as HTMLElement;
}

beforeEach(() => {
  cell = true;
  stop.mockReset().mockResolvedValue('Stopping…');
  goTo.mockReset().mockResolvedValue('');
});

test('headline, figures, parts and what if stand there at once', () => {
  const node = shown(estimateData());
  expect(node.querySelector('.jp-Perf-headline')?.textContent).toContain('about 40 s');
  expect(figures(node)).toContain('40 s (32 to 50 s)');
  expect(figures(node)).toContain("fits in this machine's 16.0 GB");
  expect(node.textContent).toContain('10 × orders');
  expect(node.querySelectorAll('.jp-Perf-costRows tbody tr')).toHaveLength(2);
  expect(node.textContent).not.toContain('no meter');
  expect(node.querySelector('code')?.textContent).toBe('orders');
});

test('why there is no money stands where it is asked for', () => {
  const section = open(shown(estimateData()), 'Money, energy and emissions');
  expect(section.textContent).toContain('your own machine has no price');
  expect(section.textContent).toContain('no meter');
});

test('a slider moves time, memory and the verdict without a kernel', () => {
  const node = shown(estimateData());
  const last = Number(node.querySelector<HTMLInputElement>('input[type=range]')!.max);
  const input = slide(node, last);
  expect(node.textContent).not.toContain('00 min');
  expect(figures(node)).toContain('1 h 05 min (53 min to 1 h 25 min)');
  expect(figures(node)).toContain('does not fit');
  expect(figures(node)).not.toContain('13:52');
  expect(node.textContent).toContain('10,000,000 (10×)');
  expect(input.getAttribute('aria-valuetext')).toContain('10,000,000: 1 h');
  expect(node.querySelector('.jp-Perf-moved')).not.toBeNull();
  named(node, 'reset').click();
  expect(figures(node)).toContain('40 s (32 to 50 s)');
  expect(node.querySelector('.jp-Perf-moved')).toBeNull();
});

test('a slider keeps its place and the keyboard its hold when news come', () => {
  const node = shown(estimateData());
  const input = slide(node, 0);
  input.focus();
  view.update(read(estimateData()));
  const now = node.querySelector<HTMLInputElement>('input[type=range]')!;
  expect(now).not.toBe(input);
  expect(now.value).toBe('0');
  expect(document.activeElement).toBe(now);
});

test('the chart is read out by arrow keys, what was measured and what is expected', () => {
  const node = shown(estimateData());
  const chart = node.querySelector<HTMLElement>('.jp-Perf-growthFrame')!;
  const press = (key: string): boolean =>
    chart.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  expect(chart.getAttribute('aria-valuetext')).toContain('1,000,000 rows: expected 40 s');
  expect(press('Home')).toBe(false);
  const first = '10,000 rows: measured 4 ms, too short to be fitted, expected 4 ms (3.2 to 5 ms)';
  expect(chart.getAttribute('aria-valuetext')).toBe(first);
  expect(node.querySelector('.jp-Perf-readOut')?.textContent).toBe(first);
  expect(press('x')).toBe(true);
  expect(node.querySelectorAll('.jp-Perf-sample')).toHaveLength(2);
  expect(node.querySelectorAll('.jp-Perf-unused')).toHaveLength(1);
});

test('memory has a chart of its own', () => {
  const node = shown(estimateData());
  named(node, 'curve peak_bytes orders').click();
  const chart = node.querySelector('.jp-Perf-growthFrame')!;
  expect(chart.getAttribute('aria-label')).toContain('memory at the peak by orders');
  expect(named(node, 'curve peak_bytes orders').getAttribute('aria-pressed')).toBe('true');
});

test('parts are sorted by what a user presses, and lead to their lines', async () => {
  const node = shown(estimateData());
  const names = (): (string | null)[] =>
    Array.from(node.querySelectorAll('.jp-Perf-costRows tbody th'), each => each.textContent);
  expect(names()[0]).toContain('groupby');
  named(node, 'sort seconds').click();
  expect(names()[0]).toContain('groupby');
  named(node, 'sort seconds').click();
  expect(names()[0]).toContain('sort_values');
  const sorted = node.querySelector('[aria-sort]');
  expect(sorted?.getAttribute('aria-sort')).toBe('ascending');
  goTo.mockResolvedValue('The cell was changed since');
  node.querySelector<HTMLElement>('.jp-Perf-costRows .jp-Perf-record')?.click();
  expect(goTo).toHaveBeenCalledWith(expect.anything(), 1);
  await vi.waitFor(() =>
    expect(node.querySelector('[role=status]')?.textContent).toContain('changed since')
  );
});

test('without its cell nothing leads there', () => {
  cell = false;
  expect(shown(estimateData()).querySelector('.jp-Perf-costRows button.jp-Perf-record')).toBeNull();
});

test('a refusal shows its reason, and neither chart nor slider', () => {
  const result = {
    version: 1,
    kind: 'cell',
    reasons: { seconds: 'nothing in it could be made smaller', peak_bytes: 'it was not run' }
  };
  const headline = { text: 'No estimate: no size found', tone: 'warn' };
  const node = shown(estimateData({}, { result, headline, summary: '' }));
  expect(figures(node)).toContain('not known: nothing in it could be made smaller');
  expect(node.querySelector('input, .jp-Perf-growth')).toBeNull();
});

test('a cell that runs is shown against its prediction, and can be stopped', async () => {
  const progress = {
    stage: 'running the cell',
    phase: 'cell',
    elapsed_seconds: 20,
    done: 0.5,
    predicted: [40, 32, 50]
  };
  const node = shown(estimateData({}, { state: 'running', job: 'j1', progress }));
  const bar = node.querySelector('[role=progressbar]');
  expect(bar?.getAttribute('aria-valuenow')).toBe('50');
  expect(node.textContent).toContain('20 s of about 40 s (32 to 50 s)');
  named(node, 'stop').click();
  expect(stop).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(node.textContent).toContain('Stopping…'));

  const late = { ...progress, elapsed_seconds: 63, done: null };
  view.update(read(estimateData({}, { state: 'running', job: 'j1', progress: late })));
  expect(node.textContent).toContain('1 min 03 s so far, longer than predicted');
  expect(node.querySelector('[role=progressbar]')?.hasAttribute('aria-valuenow')).toBe(false);
});

test('the run afterwards stands against the prediction', () => {
  const node = shown(
    estimateData({
      actual: { seconds: 43.2, peak_bytes: 2.1e9, ended: 'done' },
      accuracy: { text: 'took 43 s: inside of the range', tone: 'good' }
    })
  );
  const section = node.querySelector('.jp-Perf-actualRun');
  expect(section?.textContent).toContain('43.2 s; predicted 40 s (32 to 50 s)');
  expect(section?.querySelectorAll('svg')).toHaveLength(2);
  expect(node.querySelectorAll('path.jp-Perf-actual')).toHaveLength(1);

  const raised = shown(estimateData({ actual: { seconds: 3, ended: 'raised' } }));
  expect(raised.textContent).toContain('can’t be held against the prediction');
  expect(raised.querySelector('path.jp-Perf-actual')).toBeNull();
});

const TARGETS = [
  estimate({ target: 'a100', usd: range(0.02), reasons: {} }),
  estimate({ target: 'h100', seconds: range(20), usd: range(0.04), reasons: {} }),
  estimate({ target: 'l4', seconds: null, reasons: { seconds: 'does not fit' }, curves: [] })
];

test('targets stand in one table and one picture, and one is shown in full', () => {
  const node = shown(comparisonData(TARGETS));
  expect(node.querySelectorAll('.jp-Perf-targets tbody tr')).toHaveLength(3);
  const picture = node.querySelector('.jp-Perf-scatter');
  expect(picture?.getAttribute('aria-label')).toContain('h100 20 s');
  expect(picture?.querySelectorAll('circle')).toHaveLength(2);
  expect(node.querySelector('.jp-Perf-targets')?.textContent).toContain('does not fit');
  named(node, 'target h100').click();
  expect(named(node, 'target h100').getAttribute('aria-pressed')).toBe('true');
  expect(figures(node)).toContain('20 s (16 to 25 s)');
});

test('a slider moves all targets that know of its size, and says nothing of others', () => {
  const node = shown(comparisonData(TARGETS));
  const input = node.querySelector<HTMLInputElement>('input[type=range]')!;
  slide(node, Number(input.max));
  const rows = Array.from(node.querySelectorAll('.jp-Perf-targets tbody tr'), row =>
    row.textContent?.replace(/\s+/g, ' ')
  );
  expect(rows[0]).toContain('1 h 05 min');
  expect(rows[1]).toContain('33 min');
  expect(rows[2]).not.toContain('2 GB');
});

test('curves that did not fit into the notebook come from the record', async () => {
  const cut = estimateData({ curves: [] }, { left_out: ['2 curves'] });
  const node = shown(cut);
  expect(node.querySelector('input[type=range]')).toBeNull();
  wholeEstimates.mockResolvedValueOnce(read(estimateData()));
  named(node, 'whole').click();
  await vi.waitFor(() => expect(node.querySelector('input[type=range]')).not.toBeNull());
  expect(node.querySelector('[data-focus=whole]')).toBeNull();
});

test('text from anywhere is shown as text', () => {
  const hostile = '<img src=x onerror="window.harmed = 1"><script>window.harmed = 1</script>';
  const curves = (estimate().curves as Fields[]).map(each => ({ ...each, words: hostile }));
  const node = shown(
    estimateData(
      {
        target: hostile,
        title: hostile,
        notes: [hostile],
        assumptions: [hostile],
        reasons: { seconds: hostile, usd: hostile },
        rows: [{ name: hostile, note: hostile, bound: hostile, share: 1 }],
        figures: [{ label: hostile, text: hostile }],
        what_if: [{ label: hostile, reason: hostile }],
        curves,
        sampled: hostile
      },
      { headline: { text: hostile, tone: hostile }, remarks: [hostile], summary: hostile }
    )
  );
  for (const title of [
    'Money, energy and emissions',
    'Assumptions and notes',
    'How it was found out'
  ]) {
    open(node, title);
  }
  expect(node.querySelector('img, script')).toBeNull();
  expect(node.textContent).toContain(hostile);
});

test('data of odd types is dropped, and what is left is shown', () => {
  const odd = { sizes: [7, { name: 'n' }], curves: [{ fit: { at: [1, 'x'] } }, null], rows: 'all' };
  const node = shown(estimateData({ ...odd, what_if: [null], fits: { needed: 3 }, figures: [1] }));
  expect(figures(node)).toContain('40 s');
});
