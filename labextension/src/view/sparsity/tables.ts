import { IRecipeRow, ISparsityFound } from '../../data/sparsity';
import { Child, h } from '../../dom';
import { Trans } from '../../translation';
import { prose } from '../prose';

/** A table that scrolls by itself; columns without anything in them are left out. */
export function table(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  classOf: (at: number) => string | false = () => false
): HTMLElement {
  const kept = heads.map((_, at) => at).filter(at => at === 0 || rows.some(row => row[at] !== ''));
  const body = rows.map((row, line) =>
    h(
      'tr',
      { class: classOf(line) },
      ...kept.map(at =>
        at === 0
          ? h('th', { scope: 'row' }, ...prose(row[0]))
          : h('td', {}, ...prose(row[at] ?? ''))
      )
    )
  );
  return h(
    'div',
    { class: 'jp-Perf-scrolled', tabindex: 0, role: 'group', 'aria-label': label },
    h(
      'table',
      { class: 'jp-Perf-table' },
      h('thead', {}, h('tr', {}, ...kept.map(at => h('th', { scope: 'col' }, heads[at])))),
      h('tbody', {}, ...body)
    )
  );
}

/** What each recipe came to. */
export function recipesTable(found: ISparsityFound, trans: Trans): HTMLElement {
  const heads = [
    trans.__('Recipe'),
    found.metric || trans.__('Metric'),
    trans.__('To dense'),
    trans.__('Test'),
    trans.__('Kept'),
    trans.__('Size, packed'),
    trans.__('Serves'),
    trans.__('A step')
  ];
  const rows = found.recipes.map(row => [
    `\`${row.name}\`${row.state === 'best' ? ` ${trans.__('(best)')}` : ''}`,
    row.metric || (row.state === 'failed' ? trans.__('nothing') : ''),
    row.difference,
    row.test,
    row.kept,
    row.size,
    row.served,
    row.step
  ]);
  const chosen = (at: number): string | false =>
    found.recipes[at].state === 'best' && 'jp-Perf-chosen';
  const more = found.recipesCount - rows.length;
  return h(
    'div',
    {},
    table(trans.__('Recipes'), heads, rows, chosen),
    more > 0 && h('p', { class: 'jp-Perf-soft' }, trans._n('… and %1 more', '… and %1 more', more))
  );
}

export function latencyTable(found: ISparsityFound, trans: Trans): HTMLElement {
  const heads = [
    trans.__('Recipe'),
    trans.__('Served as'),
    trans.__('Batch'),
    trans.__('One pass'),
    trans.__('Against dense')
  ];
  return table(trans.__('How it serves on this machine'), heads, found.latency);
}

export function formatsTable(found: ISparsityFound, trans: Trans): HTMLElement {
  const heads = [
    trans.__('Layer'),
    trans.__('Format'),
    trans.__('Relative error'),
    trans.__('Bits a weight')
  ];
  return table(trans.__('Number formats'), heads, found.formats);
}

export function layersTable(found: ISparsityFound, trans: Trans): HTMLElement {
  const heads = [trans.__('Layer'), trans.__('Shape'), trans.__('Kind'), trans.__('Kept')];
  return table(trans.__('Layers'), heads, found.layers);
}

/** Recipes that have what a plot needs. */
export function placed(
  rows: readonly IRecipeRow[],
  across: (row: IRecipeRow) => number | null
): IRecipeRow[] {
  return rows.filter(row => row.mean !== null && (across(row) ?? 0) > 0);
}

export function bulleted(lines: readonly string[]): HTMLElement {
  const items: Child[] = lines.map(said => h('li', {}, ...prose(said)));
  return h('ul', { class: 'jp-Perf-list' }, ...items);
}
