// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

import { readSparsity } from '../src/data/sparsity';
import { sparsityData as fromRecord } from '../src/records/sparsityRecord';
import { ISparsityHost } from '../src/view/sparsity/host';
import { plainAxis } from '../src/view/sparsity/plainAxis';
import { SparsityView } from '../src/view/sparsity/sparsityView';
import { named, open, rowsOf, slide } from './acts';
import { trans } from './examples';
import { read, sparsityData } from './reports';

type Fields = Record<string, unknown>;

const train = vi.fn<ISparsityHost['train']>();
const insertCode = vi.fn<ISparsityHost['insertCode']>();
const copyCode = vi.fn<ISparsityHost['copyCode']>();
const host: ISparsityHost = {
  isLive: () => true,
  stop: vi.fn(),
  train: (result, options) => train(result, options),
  insertCode: (result, code) => insertCode(result, code),
  copyCode: code => copyCode(code),
  wholeSparsity: vi.fn()
};
function shown(data: Fields): HTMLElement {
  const view = new SparsityView(host, trans);
  view.update(read(data));
  document.body.replaceChildren(view.node);
  return view.node;
}

function rows(node: HTMLElement): string[] {
  return rowsOf(node.querySelector('.jp-Perf-table'));
}

beforeEach(() => {
  for (const mock of [train, insertCode, copyCode]) {
    mock.mockReset().mockResolvedValue('said');
  }
});

test('the answer and a row for each recipe stand there at once', () => {
  const node = shown(sparsityData());
  expect(node.querySelector('.jp-Perf-headline')?.textContent).toBe(
    'step 2:4 is 2.1× as fast as dense at batch 1'
  );
  expect(rows(node)).toHaveLength(3);
  expect(rows(node)[1]).toContain('step 2:4 (best)95.24 ± 0.21 (3 seeds)−0.14 [−0.34, +0.06]');
  expect(rows(node)[1]).toContain('2.10× [1.99, 2.23] packed, batch 1');
  expect(node.textContent).toContain('… and 1 more');
  expect(node.textContent).toContain('rigl 2:4, seed 0: the loss is NaN from step 12 on');
});

test('metric is drawn against size and speed, and said in words', () => {
  const node = shown(sparsityData());
  const labels = Array.from(node.querySelectorAll('.jp-Perf-plots svg')).map(
    each => each.getAttribute('aria-label') ?? ''
  );
  expect(labels).toHaveLength(2);
  expect(labels[0]).toContain('acc against size, packed / dense fp32: dense: 95.38');
  expect(labels[1]).toContain('step 2:4: 95.24 ± 0.21 (3 seeds), 2.1');
});

test('curves are hidden and shown again', () => {
  const node = shown(sparsityData());
  const lines = (): number => node.querySelectorAll('details path.jp-Perf-curve[d*="L"]').length;
  expect(lines()).toBe(2);
  named(node, 'legend dense').click();
  expect(named(node, 'legend dense').getAttribute('aria-pressed')).toBe('false');
  expect(lines()).toBe(1);
  named(node, 'legend dense').click();
  expect(lines()).toBe(2);
});

test('another pattern is read off without a kernel, trained and inserted', async () => {
  const node = shown(sparsityData());
  const moving = node.querySelector('.jp-Perf-moving')!;
  expect(moving.textContent).toContain('2:4 · 17 bits a weight');
  expect(moving.textContent).toContain('acc −0.04 if what layers do alone adds up');
  expect(node.querySelector('.jp-Perf-bars')?.textContent).toContain('30%, acc −0.02');
  expect((named(node, 'reset') as HTMLButtonElement).disabled).toBe(true);
  const input = slide(node, 'kept', 2);
  expect(moving.textContent).toContain('3:4 · 25.5 bits a weight');
  expect(moving.textContent).toContain('(0% to 30%), read off');
  expect(input.getAttribute('aria-valuetext')).toContain('3:4');
  slide(node, 'group', 2);
  expect(moving.textContent).toContain('6:8');
  expect(node.querySelectorAll('.jp-Perf-bars li')).toHaveLength(2);
  named(node, 'train').click();
  expect(train.mock.calls[0][1]).toBe('--pattern 6:8 --compare dense,step,sr-ste --metric acc:max');
  named(node, 'insert').click();
  expect(insertCode.mock.calls[0][1]).toBe(
    '%%sparsify --pattern 6:8 --compare dense,step,sr-ste --metric acc:max\ntrain()'
  );
  await vi.waitFor(() => expect(node.querySelector('[role=status]')?.textContent).toBe('said'));
  named(node, 'reset').click();
  expect(moving.textContent).toContain('2:4');
});

test('masks, layers, formats and what stays dense are behind a click', () => {
  const node = shown(sparsityData());
  for (const name of ['latency', 'layers', 'formats', 'skipped', 'notes']) {
    open(node, name);
  }
  const mask = node.querySelector('.jp-Perf-mask')!;
  expect(mask.getAttribute('viewBox')).toBe('0 0 8 2');
  expect(mask.querySelector('.jp-Perf-maskKept')?.getAttribute('d')).toMatch(
    /^M1.1 0.5h.8M2.1 0.5/
  );
  for (const words of ['64x64', 'int4', 'the output head', '9.5 µs', 'with your rights']) {
    expect(node.textContent).toContain(words);
  }
});

