import { IEstimate, IRow } from '../../data/estimate';
import * as format from '../../data/format';
import { IRange, rangeText, Write } from '../../data/ranges';
import { button, Child, h, s } from '../../dom';
import { Trans } from '../../translation';
import { andMore } from '../table';
import { prose } from '../prose';
import { IColumn, IOrder, sortedTable } from './sorting';

const BAR_WIDTH = 90;
const BAR_HEIGHT = 10;

/** Statements, layers or phases, each with its share of the time. */
export function rowsTable(
  estimate: IEstimate,
  order: IOrder | null,
  sort: (order: IOrder) => void,
  goTo: ((line: number) => void) | null,
  trans: Trans
): HTMLElement {
  const { rows, rowsCount } = estimate;
  const columns = columnsOf(goTo, trans).filter(
    ({ id, by }) => id === 'name' || rows.some(row => by?.(row) !== null && by?.(row) !== '')
  );
  const more = rowsCount - rows.length;
  const words = { label: trans.__('Parts of the cost'), className: 'jp-Perf-costRows' };
  return h('div', {}, sortedTable(rows, columns, order, sort, words, trans), andMore(more, trans));
}

function columnsOf(goTo: ((line: number) => void) | null, trans: Trans): IColumn<IRow>[] {
  const ranged = (
    id: string,
    title: string,
    read: (row: IRow) => IRange | null,
    write: Write
  ): IColumn<IRow> => ({
    id,
    title,
    show: row => [rangeOrNothing(read(row), write)],
    by: row => read(row)?.value ?? null
  });
  const plain = (
    id: string,
    title: string,
    read: (row: IRow) => number | null,
    write: Write
  ): IColumn<IRow> => ({
    id,
    title,
    show: row => {
      const value = read(row);
      return [value === null ? '' : format.trimmed(write(value))];
    },
    by: read
  });
  return [
    { id: 'name', title: trans.__('Part'), show: row => [name(row, goTo, trans)], by: placeOf },
    { ...plain('share', trans.__('Share'), row => row.share, format.share), show: shareBar },
    ranged('seconds', trans.__('Time'), row => row.seconds, format.seconds),
    ranged('peak', trans.__('Memory'), row => row.peakBytes, format.bytes),
    plain('flops', trans.__('Operations'), row => row.flops, format.flops),
    plain('moved', trans.__('Bytes moved'), row => row.movedBytes, format.bytes),
    { id: 'bound', title: trans.__('Bound by'), show: row => [row.bound], by: row => row.bound },
    {
      id: 'note',
      title: trans.__('Note'),
      show: row => prose(row.note),
      by: row => row.note,
      isText: true
    }
  ];
}

/** Statements in the order of the cell, others by name. */
function placeOf({ line, name: said }: IRow): number | string {
  return line ?? said;
}

function name(row: IRow, goTo: ((line: number) => void) | null, trans: Trans): Child {
  const { line, count } = row;
  const said = count > 1 ? `${row.name} (${count}×)` : row.name;
  if (line === null || goTo === null) {
    return h('code', {}, said);
  }
  return button(said, () => goTo(line), {
    class: 'jp-Perf-record',
    title: trans.__('Show line %1 of the cell', line),
    'data-focus': `line ${line} ${row.name}`
  });
}

function shareBar({ share }: IRow): Child[] {
  if (share === null) {
    return [];
  }
  const width = Math.min(Math.max(share, 0), 1) * BAR_WIDTH;
  return [
    s(
      'svg',
      { class: 'jp-Perf-share', width: BAR_WIDTH, height: BAR_HEIGHT, 'aria-hidden': 'true' },
      s('rect', { class: 'jp-Perf-shareAll', width: BAR_WIDTH, height: BAR_HEIGHT }),
      s('rect', { class: 'jp-Perf-sharePart', width, height: BAR_HEIGHT })
    ),
    ` ${format.share(share)}`
  ];
}

function rangeOrNothing(range: IRange | null, write: Write): string {
  return range === null ? '' : rangeText(range, write);
}
