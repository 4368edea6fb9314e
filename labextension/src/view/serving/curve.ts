import { trimmed, usd } from '../../data/format';
import { IRange } from '../../data/ranges';
import { IAtRate } from '../../data/serving';
import { plain } from '../../data/servingWords';
import { s } from '../../dom';
import { Trans } from '../../translation';
import { IPlainAxis, plainAxis } from '../sparsity/plainAxis';

const [WIDTH, HEIGHT] = [600, 230];
const [LEFT, RIGHT, TOP, BOTTOM] = [66, 584, 24, 186];
const MARK = 5;

/** Price against rate: the rate that was planned for, and a mark that moves along the curve. */
export class RateCurve {
  readonly node: SVGElement;
  private readonly _x: IPlainAxis;
  private readonly _y: IPlainAxis;
  private readonly _mark = s('path', { class: 'jp-Perf-rateMark' });

  constructor(
    rates: readonly IAtRate[],
    private readonly _own: { rate: number; usdPerHour: IRange | null } | null,
    trans: Trans
  ) {
    const known = rates.flatMap(({ rate, usdPerHour }) =>
      usdPerHour === null ? [] : [{ rate, usd: usdPerHour }]
    );
    const prices = [...known.map(each => each.usd), _own?.usdPerHour?.high ?? 0];
    this._x = plainAxis([0, ...rates.map(({ rate }) => rate)], [LEFT, RIGHT], 0);
    this._y = plainAxis([0, ...prices.map(price => price * 1.05)], [BOTTOM, TOP], 0);
    const said = known.map(each => `${usd(each.usd)} at ${plain(each.rate)}`).join(', ');
    const line = known.map(each => this._place(each.rate, each.usd)).join('L');
    this.node = s(
      'svg',
      {
        class: 'jp-Perf-servingChart',
        role: 'img',
        'aria-label': trans.__('Price an hour against requests a second: %1', said),
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        width: WIDTH
      },
      ...this._grid(trans),
      s('path', { class: 'jp-Perf-curve jp-Perf-curve-1', d: `M${line}` }),
      ...known.map(each =>
        s('circle', {
          class: 'jp-Perf-curveDot jp-Perf-curveDot-1',
          cx: this._x.place(each.rate),
          cy: this._y.place(each.usd),
          r: 3
        })
      ),
      ...this._planned(trans),
      this._mark
    );
  }

  /** The mark goes there; nowhere where there is no plan. */
  show({ rate, usdPerHour }: IAtRate): void {
    const place = usdPerHour === null ? '' : this._place(rate, usdPerHour);
    const round = `m-${MARK} 0a${MARK} ${MARK} 0 1 0 ${2 * MARK} 0a${MARK} ${MARK} 0 1 0 -${2 * MARK} 0`;
    this._mark.setAttribute('d', place && `M${place}${round}`);
  }

  private _place(rate: number, price: number): string {
    return `${this._x.place(rate)} ${this._y.place(price)}`;
  }

  /** A dashed line with the price's interval on it. */
  private _planned(trans: Trans): SVGElement[] {
    if (this._own === null) {
      return [];
    }
    const x = this._x.place(this._own.rate);
    const ends = this._own.usdPerHour;
    const isRight = x > (LEFT + RIGHT) / 2;
    const low = ends && this._y.place(ends.low);
    const whisker = ends && `M${x} ${low}V${this._y.place(ends.high)}`;
    return [
      s('path', { class: 'jp-Perf-limit', d: `M${x} ${TOP}V${BOTTOM}` }),
      ...(whisker ? [s('path', { class: 'jp-Perf-whisker', d: whisker })] : []),
      s(
        'text',
        { x: isRight ? x - 8 : x + 8, y: TOP + 4, 'text-anchor': isRight ? 'end' : 'start' },
        trans.__('as planned')
      )
    ];
  }

  private _grid(trans: Trans): SVGElement[] {
    const line = (x1: number, x2: number, y1: number, y2: number): SVGElement =>
      s('line', { class: 'jp-Perf-grid', x1, x2, y1, y2 });
    const label = (x: number, y: number, anchor: string, said: string): SVGElement =>
      s('text', { x, y, 'text-anchor': anchor }, said);
    return [
      ...this._x.ticks.flatMap(tick => [
        line(this._x.place(tick), this._x.place(tick), TOP, BOTTOM),
        label(this._x.place(tick), BOTTOM + 16, 'middle', this._x.label(tick))
      ]),
      ...this._y.ticks.flatMap(tick => [
        line(LEFT, RIGHT, this._y.place(tick), this._y.place(tick)),
        label(LEFT - 6, this._y.place(tick) + 4, 'end', trimmed(usd(tick)))
      ]),
      label((LEFT + RIGHT) / 2, BOTTOM + 34, 'middle', trans.__('requests a second')),
      label(4, TOP - 10, 'start', trans.__('$ an hour'))
    ];
  }
}
