import { IDevice, IFrontierFound, IMethodRow, PLAIN } from '../../data/frontier';
import { bytes, count, short, trimmed } from '../../data/format';
import { rangeText } from '../../data/ranges';
import { IReached, perSecond } from '../../data/reached';
import { Child, h } from '../../dom';
import { Trans } from '../../translation';
import { prose } from '../prose';
import { andMore, table, tableOf } from '../table';
import { nameOf } from './frontierChart';

/** What each method comes to on a device; `now` where memory or batch were moved. */
export function methodsTable(
  found: IFrontierFound,
  device: IDevice,
  now: ReadonlyMap<string, IReached | null> | null,
  trans: Trans
): HTMLElement {
  const rows = now === null ? device.rows : device.rows.map(row => moved(found, device, row, now));
  const money = rows.some(row => row.money !== '');
  const ratio = rows.some(row => row.ratio !== '');
  const throughput = rows.some(row => row.throughput !== '');
  const heads = [
    trans.__('Method'),
    trans.__('Batch'),
    trans.__('Memory'),
    ...(throughput ? [trans.__('Throughput')] : []),
    ...(ratio ? [trans.__('Against plain')] : []),
    ...(money ? [trans.__('An epoch')] : []),
    trans.__('Accuracy')
  ];
  const lines = rows.map(row => {
    const method = found.methods.find(({ name }) => name === row.method);
    const isUse = row.state === 'use' && now === null;
    const name: Child[] = [
      row.method === PLAIN ? nameOf(row.method, trans) : h('code', {}, row.method),
      isUse && h('strong', {}, ` ${trans.__('use this')}`)
    ];
    const cell = (said: string): HTMLElement => h('td', {}, said);
    return h(
      'tr',
      { class: isUse && 'jp-Perf-chosen', title: method?.words ?? '' },
      h('th', { scope: 'row' }, ...name),
      cell(row.state === 'out' ? trans.__('none') : row.batch),
      cell(row.memory),
      throughput && cell(row.throughput),
      ratio && cell(row.ratio),
      money && cell(row.money),
      h('td', {}, ...prose(method?.accuracy ?? ''))
    );
  });
  const more = device.rowsCount - rows.length;
  const label = trans.__('Methods on %1', device.name);
  return h(
    'div',
    {},
    tableOf(label, heads, lines),
    andMore(more, trans),
    device.times !== '' &&
      now === null &&
      h('p', { class: 'jp-Perf-soft' }, trans.__('Times: %1', device.times))
  );
}

/** A row as it is read off; money and ratio are of what was asked, and left out. */
function moved(
  found: IFrontierFound,
  device: IDevice,
  row: IMethodRow,
  all: ReadonlyMap<string, IReached | null>
): IMethodRow {
  const empty = { ...row, batch: '', memory: '', throughput: '', ratio: '', money: '' };
  if (!all.has(row.method)) {
    return { ...empty, state: '', batch: '?' };
  }
  const now = all.get(row.method) ?? null;
  const curve = found.curves.find(
    ({ method, target }) => method === row.method && target === device.name
  );
  if (now === null || curve === undefined) {
    return { ...empty, state: 'out' };
  }
  const write = (value: number): string => `${short(value)} ${found.unit}/s`;
  const parts = now.microbatches > 1 ? ` × ${count(now.microbatches)}` : '';
  return {
    ...empty,
    state: 'fits',
    batch: `${count(now.batch)}${parts}`,
    memory: rangeText(now.peak, bytes),
    throughput: now.rate ? rangeText(perSecond(found, curve, now.rate), write) : ''
  };
}

/** What takes the memory at each method's peak. */
export function partsTable(device: IDevice, trans: Trans): HTMLElement {
  const kinds = [...new Set(device.parts.flatMap(({ kinds }) => kinds.map(([kind]) => kind)))];
  const heads = [
    trans.__('Method'),
    trans.__('Batch'),
    ...kinds.map(kind => kind.charAt(0).toUpperCase() + kind.slice(1)),
    trans.__('Evaluation step')
  ];
  const rows = device.parts.map(({ method, batch, evaluation, kinds: own }) => {
    const sizes = new Map(own);
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, nameOf(method, trans)),
      h('td', { class: 'jp-Perf-figure' }, batch),
      ...kinds.map(kind =>
        h('td', { class: 'jp-Perf-figure' }, trimmed(bytes(sizes.get(kind) ?? 0)))
      ),
      h('td', {}, evaluation)
    );
  });
  return tableOf(trans.__('What takes the memory'), heads, rows);
}

/** The two fits of each method. */
export function lawsTable(found: IFrontierFound, trans: Trans): HTMLElement {
  const heads = [trans.__('Method'), trans.__('Seconds of x'), 'R²', trans.__('Memory of x'), 'R²'];
  const rows = found.laws.map(law => [
    `${nameOf(law.method, trans)}, ${law.target}`,
    law.time,
    law.timeR2,
    law.memory,
    law.memoryR2
  ]);
  return table(trans.__('What was fitted'), heads, rows);
}
