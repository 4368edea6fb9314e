// @vitest-environment jsdom
import { expect, test } from 'vitest';

import { readServing } from '../src/data/serving';
import { servingView } from '../src/view/servingView';
import { trans } from './examples';

type Fields = Record<string, unknown>;

const SMALL = { name: 'a10g', count: 3, usd_per_hour: 1.01, available: 1, load: 2.4, share: 0.1 };

function run(more: Fields = {}): Fields {
  const result = {
    answer: '3 × a10g: $3.03 an hour',
    plan: { rented: [SMALL] },
    alone: [
      { name: 'h100', count: 1, usd_per_hour: 3.49, saving: 0.132, reason: '' },
      { name: 't4', count: null, usd_per_hour: null, saving: null, reason: 'too little memory' }
    ],
    sensitivity: {
      rates: [
        { rate: 15, usd_per_hour: 2.02 },
        { rate: 30, usd_per_hour: null }
      ]
    },
    modelled: true,
    assumptions: ['busy as the sum'],
    notes: ['12 rows left out'],
    ...more
  };
  return { kind: 'serving', result };
}

function shown(data: Fields): HTMLElement {
  return servingView(readServing(data)!, trans);
}

function bodyRows(node: Element): (string | null)[] {
  return Array.from(node.querySelectorAll('tbody tr')).map(row => row.textContent);
}

test('the answer comes first, then what is rented and what each kind would cost', () => {
  const node = shown(run());
  expect(node.firstElementChild?.textContent).toBe('3 × a10g: $3.03 an hour');
  expect(node.textContent).toContain('not measured');
  expect(bodyRows(node)).toEqual(['a10g3$3.0310%80%', 'h1001$3.4913%', 't4too little memory']);
});

test('the mix is drawn with its shares in words', () => {
  const large = { ...SMALL, name: 'h100', count: 1, usd_per_hour: 9.09, share: 0.9, kind: 'spot' };
  const node = shown(run({ plan: { rented: [SMALL, large] } }));
  const label = node.querySelector('.jp-Perf-servingChart')?.getAttribute('aria-label');
  expect(label).toBe(
    '3 × a10g: 10% of requests, 25% of the price; 1 × h100: 90% of requests, 75% of the price'
  );
  const boxes = Array.from(node.querySelectorAll('rect.jp-Perf-kind'));
  const widths = boxes.map(box => Math.round(Number(box.getAttribute('width'))));
  expect(widths).toEqual([51, 472, 130, 393]);
  expect(boxes.map(box => box.hasAttribute('stroke-dasharray'))).toEqual([
    false,
    true,
    false,
    true
  ]);
});

const RATES = [
  { rate: 15, usd_per_hour: 2.02, counts: { a10g: 2 } },
  { rate: 60, usd_per_hour: 6.06, counts: { a10g: 6, t4: 0 } },
  { rate: 120, usd_per_hour: null, counts: {} }
];
const MOVABLE = {
  rate: 30,
  plan: { usd_per_hour: 3.03, rented: [SMALL] },
  usd_per_hour: { value: 3.03, low: 2, high: 5 },
  sensitivity: { rates: RATES }
};

test('the rate moves along the plans that were worked out', () => {
  const node = shown(run(MOVABLE));
  const input = node.querySelector<HTMLInputElement>('input[type=range]')!;
  const said = (): string | null => node.querySelector('.jp-Perf-moving')!.textContent;
  const mark = (): string | null => node.querySelector('.jp-Perf-rateMark')!.getAttribute('d');
  expect([input.value, input.max]).toEqual(['1', '3']);
  expect(said()).toBe('At 30 requests a second: $3.03 an hour: 3 × a10g');
  const reset = node.querySelector<HTMLButtonElement>('button')!;
  expect(reset.disabled).toBe(true);
  const first = mark();
  input.value = '2';
  input.dispatchEvent(new Event('input'));
  expect(said()).toBe('At 60 requests a second: $6.06 an hour: 6 × a10g');
  expect(input.getAttribute('aria-valuetext')).toBe(said());
  expect(mark()).not.toBe(first);
  input.value = '3';
  input.dispatchEvent(new Event('input'));
  expect(said()).toBe('At 120 requests a second: no plan');
  expect(mark()).toBe('');
  reset.click();
  expect([input.value, mark(), reset.disabled]).toEqual(['1', first, true]);
});

