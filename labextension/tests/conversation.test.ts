// @vitest-environment jsdom
import { expect, test } from 'vitest';

import { readConversation } from '../src/data/conversation';
import { visible } from '../src/data/visible';
import { resultData } from '../src/records/fromRecord';
import { conversationData } from '../src/records/recordedConversation';
import { conversation, Fold, spendLine } from '../src/view/conversation';
import { RECORDED, TALK } from './conversations';
import { trans } from './examples';

const opened: Fold = (name, title, content) => {
  const section = document.createElement('details');
  section.dataset.name = name;
  const summary = document.createElement('summary');
  summary.textContent = title;
  section.append(summary, content());
  return section;
};

function shown(more: Record<string, unknown> = {}, whole: (() => Element) | null = null): Element {
  const talk = readConversation({ ...TALK, ...more });
  if (talk === null) {
    throw new Error('the example is no conversation');
  }
  return conversation(talk, opened, whole, trans);
}

test('rounds, cost, feedback, and what was sent once for all samples', () => {
  const node = shown();
  const said = node.textContent;
  expect(said).toContain('openai:gpt-5');
  expect(said).toContain('spent: 3 calls, 12,300 tokens, $0.042');
  expect(said).toContain('first request: about 4,100 tokens ($0.0051), or 1,900 tokens ($0.0024)');
  expect(said).toContain('ended: all rounds were used');
  expect(said).toContain('you said: use numpy');
  expect(node.querySelectorAll('tbody tr').length).toBe(2);
  expect(node.querySelector('table')?.textContent).toContain('12.3× (11.8–12.9×)');
  const titles = Array.from(node.querySelectorAll('summary'), each => each.textContent);
  expect(titles.filter(title => title?.startsWith('Sent in round 1'))).toHaveLength(1);
  expect(titles).toContain('What round 2 was told');
  expect(titles).toContain('Round 1, sample 1, rewrite: 100%% KeyError');
  expect(said).not.toContain('replay');
});

test('a replay has its badge, and costs nothing', () => {
  const node = shown({ replay: true, spend: { calls: 0, usd: 0 } });
  expect(node.querySelectorAll('.jp-Perf-label').length).toBe(3);
  expect(node.textContent).toContain('spent: nothing, a replay of a recorded conversation');
  expect(node.textContent).not.toContain('$0.00,');
});

test('what was cut says so, and the record has the rest', () => {
  const node = shown({ exchanges_count: 9 }, () => document.createElement('hr'));
  expect(node.textContent).toContain('3 of 9 answers');
  expect(node.querySelector('hr')).not.toBeNull();
});

test.each([
  [{ calls: 1, tokens: 5, counted: true, usd: null }, '1 call, 5 tokens, price unknown'],
  [{ calls: 2, tokens: 1, counted: false, usd: 3.4 }, '2 calls, 1 token, $3.40 (partly estimated)']
])('cost %#', (spend, said) => {
  expect(spendLine(spend, trans)).toBe(said);
});

test('markup, control characters and marks of direction are only text', () => {
  const hostile = '<img src=x onerror=alert(1)>\u001b[31m\u202e\u2066\ud800\0%1 %% `x`';
  const node = shown({
    model: hostile,
    strategy: hostile,
    said: [hostile],
    began: hostile,
    ended: hostile,
    troubles: [hostile],
    rounds: [{ number: 1, feedback: [hostile] }],
    exchanges: [
      { round: 1, sample: 1, purpose: hostile, prompt: 0, outcome: hostile, text: hostile }
    ],
    prompts: [[{ role: hostile, content: hostile }]]
  });
  expect(node.querySelector('img, script')).toBeNull();
  expect(node.textContent).toContain('<img src=x onerror=alert(1)>\ufffd[31m\ufffd\ufffd\ufffd\ufffd%1 %% `x`'); // prettier-ignore
  for (const unseen of '\0\u001b\u202e\u2066') {
    expect(node.textContent).not.toContain(unseen);
  }
});

test('line ends are plain ones, and what can be seen stays', () => {
  expect(visible('a\r\nb\rc\td é×😀 العربية')).toBe('a\nb\nc\td é×😀 العربية');
  expect(visible('a\u2028b\u00ad')).toBe('a\ufffdb\ufffd');
});

test.each([
  ['a text', 'x'],
  ['nothing', null],
  ['no model', {}],
  ['a list', []]
])('%s is no conversation', (_, data) => {
  expect(readConversation(data)).toBeNull();
  expect(conversationData(typeof data === 'object' && data ? null : data, [])).toBeNull();
});

test('wrong types are dropped', () => {
  const talk = readConversation({
    model: 'm',
    spend: 'x',
    rounds: [1, {}, { number: 1, interval: ['a', 2] }],
    exchanges: [null, { prompt: 5 }, { prompt: 0.5 }],
    prompts: ['x', [3, { role: 1 }]],
    prompt_tokens: [1]
  });
  expect(talk?.rounds).toEqual([
    { number: 1, tried: 0, right: 0, best: null, interval: null, feedback: [] }
  ]);
  expect(talk?.exchanges.map(each => each.prompt)).toEqual([null, null]);
  expect(talk?.promptTokens).toBeNull();
  expect(talk?.spend).toEqual({ calls: 0, tokens: 0, counted: true, usd: null });
});

test('a record holds the same, whole', () => {
  const faster = { kind: 'Faster', timing: { ratio: 12.34, interval: [11.8, 12.9] } };
  const talk = readConversation(conversationData(RECORDED, [faster, null, 3]));
  expect(talk).toEqual(readConversation(TALK));
});

test('of a record the failed and the unasked count as they should', () => {
  const trouble = 'The key was refused.';
  const usage = { input_tokens: 0, output_tokens: 0, counted: true };
  const answer = { text: '', ended: 'failed', usage, usd: 0, trouble };
  const unasked = { ...answer, ended: 'not asked', usd: null, trouble: '--max-usd is used up' };
  const exchanges = [answer, answer, unasked].map((each, at) => ({
    ...{ round: 1, sample: at + 1, purpose: 'rewrite', prompt: 0, outcome: '', candidate: '' },
    answer: each
  }));
  const talk = readConversation(conversationData({ ...RECORDED, exchanges, rounds: 3 }, 'x'));
  expect(talk?.spend).toEqual({ calls: 2, tokens: 0, counted: true, usd: 0 });
  expect(talk?.troubles).toEqual([trouble, '--max-usd is used up']);
  expect(talk?.exchanges[0].outcome).toBe(`no answer: ${trouble}`);
  expect(talk?.exchanges[2].outcome).toBe('not asked: --max-usd is used up');
  const found = { best: null, verdicts: [], conversation: { ...RECORDED, exchanges } };
  expect(resultData({ id: 'r1', result: found }).remarks).toEqual(talk?.troubles);
});

test('a replay in a record spent nothing', () => {
  const talk = readConversation(conversationData({ ...RECORDED, replay: true }, []));
  expect(talk?.spend).toEqual({ calls: 0, tokens: 0, counted: true, usd: 0 });
  expect(talk?.rounds[1].interval).toBeNull();
});
