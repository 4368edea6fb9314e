import { IEstimate, Quantity } from '../../data/estimate';
import * as format from '../../data/format';
import { exactly, IRange, rangeText } from '../../data/ranges';
import { Child, h, s } from '../../dom';
import { Trans } from '../../translation';
import { nameOf, WRITERS } from './quantities';

const WIDTH = 320;
const HEIGHT = 22;
const EDGE = 8;

/** What the run afterwards took, against what was predicted. */
export function actualRun(estimate: IEstimate, headline: string, trans: Trans): HTMLElement | null {
  const { actual, accuracy, costs } = estimate;
  if (actual === null) {
    return null;
  }
  const done = actual.ended === 'done';
  const rows: Child[] = [
    ...one('seconds', actual.seconds, done ? costs.seconds : null, trans),
    ...(actual.peakBytes === null
      ? []
      : one('peak_bytes', actual.peakBytes, done ? costs.peak_bytes : null, trans))
  ];
  const ended: Record<string, string> = {
    raised: trans.__('The cell raised an error: its run can’t be held against the prediction.'),
    interrupted: trans.__('The cell was interrupted: its run can’t be held against the prediction.')
  };
  const judged = accuracy?.text ?? '';
  const said = judged === headline ? '' : judged || (ended[actual.ended] ?? '');
  return h(
    'section',
    { class: 'jp-Perf-actualRun', 'aria-label': trans.__('The run, against the prediction') },
    said !== '' && h('p', { class: accuracy?.tone === 'warn' && 'jp-Perf-remark' }, said),
    h('dl', { class: 'jp-Perf-facts' }, ...rows)
  );
}

function one(
  quantity: Quantity,
  actual: number,
  predicted: IRange | null,
  trans: Trans
): HTMLElement[] {
  const write = WRITERS[quantity];
  const took = rangeText(exactly(actual), write);
  const said =
    predicted === null ? took : trans.__('%1; predicted %2', took, rangeText(predicted, write));
  return [
    h('dt', {}, nameOf(quantity, trans)),
    h('dd', {}, h('div', {}, said), predicted && againstBar(actual, predicted))
  ];
}

/** The predicted range as a band, the actual value as a stroke in it or beside it. */
function againstBar(actual: number, { value, low, high }: IRange): SVGElement {
  const end = Number.isFinite(high) ? high : value * 2;
  const most = Math.max(actual, end) * 1.15;
  const place = (at: number): number => EDGE + (at / most) * (WIDTH - 2 * EDGE);
  const stroke = (at: number, kind: string): SVGElement =>
    s('line', { class: kind, x1: place(at), x2: place(at), y1: 2, y2: HEIGHT - 2 });
  return s(
    'svg',
    {
      class: 'jp-Perf-against',
      'aria-hidden': 'true',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT
    },
    s('line', {
      class: 'jp-Perf-grid',
      x1: EDGE,
      x2: WIDTH - EDGE,
      y1: HEIGHT / 2,
      y2: HEIGHT / 2
    }),
    s('rect', {
      class: 'jp-Perf-band',
      x: place(low),
      y: 5,
      width: Math.max(2, place(end) - place(low)),
      height: HEIGHT - 10
    }),
    stroke(value, 'jp-Perf-line'),
    stroke(actual, 'jp-Perf-median')
  );
}

/** How long a cell has run, against what was predicted of it. */
export function cellProgress(
  elapsed: number,
  predicted: [number, number, number],
  trans: Trans
): HTMLElement {
  const [value, low, high] = predicted;
  const most = Math.max(elapsed, high) * 1.02;
  const share = (at: number): string => `${Math.min(100, (at / most) * 100)}%`;
  const bar = h(
    'div',
    {
      class: 'jp-Perf-cellBar',
      role: 'progressbar',
      'aria-label': trans.__('The cell, against its prediction'),
      'aria-valuemin': 0,
      'aria-valuemax': 100,
      'aria-valuenow': elapsed > high ? null : Math.round(Math.min(1, elapsed / value) * 100)
    },
    h('div', { class: 'jp-Perf-cellRange' }),
    h('div', { class: 'jp-Perf-cellDone' }),
    h('div', { class: 'jp-Perf-cellValue' })
  );
  const [range, done, mark] = Array.from(bar.children) as HTMLElement[];
  range.style.left = share(low);
  range.style.width = share(high - low);
  done.style.width = share(elapsed);
  mark.style.left = share(value);
  const span = rangeText({ value, low, high }, format.seconds);
  const late = elapsed > high;
  const said = late
    ? trans.__('%1 so far, longer than predicted: %2', format.wholeSeconds(elapsed), span)
    : trans.__('%1 of about %2', format.wholeSeconds(elapsed), span);
  return h('div', { class: 'jp-Perf-cell' }, bar, h('span', { class: 'jp-Perf-soft' }, said));
}
