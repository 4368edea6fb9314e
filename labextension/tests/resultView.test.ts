// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

import { Action, IResultHost } from '../src/view/host';
import { ResultView } from '../src/view/resultView';
import { TALK } from './conversations';
import { CODE, data, result, trans, verdict } from './examples';

let applied = false;
let live = true;
const perform = vi.fn<IResultHost['perform']>();
const whole = vi.fn<IResultHost['whole']>();
const host: IResultHost = {
  isLive: () => live,
  isApplied: () => applied,
  perform: (action, shown, code) => perform(action, shown, code),
  whole: shown => whole(shown)
};

function shown(more: Record<string, unknown> = {}): HTMLElement {
  const view = new ResultView(host, trans);
  view.update(result(more));
  document.body.replaceChildren(view.node);
  return view.node;
}

function labels(node: HTMLElement): (string | null)[] {
  return Array.from(node.querySelectorAll('.jp-Perf-buttons button'), each => each.textContent);
}

function press(node: HTMLElement, action: Action): void {
  node.querySelector<HTMLElement>(`[data-action=${action}]`)?.click();
}

function open(node: HTMLElement, title: string): void {
  const summaries = Array.from(node.querySelectorAll('summary'));
  const section = summaries.find(each => each.textContent === title)?.parentElement;
  (section as HTMLDetailsElement).open = true;
  section?.dispatchEvent(new Event('toggle'));
}

beforeEach(() => {
  applied = false;
  live = true;
  perform.mockReset().mockResolvedValue({ said: 'done it' });
});

test('headline, difference and evidence stand there at once', () => {
  const node = shown();
  expect(node.querySelector('.jp-Perf-headline')?.textContent).toContain('12.3× faster');
  expect(node.querySelector('ins')?.textContent).toContain(CODE);
  expect(node.textContent).toContain('same answer on: your data, 34 generated inputs');
  expect(node.textContent).toContain('peak memory: 120 MB → 48.0 MB');
  expect(labels(node)).toEqual(['Apply', 'Copy', 'Insert below', 'Try again with…']);
});

test('a rewrite that was applied can be reverted instead', () => {
  applied = true;
  expect(labels(shown())).toEqual(['Revert', 'Copy', 'Insert below', 'Try again with…']);
});

test('what came of a press is said where a screen reader hears it', async () => {
  const node = shown();
  press(node, 'apply');
  expect(perform).toHaveBeenCalledWith('apply', expect.anything(), CODE);
  await vi.waitFor(() => {
    expect(node.querySelector('[role=status]')?.textContent).toBe('done it');
  });
});

test('candidates have bars with an interval that can be read aloud', () => {
  const node = shown();
  open(node, '2 rewrites tried: 1 faster, 1 not faster');
  const bars = Array.from(node.querySelectorAll('tbody svg'), svg =>
    svg.getAttribute('aria-label')
  );
  expect(bars).toEqual(['12.3×, 11.8–12.9×', '0.98×, 0.95–1.01×']);
});

test('another rewrite that was chosen is shown, and applied', () => {
  const code = 'total = fsum(rows)';
  const other = verdict({ is_best: false, candidate: { code, steps: ['fsum'], summary: '' } });
  const base = result().found;
  const node = shown({ result: { code: CODE, best: verdict(), verdicts: [verdict(), other] } });
  expect(base?.code).toBe(CODE);
  open(node, '2 rewrites tried: 1 faster, 1 not faster');
  node.querySelector<HTMLElement>('[aria-label="Show fsum"]')?.click();
  expect(node.querySelector('ins')?.textContent).toContain(code);
  press(node, 'apply');
  expect(perform).toHaveBeenCalledWith('apply', expect.anything(), code);
});

test('a rewrite that gave another answer can be looked at, not used', () => {
  const candidate = { code: 'total = 7', steps: ['guess'], summary: '' };
  const wrong = verdict({ kind: 'Different', is_best: false, timing: null, candidate });
  const node = shown({ result: { code: CODE, best: verdict(), verdicts: [verdict(), wrong] } });
  open(node, '2 rewrites tried: 1 faster, 1 not faster');
  node.querySelector<HTMLElement>('[aria-label="Show guess"]')?.click();
  expect(labels(node)).toEqual(['Copy', 'Try again with…']);
});

test('a search that goes on shows how far it is and can be stopped', () => {
  const progress = {
    stage: 'checking sum-loop',
    done: 0.45,
    elapsed_seconds: 5,
    left_seconds: 39.6,
    best: [12.34, 11.8, 12.9]
  };
  const node = shown({ state: 'running', job: 'j1', progress });
  expect(node.querySelector('progress')?.value).toBe(0.45);
  expect(node.textContent).toContain(
    'checking sum-loop · 45% · best so far 12.3× (11.8–12.9×) · at most 40 s left'
  );
  node.querySelector<HTMLElement>('[data-focus=stop]')?.click();
  expect(perform).toHaveBeenCalledWith('stop', expect.anything(), null);
});

