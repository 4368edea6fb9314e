import { h } from '../dom';
import { Trans } from '../translation';

/** A place for what isn't there yet; where it never comes, one line says why. */
export function pending(content: Promise<Element>, trans: Trans): HTMLElement {
  const said = (text: string): HTMLElement =>
    h('p', { class: 'jp-Perf-soft', role: 'status' }, text);
  const place = h('div', {}, said(trans.__('Loading…')));
  content.then(
    made => place.replaceChildren(made),
    (error: unknown) => {
      place.replaceChildren(said(error instanceof Error ? error.message : String(error)));
    }
  );
  return place;
}
