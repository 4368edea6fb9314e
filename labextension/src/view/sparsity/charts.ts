import { IMask, IRecipeRow, ISparsityFound } from '../../data/sparsity';
import { IRange } from '../../data/ranges';
import { percent, short } from '../../data/format';
import { changeText, IRead } from '../../data/readOff';
import { h, s } from '../../dom';
import { Trans } from '../../translation';
import { axisOf, IAxis } from '../estimates/axis';
import { andMore } from '../table';
import { IPlainAxis, plainAxis } from './plainAxis';

const WIDTH = 460;
const HEIGHT = 260;
const MARGIN = { left: 58, right: 16, top: 20, bottom: 44 };
const LOOKS = 6;
const ACROSS: [number, number] = [MARGIN.left, WIDTH - MARGIN.right];
const UP: [number, number] = [HEIGHT - MARGIN.bottom, MARGIN.top];

/** Metric against something (size, speed) that is better on one side, a mark for each recipe. */
export function tradeoffChart(
  found: ISparsityFound,
  title: string,
  across: (row: IRecipeRow) => IRange | null,
  trans: Trans
): SVGElement | null {
  const rows = found.recipes.flatMap(row => {
    const x = across(row);
    return row.mean !== null && x !== null && x.value > 0 ? [{ row, x, mean: row.mean }] : [];
  });
  if (rows.length < 2) {
    return null;
  }
  const x = axisOf(
    rows.flatMap(each => [each.x.low, each.x.high]),
    ACROSS
  );
  const errors = rows.flatMap(({ row, mean }) => [
    mean - (row.error ?? 0),
    mean + (row.error ?? 0)
  ]);
  const y = plainAxis(errors, UP);
  const marks = rows.flatMap(({ row, x: place, mean }) => {
    const [cx, cy] = [x.place(place.value), y.place(mean)];
    const error = row.error ?? 0;
    const whiskers = `M${cx} ${y.place(mean - error)}V${y.place(mean + error)}M${x.place(place.low)} ${cy}H${x.place(place.high)}`;
    const ends = cx > WIDTH / 2;
    const look = lookOf(found, row.name);
    return [
      s('path', { class: `jp-Perf-curve jp-Perf-curve-${look} jp-Perf-faint`, d: whiskers }),
      s('circle', { class: `jp-Perf-curveDot jp-Perf-curveDot-${look}`, cx, cy, r: 4.5 }),
      s(
        'text',
        { x: ends ? cx - 8 : cx + 8, y: cy - 6, 'text-anchor': ends ? 'end' : 'start' },
        row.name
      )
    ];
  });
  const said = rows
    .map(({ row, x: place }) => `${row.name}: ${row.metric}, ${short(place.value)}`)
    .join('; ');
  const metric = found.metric || trans.__('metric');
  const label = trans.__('%1 against %2: %3', metric, title, said);
  return picture(label, [...grid(x, y, short, title, metric), ...marks]);
}

/** The loss over steps, a curve for each recipe that isn't hidden. */
export function lossChart(
  found: ISparsityFound,
  shown: ReadonlySet<string>,
  trans: Trans
): SVGElement | null {
  const curves = found.losses
    .map(curve => ({ ...curve, look: lookOf(found, curve.name) }))
    .filter(({ points }) => points.length > 1);
  if (curves.length === 0) {
    return null;
  }
  const all = curves.flatMap(({ points }) => points);
  const x = plainAxis(
    all.map(([step]) => step),
    ACROSS,
    0
  );
  const y = plainAxis(
    all.map(([, loss]) => loss),
    UP
  );
  const visible = curves.filter(({ name }) => shown.has(name));
  const lines = visible.map(({ points, look }) => {
    const line = points.map(([step, loss]) => `${x.place(step)} ${y.place(loss)}`).join('L');
    return s('path', { class: `jp-Perf-curve jp-Perf-curve-${look}`, d: `M${line}` });
  });
  const said = visible.map(
    ({ name, points }) => `${name}: ${points[points.length - 1][1].toPrecision(3)}`
  );
  const label = trans.__('Loss over steps; at the end, %1', said.join('; '));
  return picture(label, [...grid(x, y, x.label, trans.__('step'), trans.__('loss')), ...lines]);
}

