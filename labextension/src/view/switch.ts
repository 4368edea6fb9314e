import { button, h } from '../dom';

/** One of several that is shown: `key` tells its button from others in the same view. */
export interface IChoice {
  key: string;
  label: string;
  isChosen: boolean;
  choose: () => void;
}

/** Buttons of which one is pressed. */
export function switchOf(label: string, choices: readonly IChoice[]): HTMLElement {
  const buttons = choices.map(({ key, label: said, isChosen, choose }) =>
    button(said, choose, { 'aria-pressed': String(isChosen), 'data-focus': key })
  );
  return h('div', { class: 'jp-Perf-switch', role: 'group', 'aria-label': label }, ...buttons);
}
