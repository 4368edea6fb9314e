import { h, on } from '../dom';
import { IFilters } from '../records/api';
import { Trans } from '../translation';

/** What a user wants to be listed otherwise. */
export type IChange = Partial<IFilters> & { onlyHere?: boolean };

/** Search, filters and order of the list of records. */
export function recordControls(change: (wanted: IChange) => void, trans: Trans): HTMLElement {
  const search = h('input', {
    type: 'search',
    class: 'jp-mod-styled',
    placeholder: trans.__('Search'),
    'aria-label': trans.__('Search in records')
  });
  on(search, { input: () => change({ search: search.value }) });
  const here = h('input', { type: 'checkbox', checked: true });
  on(here, { change: () => change({ onlyHere: here.checked }) });
  const kinds: [string, string][] = [
    ['', trans.__('all kinds')],
    ['refinement', 'refine'],
    ['estimate', 'estimate'],
    ['comparison', trans.__('estimate, several targets')],
    ['blocks', trans.__('estimate, cycles of blocks')],
    ['serving', trans.__('estimate, machines to serve on')],
    ['frontier', 'papaya'],
    ['sparsity', 'sparsify']
  ];
  const orders: [IFilters['sort'], string][] = [
    ['created', trans.__('newest first')],
    ['ratio', trans.__('fastest first')],
    ['seconds', trans.__('longest search first')],
    ['predicted', trans.__('longest predicted first')]
  ];
  return h(
    'div',
    { class: 'jp-Perf-controls' },
    search,
    h('label', {}, here, ` ${trans.__('this notebook only')}`),
    choice(trans.__('Kind'), kinds, kind => change({ kind })),
    choice(trans.__('Order'), orders, sort => change({ sort }))
  );
}

function choice<T extends string>(
  label: string,
  items: [T, string][],
  choose: (value: T) => void
): HTMLElement {
  const options = items.map(([value, said]) => h('option', { value }, said));
  const select = h('select', { class: 'jp-mod-styled', 'aria-label': label }, ...options);
  return on(select, { change: () => choose(items[select.selectedIndex][0]) });
}