/** Each layer's relative error where it alone is pruned, as bars with their ends, and what that
 * does to the metric. */
export function layerBars(read: IRead, metric: string, most: number, trans: Trans): HTMLElement {
  const rows = read.layers.slice(0, most).map(({ layer, error, change, isMeasured }) => {
    const bar = h('span', { class: 'jp-Perf-bar', 'aria-hidden': 'true' });
    bar.style.width = `${Math.min(Math.max(error.value, 0), 1) * 100}%`;
    const ends = isMeasured ? '' : ` (${percent(error.low)} to ${percent(error.high)})`;
    const told = change && metric ? `, ${changeText(metric, change)}` : '';
    return h(
      'li',
      {},
      h('code', {}, layer),
      h('span', { class: 'jp-Perf-barRoom' }, bar),
      h('span', { class: 'jp-Perf-figure' }, `${percent(error.value)}${ends}${told}`)
    );
  });
  const more = read.layers.length - rows.length;
  return h(
    'div',
    {},
    h('ul', { class: 'jp-Perf-bars', 'aria-label': trans.__('Error of each layer') }, ...rows),
    andMore(more, trans)
  );
}

/** The top left of a mask: kept weights are filled. */
export function maskPicture(mask: IMask, trans: Trans): SVGElement {
  const [high, wide] = [mask.rows.length, mask.rows[0]?.length ?? 0];
  const kept = mask.rows
    .flatMap((row, y) => row.map((bit, x) => (bit ? `M${x + 0.1} ${y + 0.5}h.8` : '')))
    .join('');
  return s(
    'svg',
    {
      class: 'jp-Perf-mask',
      role: 'img',
      'aria-label': trans.__('Mask of %1, top left: %2 by %3', mask.layer, high, wide),
      viewBox: `0 0 ${wide} ${high}`,
      width: wide * 8,
      height: high * 8
    },
    s('rect', { class: 'jp-Perf-maskGround', width: wide, height: high }),
    s('path', { class: 'jp-Perf-maskKept', d: kept || 'M0 0' })
  );
}

/** The same in all plots: recipes take turns, the cell as it stands comes first. */
/** How the curve of a recipe looks. */
export function lookOf(found: ISparsityFound, name: string): number {
  return (
    Math.max(
      found.recipes.findIndex(row => row.name === name),
      0
    ) % LOOKS
  );
}

function picture(label: string, parts: SVGElement[]): SVGElement {
  return s(
    'svg',
    {
      class: 'jp-Perf-scatter jp-Perf-frontierChart',
      role: 'img',
      'aria-label': label,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT
    },
    ...parts
  );
}

function grid(
  x: IAxis,
  y: IPlainAxis,
  write: (tick: number) => string,
  title: string,
  name: string
): SVGElement[] {
  const [bottom, right] = [HEIGHT - MARGIN.bottom, WIDTH - MARGIN.right];
  const line = (x1: number, x2: number, y1: number, y2: number): SVGElement =>
    s('line', { class: 'jp-Perf-grid', x1, x2, y1, y2 });
  const label = (at: number, place: number, anchor: string, said: string): SVGElement =>
    s('text', { x: at, y: place, 'text-anchor': anchor }, said);
  return [
    ...x.ticks.flatMap(tick => [
      line(x.place(tick), x.place(tick), MARGIN.top, bottom),
      label(x.place(tick), bottom + 15, 'middle', write(tick))
    ]),
    ...y.ticks.flatMap(tick => [
      line(MARGIN.left, right, y.place(tick), y.place(tick)),
      label(MARGIN.left - 6, y.place(tick) + 4, 'end', y.label(tick))
    ]),
    label((MARGIN.left + right) / 2, HEIGHT - 8, 'middle', title),
    label(6, 12, 'start', name)
  ];
}
