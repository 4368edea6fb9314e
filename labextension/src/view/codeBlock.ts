import { button, h } from '../dom';
import { Trans } from '../translation';

export interface ICodeActions {
  insert: (code: string) => void;
  copy: (code: string) => void;
}

/** Code to take over, and buttons that do; `key` tells it from others in the same view. */
export function codeBlock(
  code: string,
  label: string,
  key: string,
  { insert, copy }: ICodeActions,
  trans: Trans
): HTMLElement[] {
  const focus = (what: string): { 'data-focus': string } => ({
    'data-focus': `${what} ${key}`.trim()
  });
  return [
    h('pre', { class: 'jp-Perf-words', tabindex: 0, 'aria-label': label }, code),
    h(
      'div',
      { class: 'jp-Perf-buttons' },
      button(trans.__('Insert below'), () => insert(code), focus('insert')),
      button(trans.__('Copy'), () => copy(code), focus('copy'))
    )
  ];
}
