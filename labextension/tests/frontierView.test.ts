// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

import { readFrontier } from '../src/data/frontier';
import { frontierData as fromRecord } from '../src/records/frontierRecord';
import { FrontierView } from '../src/view/frontiers/frontierView';
import { IFrontierHost } from '../src/view/frontiers/host';
import { named, rowsOf, slide } from './acts';
import { trans } from './examples';
import { frontierData, read } from './frontiers';

type Fields = Record<string, unknown>;

const insertCode = vi.fn<IFrontierHost['insertCode']>();
const copyCode = vi.fn<IFrontierHost['copyCode']>();
const host: IFrontierHost = {
  isLive: () => true,
  stop: vi.fn(),
  insertCode: (result, code) => insertCode(result, code),
  copyCode: code => copyCode(code),
  wholeFrontier: vi.fn()
};
function shown(data: Fields): HTMLElement {
  const view = new FrontierView(host, trans);
  view.update(read(data));
  document.body.replaceChildren(view.node);
  return view.node;
}

function rows(node: HTMLElement): string[] {
  return rowsOf(node.querySelector('.jp-Perf-table'));
}

beforeEach(() => {
  for (const mock of [insertCode, copyCode]) {
    mock.mockReset().mockResolvedValue('said');
  }
});

test('the answer, what it rests on, and a row for each method stand there at once', () => {
  const node = shown(frontierData());
  expect(node.querySelector('.jp-Perf-headline')?.textContent).toBe(
    'Use lora on a100-40: batch 32 fits'
  );
  expect(node.textContent).toContain('Not validated on CUDA');
  expect(rows(node)).toHaveLength(3);
  expect(rows(node)[0]).toContain('lora use this3222 GB (21 to 23 GB)150k tokens/s');
  expect(rows(node)[0]).toContain('the weights stay: not exact');
  expect(rows(node)[2]).toContain('batch 1 takes 90 GB');
  expect(node.textContent).toContain('… and 2 more');
  expect(node.textContent).toContain('Times: worked out from operations and bytes');
});

test('the chart has a curve for each method, the memory there is, and says so in words', () => {
  const node = shown(frontierData());
  const chart = node.querySelector('.jp-Perf-frontierChart')!;
  expect(chart.querySelectorAll('path.jp-Perf-curve:not(.jp-Perf-faint)')).toHaveLength(2);
  expect(chart.querySelectorAll('.jp-Perf-limit')).toHaveLength(1);
  expect(chart.textContent).toContain('40 GB');
  expect(chart.getAttribute('aria-label')).toContain('Throughput against memory on a100-40: lora');
});

test('the legend hides a curve and shows it again', () => {
  const node = shown(frontierData());
  named(node, 'legend lora').click();
  expect(named(node, 'legend lora').getAttribute('aria-pressed')).toBe('false');
  const lines = (): number =>
    node.querySelectorAll('.jp-Perf-frontierChart path.jp-Perf-curve:not(.jp-Perf-faint)').length;
  expect(lines()).toBe(1);
  named(node, 'legend lora').click();
  expect(lines()).toBe(2);
});

test('less memory is read off without a kernel, and taken back', () => {
  const node = shown(frontierData());
  const input = slide(node, 'memoryBytes', 7);
  expect(node.querySelector('.jp-Perf-moving')?.textContent).toContain('lora');
  expect(rows(node)[1]).toContain('plainnone');
  // What was read off is neither compared nor priced: those are of what was asked.
  expect(rows(node)[0]).not.toContain('1.24×');
  expect(rows(node)[0]).not.toContain('use this');
  expect(input.getAttribute('aria-valuetext')).toMatch(/GB: lora: \d/);
  named(node, 'reset').click();
  expect(rows(node)[0]).toContain('1.24×');
  expect(node.querySelector('.jp-Perf-moving')).toBeNull();
});

test('a global batch is told in microbatches', () => {
  const node = shown(frontierData());
  const input = named(node, 'slider globalBatch') as HTMLInputElement;
  slide(node, 'globalBatch', Number(input.max));
  expect(rows(node)[0]).toMatch(/× \d/);
  expect(rows(node)[2]).toContain('?'); // no curve of it is here
});

test('another device has its own table, chart and memory', () => {
  const node = shown(frontierData());
  slide(node, 'memoryBytes', 1);
  named(node, 'target t4').click();
  expect(rows(node)).toHaveLength(1);
  expect(node.querySelector('.jp-Perf-moving')).toBeNull();
  expect(node.querySelector('.jp-Perf-frontierChart')?.textContent).toContain('15.8 GB');
});

