import { h } from '../../dom';
import { scrolled } from '../table';

export interface IHeat {
  /** What rows and columns are, in the corner. */
  corner: string;
  columns: readonly string[];
  rows: readonly string[];
  cells: readonly (readonly string[])[];
  /** 0 to 1: how strong its colour is. The figure says the same. */
  strength: readonly (readonly number[])[];
  /** Row and column that are marked. */
  marked: [number, number] | null;
  label: string;
}

const STRONGEST = 55;

/** Figures in a grid, stronger coloured where there is more. */
export function heatTable(heat: IHeat): HTMLElement {
  const { columns, rows, cells, strength, marked, label } = heat;
  const cell = (row: number, column: number): HTMLElement => {
    const isMarked = marked !== null && marked[0] === row && marked[1] === column;
    const made = h('td', { class: isMarked && 'jp-Perf-marked' }, cells[row][column] ?? '');
    const share = Math.round(STRONGEST * Math.min(Math.max(strength[row][column] ?? 0, 0), 1));
    made.style.setProperty('--jp-Perf-heat', `${share}%`);
    return made;
  };
  const heads = [heat.corner, ...columns].map(name => h('th', { scope: 'col' }, name));
  return scrolled(
    label,
    h(
      'table',
      { class: 'jp-Perf-table jp-Perf-heat', 'aria-label': label },
      h('thead', {}, h('tr', {}, ...heads)),
      h(
        'tbody',
        {},
        ...rows.map((name, row) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, name),
            ...columns.map((_, column) => cell(row, column))
          )
        )
      )
    )
  );
}