test('a search that was saved half way has nothing to stop', () => {
  live = false;
  const node = shown({ state: 'running', job: 'j1' });
  expect(node.querySelector('progress')).toBeNull();
  expect(node.textContent).toContain('no longer going on');
});

test('what was opened and focused stays so when news come', () => {
  const view = new ResultView(host, trans);
  document.body.replaceChildren(view.node);
  view.update(result({ state: 'running', job: 'j1' }));
  open(view.node, 'Details');
  view.node.querySelector<HTMLElement>('[data-focus=stop]')?.focus();
  view.update(result({ state: 'running', job: 'j1' }));
  expect((document.activeElement as HTMLElement).dataset.focus).toBe('stop');
  expect(view.node.textContent).toContain('isolation: S3: namespaces');
});

test('nothing found: where the time goes, and nothing to apply', () => {
  const headline = { text: 'Nothing faster found', tone: 'plain' };
  const node = shown({ headline, result: { verdicts: [], profile: [[2, 0.9]] } });
  open(node, 'Where the time goes');
  expect(node.textContent).toContain('90% in line 2: for row in rows:');
  expect(labels(node)).toEqual(['Try again with…']);
});

test('text from anywhere is shown as text', () => {
  const hostile = '<img src=x onerror="window.harmed = 1"><script>window.harmed = 1</script>';
  const bad = verdict({
    outcome: hostile,
    explanation: hostile,
    candidate: { code: hostile, steps: [hostile], summary: hostile }
  });
  const node = shown({
    source: hostile,
    summary: hostile,
    remarks: [hostile],
    headline: { text: hostile, tone: hostile },
    left_out: [hostile],
    result: { code: hostile, best: bad, verdicts: [bad], isolation: hostile, notes: [hostile] }
  });
  for (const title of [hostile, 'How the search went', 'Details']) {
    open(node, title);
  }
  expect(node.querySelector('img, script')).toBeNull();
  expect(node.textContent).toContain(hostile);
});

test('side by side both texts have their column', () => {
  const node = shown();
  node.querySelector<HTMLElement>('[data-focus="diff split"]')?.click();
  expect(node.querySelectorAll('.jp-Perf-sides').length).toBeGreaterThan(2);
  expect(node.querySelector('[data-focus="diff split"]')?.getAttribute('aria-pressed')).toBe(
    'true'
  );
});

test('an action that fails is said too', async () => {
  perform.mockRejectedValue(new Error('no clipboard'));
  const node = shown();
  press(node, 'copy');
  await vi.waitFor(() =>
    expect(node.querySelector('[role=status]')?.textContent).toContain('no clipboard')
  );
});

test('percent signs in code stay as they are', () => {
  const source = 'total = 0\nprint("%d%% done" % total)';
  const node = shown({ source, headline: null, result: { verdicts: [], profile: [[2, 0.9]] } });
  open(node, 'Where the time goes');
  expect(node.textContent).toContain('90% in line 2: print("%d%% done" % total)');
});

function talked(
  more: Record<string, unknown> = {},
  around: Record<string, unknown> = {}
): HTMLElement {
  const found = data().result as Record<string, unknown>;
  return shown({ result: { ...found, conversation: { ...TALK, ...more } }, ...around });
}

test('a conversation is folded, and says at once with whom it was and what it cost', () => {
  const node = talked();
  const title = 'Conversation: openai:gpt-5 · 3 calls, 12,300 tokens, $0.042';
  expect(node.textContent).not.toContain('all rounds were used');
  open(node, title);
  open(node, 'What was sent, and what came: 3 answers');
  open(node, 'Round 2, sample 1, rewrite: faster, 12.3×');
  expect(node.querySelector('.jp-Perf-words')?.textContent).toBe('sum(rows)');
  expect(node.textContent).not.toContain('You make Python code faster.');
  expect(node.querySelector('.jp-Perf-headline .jp-Perf-label')).toBeNull();
});

test('a replay is called one beside the headline', () => {
  const node = talked({ replay: true });
  expect(node.querySelector('.jp-Perf-headline .jp-Perf-label')?.textContent).toBe('replay');
  expect(node.textContent).toContain('Conversation: openai:gpt-5 · replay');
});

test('what the notebook lacks of a conversation comes from the record', async () => {
  const longer = result({ result: { conversation: { ...TALK, ended: 'as in the record' } } });
  whole.mockResolvedValue({ result: longer, races: [], masked: false });
  const node = talked({ exchanges: [] }, { left_out: ['3 answers of the model'] });
  open(node, 'Conversation: openai:gpt-5 · 3 calls, 12,300 tokens, $0.042');
  open(node, 'The whole conversation, from its record');
  await vi.waitFor(() => expect(node.textContent).toContain('as in the record'));
});
