/** What can be chosen for another search, and how it would be typed after `%%refine`. */

export const ENGINES = ['rules', 'llm', 'all'] as const;
export const STRATEGIES = ['rewrite', 'explore', 'edit'] as const;

export type Engine = (typeof ENGINES)[number];

export interface ISearchOptions {
  engine: Engine;
  /** What is empty is as the kernel has it. */
  model: string;
  rounds: string;
  samples: string;
  strategy: string;
  /** What the model should heed, in words. */
  say: string;
  /** Further options, as they are typed. */
  more: string;
}

const MODEL_OPTIONS = ['model', 'rounds', 'samples', 'strategy', 'say'] as const;

/** `--engine=llm --model=openai:gpt-5 --say='use numpy' --again`. */
export function optionLine(chosen: ISearchOptions): string {
  // Rules heed none of a model's options, and the magic refuses them.
  const names = chosen.engine === 'rules' ? [] : MODEL_OPTIONS;
  const words = names
    .map(name => [name, oneLine(chosen[name])])
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `--${name}=${quoted(value)}`);
  return [`--engine=${chosen.engine}`, ...words, oneLine(chosen.more)].filter(Boolean).join(' ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** As a shell would want it: quotes around what isn't plain. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'"'"'`)}'`;
}