test('the code to export is inserted below and copied', () => {
  const node = shown(sparsityData());
  open(node, 'export');
  named(node, 'insert export').click();
  expect(insertCode.mock.calls[0][1]).toContain(
    'jp.last("sparsity").export("model.safetensors", "step")'
  );
  named(node, 'copy export').click();
  expect(copyCode).toHaveBeenCalledOnce();
});

test('a report without figures says what is known', () => {
  const empty = { recipes: [], sensitivity: [], losses: [], masks: [], layers: [], latency: [] };
  const node = shown(sparsityData({}, { ...empty, export: '', formats: [] }));
  expect(node.querySelector('table')).toBeNull();
  expect(node.querySelector('fieldset')).toBeNull();
  expect(node.querySelector('.jp-Perf-headline')).not.toBeNull();
});

test.each([
  [{ result: 'nonsense' }],
  [{ result: { recipes: 'x', losses: [1, 'a'], first: ['a'], groups: ['x', 1e9], masks: [3] } }],
  [
    {
      result: { recipes: ['\t'], sensitivity: ['a\tb c', 'x'], masks: ['a\tb\tzz', 'q\t9999\tff'] }
    }
  ]
])('what is malformed is left out: %j', more => {
  expect(() => shown(sparsityData(more))).not.toThrow();
});

test('strangers’ texts are text', () => {
  const hostile = '<img src=x onerror="window.harmed=1">';
  const node = shown(
    sparsityData(
      { headline: { text: hostile, tone: 'good' }, remarks: [hostile] },
      {
        notes: [hostile],
        recipes: [`best\t${hostile}\t${hostile}`, `dense\tdense\t1\t\t\t\t\t\t\t1 0 1 1 1 1`],
        masks: [`${hostile}\t4\tf`],
        sensitivity: [`${hostile}\t2:4 0.3 ?`],
        export: hostile
      }
    )
  );
  ['layers', 'export', 'notes'].forEach(name => open(node, name));
  expect(node.querySelector('img')).toBeNull();
  expect(node.textContent).toContain(hostile);
});

test('a record is shown as the notebook shows it, whole', () => {
  const range = (value: number): Fields => ({ value, low: value * 0.9, high: value * 1.1 });
  const layer = { name: 'm.0.weight', shape: [8, 8], kind: 'Linear', density: 0.5 };
  const run = (recipe: string, pattern: string, more: Fields = {}): Fields => ({
    recipe,
    pattern,
    seed: 0,
    quantize: 'none',
    losses: [2, 1],
    loss_steps: [0, 10],
    layers: [{ ...layer, density: pattern === 'dense' ? 1 : 0.5 }],
    step_seconds: 0.001,
    ...more
  });
  const summary = (recipe: string, pattern: string, mean: number, more: Fields = {}): Fields => ({
    recipe,
    pattern,
    quantize: 'none',
    seeds: 3,
    mean,
    standard_error: 0.2,
    ...more
  });
  const data = fromRecord({
    id: 'run-2',
    kind: 'sparsity',
    created: '2026-11-22T09:01:09+00:00',
    result: {
      answer: 'Best is `step`',
      model: 'Net',
      metric: 'acc',
      direction: 'max',
      runs: [run('dense', 'dense'), run('step', '2:4'), run('set', '2:4', { failed: 'broken' })],
      summaries: [
        summary('step', '2:4', 95, {
          difference: range(1),
          p_value: 0.03,
          wins: 2,
          bytes_packed: 53,
          bytes_dense: 100
        }),
        summary('dense', 'dense', 94)
      ],
      latency: [{ recipe: 'step', pattern: '2:4', form: 'packed', batch: 1, quantize: 'none', ratio: range(2), seconds: range(1e-5) }], // prettier-ignore
      sensitivity: [{ layer: 'm.0.weight', pattern: '2:4', relative_error: 0.3 }],
      masks: { 'm.0.weight': '0110\n1001' },
      skipped: [{ name: 'm.2.weight', shape: [2, 8], why: 'the output head' }],
      versions: { torch: '2.13.0' }
    }
  });
  expect(readSparsity(data)?.found?.sensitivity).toHaveLength(1);
  const node = shown(data);
  expect(rows(node)[0]).toContain('dense94 ± 0.2 (3 seeds)');
  expect(rows(node)[1]).toContain('step 2:4 (best)95 ± 0.2 (3 seeds)');
  expect(rows(node)[1]).toContain('0.53×');
  expect(node.textContent).toContain('set 2:4, seed 0: broken');
  open(node, 'layers');
  expect(node.querySelector('.jp-Perf-mask')?.getAttribute('viewBox')).toBe('0 0 4 2');
  expect(() => fromRecord({ result: null })).not.toThrow();
});

test('an axis has round ticks that differ', () => {
  const axis = plainAxis([92.4, 95.3], [0, 100]);
  expect(axis.ticks.map(axis.label)).toEqual(['93', '94', '95']);
  const close = plainAxis([0.95121, 0.95124], [0, 100]);
  const labels = close.ticks.map(close.label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(plainAxis([3, 3], [0, 100]).place(3)).toBeCloseTo(50);
  expect(plainAxis([], [0, 1]).ticks.length).toBeGreaterThan(0);
});
