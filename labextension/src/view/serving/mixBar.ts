import { percent } from '../../data/format';
import { IRented } from '../../data/serving';
import { s } from '../../dom';
import { Trans } from '../../translation';

const [WIDTH, LEFT, HIGH, STEP] = [600, 72, 24, 32];
const LOOKS = 6;
const CHARACTER = 7.2;
const GAP = 2;

/** Two bars, of requests and of money, with the same machines in the same order. */
export function mixBar(rented: readonly IRented[], trans: Trans): SVGElement {
  const price = sum(rented.map(each => each.usdPerHour));
  const machines = sum(rented.map(each => each.count));
  const money = (each: IRented): number =>
    price > 0 ? each.usdPerHour / price : each.count / (machines || 1);
  const rows: [string, (each: IRented) => number][] = [
    [trans.__('requests'), each => each.share],
    [trans.__('money'), money]
  ];
  const said = rented.map(each =>
    trans.__(
      '%1 × %2: %3 of requests, %4 of the price',
      each.count,
      each.name,
      percent(each.share),
      percent(money(each))
    )
  );
  return s(
    'svg',
    {
      class: 'jp-Perf-servingChart',
      role: 'img',
      'aria-label': said.join('; '),
      viewBox: `0 0 ${WIDTH} ${2 * STEP}`,
      width: WIDTH
    },
    ...rows.flatMap(([name, share], row) => [
      s('text', { x: LEFT - 8, y: row * STEP + 17, 'text-anchor': 'end' }, name),
      ...segments(rented, share, row * STEP)
    ])
  );
}

function segments(
  rented: readonly IRented[],
  share: (each: IRented) => number,
  y: number
): SVGElement[] {
  let left = LEFT;
  return rented.flatMap((each, at) => {
    const wide = (WIDTH - LEFT - 1) * share(each);
    const x = left;
    left += wide;
    if (wide <= GAP + 1) {
      return [];
    }
    const written = [
      `${each.count} × ${each.name}: ${percent(share(each))}`,
      each.name,
      percent(share(each))
    ].find(label => label.length * CHARACTER <= wide);
    return [
      s(
        'rect',
        {
          class: `jp-Perf-kind jp-Perf-kind-${at % LOOKS}`,
          'stroke-dasharray': each.isSpot && '4 3',
          x,
          y: y + 1,
          width: wide - GAP,
          height: HIGH
        },
        s('title', {}, `${each.count} × ${each.name}: ${percent(share(each))}`)
      ),
      s('text', { x: x + wide / 2, y: y + 17, 'text-anchor': 'middle' }, written ?? '')
    ];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, each) => whole + each, 0);
}
