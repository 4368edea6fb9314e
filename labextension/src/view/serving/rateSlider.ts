import { usd } from '../../data/format';
import { IServing } from '../../data/serving';
import { plain } from '../../data/servingWords';
import { button, h, on } from '../../dom';
import { Trans } from '../../translation';
import { RateCurve } from './curve';

/**
 * Requests a second by slider: the plan at each rate that was worked out, and where it stands on
 * the curve. Between two of them nothing is read off: another rate may need another mix.
 */
export function rateSlider(found: IServing, trans: Trans): HTMLElement | null {
  const { rates, rate } = found;
  if (rates.filter(each => each.usdPerHour !== null).length < 2) {
    return null;
  }
  const own = rate === null ? null : { rate, usdPerHour: found.usdPerHour };
  const start = Math.max(
    rates.findIndex(each => each.rate === rate),
    0
  );
  const curve = new RateCurve(rates, own, trans);
  const shown = h('output', { class: 'jp-Perf-size' });
  const said = h('p', { class: 'jp-Perf-moving' });
  const input = h('input', {
    type: 'range',
    min: 0,
    max: rates.length - 1,
    step: 1,
    'aria-label': trans.__('requests a second'),
    'data-focus': 'slider rate'
  });
  const reset = button(trans.__('As it was asked'), () => show(start), { 'data-focus': 'reset' });
  const show = (at: number): void => {
    const each = rates[at];
    const words =
      each.usdPerHour === null
        ? trans.__('no plan')
        : trans.__('%1 an hour: %2', usd(each.usdPerHour), each.mix);
    input.value = String(at);
    shown.textContent = plain(each.rate);
    said.textContent = trans.__('At %1 requests a second: %2', plain(each.rate), words);
    input.setAttribute('aria-valuetext', said.textContent);
    reset.disabled = at === start;
    curve.show(each);
  };
  on(input, {
    input: () => show(Number(input.value)),
    // The notebook has keys of its own.
    keydown: event => event.stopPropagation()
  });
  show(start);
  return h(
    'fieldset',
    { class: 'jp-Perf-sliders' },
    h('legend', {}, trans.__('What if more or fewer requests come')),
    h(
      'label',
      { class: 'jp-Perf-slider' },
      h('span', {}, trans.__('requests a second')),
      input,
      shown
    ),
    said,
    h('div', { class: 'jp-Perf-buttons' }, reset),
    curve.node
  );
}
