/** A conversation as a result and as a record have it, for the tests of the views. */

type Fields = Record<string, unknown>;

const SYSTEM = { role: 'system', content: 'You make Python code faster.' };
const PROMPTS = [
  [SYSTEM, { role: 'user', content: 'total = 0' }],
  [SYSTEM, { role: 'user', content: 'It raised KeyError.' }]
];
const COMMON: Fields = {
  model: 'openai:gpt-5',
  replay: false,
  strategy: 'rewrite',
  concise: false,
  prompts_version: '1',
  prompts: PROMPTS,
  said: ['use numpy'],
  began: 'the original',
  ended: 'all rounds were used',
  prompt_tokens: [4100, 1900],
  prompt_usd: [0.0051, 0.0024]
};
const ROUNDS = [
  { number: 1, feedback: ['line 2: 90% of the time'], tried: 2, right: 0, best: null },
  { number: 2, feedback: ['refused: KeyError'], tried: 1, right: 1, best: 12.34 }
];
const ANSWERS: Fields[] = [
  { round: 1, sample: 1, outcome: '100%% KeyError', prompt: 0, text: 'total = 1' },
  { round: 1, sample: 2, outcome: 'no code in the answer', prompt: 0, text: 'no' },
  { round: 2, sample: 1, outcome: 'faster, 12.3×', prompt: 1, text: 'sum(rows)' }
];

export const TALK: Fields = {
  ...COMMON,
  spend: { calls: 3, input_tokens: 12000, output_tokens: 300, counted: true, usd: 0.042 },
  troubles: [],
  rounds: ROUNDS.map(turn => ({ ...turn, interval: turn.best === null ? null : [11.8, 12.9] })),
  exchanges: ANSWERS.map(each => ({ ...each, purpose: 'rewrite', ended: 'stop' })),
  exchanges_count: 3
};

export const RECORDED: Fields = {
  ...COMMON,
  rounds: ROUNDS,
  exchanges: ANSWERS.map(({ text, ...each }) => ({
    ...each,
    purpose: 'rewrite',
    candidate: '',
    answer: {
      text,
      ended: 'stop',
      usage: { input_tokens: 4000, output_tokens: 100, counted: true },
      usd: 0.014,
      model: 'gpt-5',
      trouble: '',
      fatal: false,
      attempts: 1,
      seconds: 2
    }
  }))
};