test('code is chosen, inserted below and copied', async () => {
  const node = shown(frontierData());
  expect(node.querySelector('pre')?.textContent).toBe('model = frontier.apply("lora", model)');
  named(node, 'insert').click();
  expect(insertCode.mock.calls[0][1]).toBe('model = frontier.apply("lora", model)');
  await vi.waitFor(() => expect(node.querySelector('[role=status]')?.textContent).toBe('said'));
  named(node, 'code none').click();
  named(node, 'copy').click();
  expect(copyCode.mock.calls[0][0]).toBe('model = model');
});

test('the code of one method alone stands below its name', () => {
  const node = shown(frontierData({}, { code: { lora: 'model = apply()' } }));
  const code = node.querySelector('pre')!;
  expect(code.textContent).toBe('model = apply()');
  expect(code.previousElementSibling?.textContent).toBe('lora');
});

test('a frontier without figures says what is known', () => {
  const node = shown(frontierData({}, { devices: [], curves: [], code: {}, laws: [] }));
  expect(node.querySelector('table')).toBeNull();
  expect(node.querySelector('svg')).toBeNull();
  expect(node.querySelector('.jp-Perf-headline')).not.toBeNull();
});

test.each([
  [{ result: 'nonsense' }],
  [{ result: { devices: 'x', curves: [1, null], code: [], methods: [3], laws: [null] } }],
  [{ result: { devices: [{ rows: [1, 'x'], parts: ['a'] }], curves: [{ points: 'a b; 1' }] } }]
])('what is malformed is left out: %j', more => {
  expect(() => shown(frontierData(more))).not.toThrow();
});

test('strangers’ texts are text', () => {
  const hostile = '<img src=x onerror="window.harmed=1">';
  const node = shown(
    frontierData(
      { headline: { text: hostile, tone: 'good' }, remarks: [hostile] },
      {
        notes: [hostile],
        code: { [hostile]: hostile },
        devices: [{ name: hostile, text: hostile, rows: [`use\t${hostile}\t1`], rows_count: 1 }]
      }
    )
  );
  expect(node.querySelector('img')).toBeNull();
  expect(node.textContent).toContain(hostile);
});

test('a record is shown as the notebook shows it, whole', () => {
  const range = (value: number): Fields => ({ value, low: value * 0.9, high: value * 1.1 });
  const point = (method: string, batch: number, fits: boolean): Fields => ({
    method,
    batch,
    target: 't4',
    sequence: 128,
    peak_bytes: range(batch * 1e9),
    seconds: range(batch * 0.01),
    throughput: range(100 + batch),
    fits,
    breakdown: { weights: 1e9 },
    accumulate: 1
  });
  const run = {
    id: 'run-2',
    kind: 'frontier',
    created: '2026-11-21T09:01:09+00:00',
    result: {
      answer: 'Use `lora`: batch 4',
      model: 'Net',
      unit: 'tokens',
      devices: [
        { name: 't4', title: 'NVIDIA T4', memory_bytes: 16e9, validated: false },
        { name: 'l4', memory_bytes: 24e9, calibrated: 'calibrated on NVIDIA L4, 2026-11-22' }
      ],
      methods: [
        { name: 'none', costs: '' },
        { name: 'lora', costs: 'not exact' },
        { name: 'lion', costs: '', reason: 'no' }
      ],
      points: [point('none', 1, true), point('none', 2, false), point('lora', 4, true)],
      scores: [{ method: 'lora', target: 't4', ratio: { value: 1.2, low: 1.1, high: 1.3 } }],
      chosen: { t4: 2 },
      laws: [{ method: 'none', target: 't4', seconds_per_example: 0.01, fixed_seconds: 0.1 }],
      versions: { torch: '2.13.0' },
      code: { lora: 'model = apply()' },
      notes: [],
      assumptions: []
    }
  };
  const data = fromRecord(run);
  expect(readFrontier(data)?.found?.curves).toHaveLength(2);
  const node = shown(data);
  expect(rows(node)[0]).toContain('lora use this44 GB (3.6 to 4.4 GB)');
  expect(rows(node)[0]).toContain('1.20× (1.10–1.30×)');
  expect(node.textContent).toContain('Not validated on CUDA: t4');
  expect(node.textContent).toContain('Peaks on l4 are calibrated on NVIDIA L4, 2026-11-22');
  expect(node.textContent).toContain('NVIDIA T4');
  expect(() => fromRecord({ result: null })).not.toThrow();
});
