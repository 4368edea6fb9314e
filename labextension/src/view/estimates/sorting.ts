import { Child, button, h } from '../../dom';
import { Trans } from '../../translation';
import { tableOf } from '../table';

export interface IColumn<T> {
  id: string;
  title: string;
  /** What stands in a row's cell. */
  show: (item: T) => Child[];
  /** What rows are sorted by; null where a row has nothing there. */
  by?: (item: T) => number | string | null;
  /** Sentences, which may take several lines. */
  isText?: boolean;
}

export interface IOrder {
  column: string;
  descending: boolean;
}

/** A table whose heads sort it: numbers from the largest on first, texts from A on. */
export function sortedTable<T>(
  items: readonly T[],
  columns: readonly IColumn<T>[],
  order: IOrder | null,
  sort: (order: IOrder) => void,
  words: { label: string; className?: string; isChosen?: (item: T) => boolean },
  trans: Trans
): HTMLElement {
  const heads = columns.map(column => head(column, items, order, sort, trans));
  const rows = inOrder(items, columns, order).map(item =>
    h(
      'tr',
      { class: words.isChosen?.(item) && 'jp-Perf-chosen' },
      ...columns.map(({ show, isText }, at) =>
        at === 0
          ? h('th', { scope: 'row' }, ...show(item))
          : h('td', { class: !isText && 'jp-Perf-figure' }, ...show(item))
      )
    )
  );
  return tableOf(words.label, heads, rows, words.className);
}

function head<T>(
  { id, title, by }: IColumn<T>,
  items: readonly T[],
  order: IOrder | null,
  sort: (order: IOrder) => void,
  trans: Trans
): HTMLElement {
  if (by === undefined || items.length < 2) {
    return h('th', { scope: 'col' }, title);
  }
  const isBy = order?.column === id;
  const first = items.some(item => typeof by(item) === 'number');
  const press = (): void => sort({ column: id, descending: isBy ? !order.descending : first });
  const mark = isBy ? (order.descending ? ' ↓' : ' ↑') : '';
  return h(
    'th',
    { scope: 'col', 'aria-sort': isBy && (order.descending ? 'descending' : 'ascending') },
    button(`${title}${mark}`, press, {
      class: 'jp-Perf-sort',
      title: trans.__('Sort by %1', title),
      'aria-label': title,
      'data-focus': `sort ${id}`
    })
  );
}

function inOrder<T>(
  items: readonly T[],
  columns: readonly IColumn<T>[],
  order: IOrder | null
): T[] {
  const by = columns.find(({ id }) => id === order?.column)?.by;
  if (by === undefined || order === null) {
    return [...items];
  }
  const way = order.descending ? -1 : 1;
  return [...items].sort((one, other) => {
    const [left, right] = [by(one), by(other)];
    // What isn't known stands last, whichever way.
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null);
    }
    return typeof left === 'number' && typeof right === 'number'
      ? (left - right) * way
      : String(left).localeCompare(String(right)) * way;
  });
}
