import { usd } from '../../data/format';
import { IDay } from '../../data/serving';
import { plain } from '../../data/servingWords';
import { s } from '../../dom';
import { Trans } from '../../translation';

const [WIDTH, HEIGHT] = [600, 150];
const [LEFT, RIGHT, TOP, BOTTOM] = [66, 584, 24, 118];
const HOURS = 24;
const GAP = 3;

export function dayTitle({ usd: whole, usdOfPeak }: IDay, trans: Trans): string {
  if (whole === null) {
    return trans.__('Over the day: not every hour has a plan');
  }
  return usdOfPeak === null
    ? trans.__('Over the day %1, planned anew each hour', usd(whole))
    : trans.__(
        "Over the day %1, planned anew each hour; %2 with the busiest hour's plan kept",
        usd(whole),
        usd(usdOfPeak)
      );
}

/** What each hour costs as a bar, the busiest hour's plan as a line; each bar says its mix. */
export function dayBars(day: IDay, trans: Trans): SVGElement {
  const peak = day.usdOfPeak === null ? 0 : day.usdOfPeak / Math.max(day.hours.length, 1);
  const most = Math.max(peak, ...day.hours.map(each => each.usdPerHour ?? 0)) || 1;
  const place = (price: number): number => BOTTOM - ((BOTTOM - TOP) * price) / most;
  const step = (RIGHT - LEFT) / HOURS;
  const words = (each: IDay['hours'][number]): string =>
    trans.__(
      '%1:00, %2 requests a second: %3',
      each.hour,
      plain(each.rate),
      each.usdPerHour === null ? trans.__('no plan') : `${usd(each.usdPerHour)}, ${each.mix}`
    );
  return s(
    'svg',
    {
      class: 'jp-Perf-servingChart',
      role: 'img',
      'aria-label': day.hours.map(words).join('; '),
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH
    },
    s('text', { x: 4, y: 12 }, trans.__('$ an hour, 0 to %1', usd(most))),
    ...day.hours.map(each =>
      each.usdPerHour === null
        ? s('text', { x: LEFT + step * (each.hour + 0.5), y: BOTTOM - 4, 'text-anchor': 'middle' }, '×') // prettier-ignore
        : s(
            'rect',
            {
              class: 'jp-Perf-kind jp-Perf-kind-0',
              x: LEFT + step * each.hour + GAP / 2,
              y: place(each.usdPerHour),
              width: step - GAP,
              height: BOTTOM - place(each.usdPerHour)
            },
            s('title', {}, words(each))
          )
    ),
    s('path', {
      class: 'jp-Perf-limit',
      d: peak > 0 ? `M${LEFT} ${place(peak)}H${RIGHT}` : 'M0 0'
    }),
    ...[0, 3, 6, 9, 12, 15, 18, 21, 24].map(hour =>
      s('text', { x: LEFT + step * hour, y: BOTTOM + 15, 'text-anchor': 'middle' }, String(hour))
    ),
    s(
      'text',
      { x: (LEFT + RIGHT) / 2, y: HEIGHT - 3, 'text-anchor': 'middle' },
      trans.__('hour of the day')
    )
  );
}