test('keys on the slider are its own', () => {
  const node = shown(run(MOVABLE));
  let heard = 0;
  node.addEventListener('keydown', () => heard++);
  node.querySelector('input')!.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
  expect(heard).toBe(0);
});

test('one rate is nothing to move along', () => {
  const node = shown(run({ ...MOVABLE, sensitivity: { rates: [] } }));
  expect(node.querySelector('input')).toBeNull();
});

test('speculation is figures over load and acceptance, the own load framed', () => {
  const speculation = {
    instance: 'a10g',
    rate: 6,
    acceptance: 0.7,
    length: 3,
    speed_up: 1.52,
    hurts: 'it hurts from 9 on',
    rates: [1, 7],
    acceptances: [0.3, 0.7],
    lengths: [
      [1, 0],
      [4, 2]
    ],
    speed_ups: [
      [1.1, 1],
      [2.5, 1.4]
    ]
  };
  const node = shown(run({ speculation: [speculation] }));
  expect(node.textContent).toContain('acceptance 0.7: draft 3 tokens; answers are written 1.52×');
  expect(node.textContent).toContain('It hurts from 9 on');
  const rows = bodyRows(node.querySelector('.jp-Perf-heat')!);
  expect(rows).toEqual(['0.74 (2.50×)2 (1.40×)', '0.31 (1.10×)0']);
  expect(node.querySelector('.jp-Perf-marked')?.textContent).toBe('2 (1.40×)');
  const lonely = shown(run({ speculation: [{ ...speculation, length: 0, lengths: [[]] }] }));
  expect(lonely.textContent).toContain("don't speculate");
  expect(lonely.querySelector('.jp-Perf-heat')).toBeNull();
});

test('a day is a bar an hour, with a cross where there is no plan', () => {
  const hours = [
    { hour: 0, rate: 1, usd: 2, counts: { a10g: 2 } },
    { hour: 1, rate: 9, usd: null, counts: {} }
  ];
  const node = shown(run({ day: { hours, usd: null, usd_of_peak: null } }));
  const drawn = node.querySelector('[aria-label^="0:00"]')!;
  expect(drawn.getAttribute('aria-label')).toBe(
    '0:00, 1 requests a second: $2.00, 2 × a10g; 1:00, 9 requests a second: no plan'
  );
  expect(drawn.querySelectorAll('rect')).toHaveLength(1);
  expect(drawn.textContent).toContain('×');
  expect(node.textContent).toContain('not every hour has a plan');
});

test('sizes, prices that change the mix, and what is left out open by a click', () => {
  const node = shown(
    run({
      asked: { inputs: [25, 1000], outputs: [25], shares: [[0.004], [0.996]], source: 'a log' },
      sensitivity: { turns: [{ instance: 'a10g', now: 1, used: true, usd_per_hour: 1.5 }] },
      left_out: { t4: 'no price' }
    })
  );
  for (const section of Array.from(node.querySelectorAll('details'))) {
    section.open = true;
    section.dispatchEvent(new Event('toggle'));
  }
  expect(bodyRows(node.querySelector('.jp-Perf-heat')!)).toEqual(['250.4%', '1k100%']);
  expect(node.textContent).toContain('a10g, now $1.00 an hour: out of the cheapest mix from $1.50');
  expect(node.textContent).toContain('t4: no price');
  expect(node.textContent).toContain('12 rows left out');
});

test('without a plan there is the answer alone', () => {
  const bare = { plan: null, alone: [], sensitivity: null, modelled: false };
  const node = shown(run({ ...bare, assumptions: [], notes: [] }));
  expect(node.textContent).toBe('3 × a10g: $3.03 an hour');
});

