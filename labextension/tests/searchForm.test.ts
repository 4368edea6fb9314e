// @vitest-environment jsdom
import './fakes/lab';

import { showDialog } from '@jupyterlab/apputils';
import { expect, test, vi } from 'vitest';

import { readConversation } from '../src/data/conversation';
import { ISearchOptions, optionLine } from '../src/data/searchOptions';
import { tryAgain } from '../src/notebook/loading';
import { SearchForm } from '../src/view/searchForm';
import { TALK } from './conversations';
import { trans } from './examples';

vi.mock('@jupyterlab/services', () => ({ ServerConnection: {} }));
vi.mock('@jupyterlab/coreutils', () => ({ PageConfig: {}, URLExt: {} }));

const START: ISearchOptions = {
  engine: 'rules',
  model: '',
  rounds: '',
  samples: '',
  strategy: 'rewrite',
  say: '',
  more: '--again'
};

test('rules get no option of a model, which the magic would refuse', () => {
  expect(optionLine({ ...START, model: 'openai:gpt-5', say: 'x' })).toBe('--engine=rules --again');
});

test('what is chosen for a model is as it would be typed', () => {
  const chosen: ISearchOptions = {
    ...START,
    engine: 'all',
    model: 'ollama:qwen2.5-coder:7b',
    rounds: '2',
    say: " -keep the user's\nnames $HOME `x` ",
    more: ' --budget 30\n'
  };
  expect(optionLine(chosen)).toBe(
    "--engine=all --model=ollama:qwen2.5-coder:7b --rounds=2 --strategy=rewrite --say='-keep the user'\"'\"'s names $HOME `x`' --budget 30"
  );
});

test('what is about a model shows where one is asked, and every field has its label', () => {
  const form = new SearchForm(START, trans);
  const about = form.node.querySelector('fieldset')!;
  expect(about.hidden).toBe(true);
  const engine = form.node.querySelector('select')!;
  engine.value = 'llm';
  engine.dispatchEvent(new Event('change'));
  expect(about.hidden).toBe(false);
  for (const field of form.node.querySelectorAll('input, select')) {
    expect(field.closest('label')?.textContent).not.toBe('');
  }
  form.node.querySelector<HTMLInputElement>('fieldset input')!.value = 'openai:gpt-5';
  expect(form.chosen).toEqual({ ...START, engine: 'llm', model: 'openai:gpt-5' });
});

async function asked(
  ...given: Parameters<typeof tryAgain> extends [unknown, ...infer R] ? R : never
): Promise<string | null> {
  vi.mocked(showDialog).mockImplementation(options => {
    const { getValue } = options!.body as unknown as { getValue: () => unknown };
    const value = getValue.call(options!.body);
    return Promise.resolve({ button: { accept: true }, isChecked: null, value } as never);
  });
  return tryAgain(trans, ...given);
}

test('it begins with what the kernel does, or with the conversation that there was', async () => {
  expect(await asked()).toBe('--engine=rules --again --budget 120');
  expect(await asked({ engine: 'all' })).toBe(
    '--engine=all --strategy=rewrite --again --budget 120'
  );
  expect(await asked({ engine: 'of another version' })).toContain('--engine=rules');
  const before = readConversation({ ...TALK, strategy: 'explore' });
  expect(await asked({ engine: 'rules' }, before)).toBe(
    '--engine=llm --model=openai:gpt-5 --strategy=explore --again --budget 120'
  );
  vi.mocked(showDialog).mockResolvedValue({ button: { accept: false } } as never);
  expect(await tryAgain(trans)).toBeNull();
});
