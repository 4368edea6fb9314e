import { IResult } from '../data/result';
import { button, h } from '../dom';
import { Trans } from '../translation';
import { Action } from './host';

export interface IOffers {
  /** Whether the rewrite that is shown may be put into the notebook. */
  usable: boolean;
  /** Whether its text is at hand, or can be had. */
  readable: boolean;
  /** Whether it stands in the cell already. */
  applied: boolean;
}

/** The buttons of a result: those that make sense now. */
export function actionButtons(
  result: IResult,
  { usable, readable, applied }: IOffers,
  press: (action: Action) => void,
  trans: Trans
): HTMLElement {
  const all: [Action, string, boolean][] = [
    ['apply', trans.__('Apply'), usable && !applied],
    ['revert', trans.__('Revert'), applied],
    ['copy', trans.__('Copy'), readable],
    ['insert', trans.__('Insert below'), usable],
    ['retry', trans.__('Try again with…'), result.state === 'done']
  ];
  const buttons = all
    .filter(([, , offered]) => offered)
    .map(([action, label]) =>
      button(label, () => press(action), {
        // Applied turns into Revert and back: whoever pressed one stands on the other.
        'data-focus': action === 'revert' ? 'apply' : action,
        'data-action': action,
        'data-main': action === 'apply'
      })
    );
  return h(
    'div',
    { class: 'jp-Perf-buttons', role: 'group', 'aria-label': trans.__('Actions') },
    ...buttons
  );
}