test('a record that holds nonsense is still shown', () => {
  const speculation = [{ rates: 'x', lengths: [[1]], acceptances: [0.5] }];
  const node = shown(
    run({ plan: [], alone: [3], day: { hours: 'no' }, speculation, asked: { shares: [[1]] } })
  );
  expect(node.firstElementChild?.textContent).toBe('3 × a10g: $3.03 an hour');
});

test('other records are none', () => {
  expect(readServing({ kind: 'blocks', result: {} })).toBeNull();
  expect(readServing({ kind: 'serving', result: null })).toBeNull();
});

test("a result's own data are read like its record", () => {
  const result = {
    facts: ['warn\tby the roofline', 'soft\tAsked: it'],
    rate: 30,
    usd_per_hour: { value: 3.03, low: 2, high: 5 },
    plan: { usd_per_hour: 3.03, rented: ['3090\t3\t1.01\t1\t2.4\t1\tspot'] },
    alone: ['3090\t3\t3.03\t0\tthis is the plan', 't4\t\t\t\ttoo slow'],
    sensitivity: { rates: ['15\t2.02\t2 × 3090', '60\t\tnone'], turns: ['cheap enough'] },
    day: { usd: 9, usd_of_peak: 12, hours: ['0\t1\t9\t1 × 3090'] },
    asked: { source: 'a log', inputs: '25 1000', outputs: '25', shares: '0.25;0.75' },
    unserved: ['long ones'],
    loosest: ['t4: 2 s'],
    left_out: ['v100: old'],
    footnote: 'searched 1 s'
  };
  const head = { text: '3 × 3090: $3.03 an hour', tone: 'good' };
  const found = readServing({ schema: 1, kind: 'serving', headline: head, result })!;
  expect([found.answer, found.tone]).toEqual([head.text, 'good']);
  expect(found.rented[0]).toMatchObject({ name: '3090', count: 3, isSpot: true });
  expect(found.rates.map(each => [each.rate, each.usdPerHour, each.mix])).toEqual([
    [15, 2.02, '2 × 3090'],
    [30, 3.03, '3 × 3090'],
    [60, null, 'none']
  ]);
  expect(found.sizes.shares).toEqual([[0.25], [0.75]]);
  expect(found.day?.hours).toEqual([{ hour: 0, rate: 1, usdPerHour: 9, mix: '1 × 3090' }]);
  const node = servingView(found, trans);
  expect(node.querySelector('.jp-Perf-remark')?.textContent).toBe('by the roofline');
  expect(bodyRows(node)).toEqual(['30903$3.03100%80%', '30903$3.03this is the plan', 't4too slow']);
  expect(node.textContent).toContain('long ones');
  expect(node.textContent).toContain('searched 1 s');
});

test('a record without a plan says which sizes fail and what could be met', () => {
  const unserved = [
    { inputs: [1, 25], outputs: [2], share: 0.2, why: { a: 'too slow', b: 'too slow' } }
  ];
  const node = shown(
    run({ rate: 3, plan: { rented: [], unserved }, loosest: { h100: { tpot: 0.05, ttft: 2 } } })
  );
  expect(node.textContent).toContain('1–25 tokens in, 2 out (20% of requests): too slow');
  expect(node.textContent).toContain('h100: 50 ms for each further token, 2 s to the first token');
  expect(node.firstElementChild?.className).toContain('jp-Perf-tone-warn');
});

test('targets that could be met stand in their list, and not in the answer of a record too', () => {
  const result = { answer: 'nothing meets it; t4: 2 s', answer_alone: 'nothing meets it' };
  const found = readServing({ kind: 'serving', result: { ...result, loosest: {} } })!;
  expect(found.answer).toBe('Nothing meets it');
  const before = readServing({ kind: 'serving', result: { ...result, answer_alone: undefined } })!;
  expect(before.answer).toBe('Nothing meets it; t4: 2 s');
});
