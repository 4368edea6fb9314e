import * as format from '../data/format';
import { asTable, IRace } from '../data/races';
import { button, h } from '../dom';
import { Trans } from '../translation';
import { tableOf } from './table';
import { strip } from './strip';

/** Every timing of every race: as a picture, as a table, and as text to copy. */
export function timings(
  races: readonly IRace[],
  copy: (table: string) => void,
  trans: Trans
): HTMLElement {
  if (races.length === 0) {
    return h('p', { class: 'jp-Perf-soft' }, trans.__('Nothing was timed.'));
  }
  return h('div', {}, ...races.map(race => one(race, copy, trans)));
}

function one(race: IRace, copy: (table: string) => void, trans: Trans): HTMLElement {
  const name = race.name || trans.__('candidate');
  const clock = race.clock === 'wall' ? trans.__('wall time') : trans.__('CPU time');
  const title = `${name}, ${partOf(race, trans)}`;
  const words = {
    original: trans.__('original'),
    candidate: trans.__('rewrite'),
    label: `${title}: ${trans._n('%1 pair of runs', '%1 pairs of runs', race.pairs.length)}`
  };
  const head = headOf(clock, trans);
  return h(
    'section',
    { class: 'jp-Perf-race' },
    h('h4', {}, title),
    h('p', { class: 'jp-Perf-soft' }, summary(race, clock)),
    strip(race.pairs, words),
    h(
      'details',
      {},
      h('summary', {}, trans._n('%1 pair', 'All %1 pairs', race.pairs.length)),
      button(trans.__('Copy table'), () => copy(asTable(race, head)), {
        'data-focus': `copy ${title}`
      }),
      table(race, head, trans)
    )
  );
}

function summary(race: IRace, clock: string): string {
  const gain = format.ratioAndInterval(race.ratio, race.interval);
  return [race.decision, gain, clock].filter(said => said !== '').join(' · ');
}

function partOf(race: IRace, trans: Trans): string {
  const said: Record<IRace['part'], string> = {
    'each run': trans.__('each run'),
    'first call': trans.__('first call'),
    'later calls': trans.__('later calls')
  };
  return said[race.part];
}

function headOf(clock: string, trans: Trans): [string, string, string, string] {
  return [
    trans.__('Pair'),
    trans.__('Original (s, %1)', clock),
    trans.__('Rewrite (s, %1)', clock),
    trans.__('Ratio')
  ];
}

function table(race: IRace, head: string[], trans: Trans): HTMLElement {
  const rows = race.pairs.map(({ original, candidate }, at) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, String(at + 1)),
      h('td', {}, digits(original)),
      h('td', {}, digits(candidate)),
      h('td', {}, candidate > 0 ? format.ratio(original / candidate) : '')
    )
  );
  return tableOf(trans.__('Timings'), head, rows, 'jp-Perf-numbers');
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}
