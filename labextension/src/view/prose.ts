import { Child, h } from '../dom';

/** A sentence in which what stands between backticks is code. */
export function prose(sentence: string): Child[] {
  return sentence
    .split(/`([^`\n]+)`/)
    .map((part, at) => (at % 2 === 1 ? h('code', {}, part) : part))
    .filter(part => part !== '');
}
