import { Child, h } from '../dom';
import { Trans } from '../translation';
import { prose } from './prose';

/** What is too wide for its place scrolls by itself, also by keys; `label` says what it is. */
export function scrolled(label: string, ...content: Child[]): HTMLElement {
  const attributes = { class: 'jp-Perf-scrolled', tabindex: 0, role: 'group', 'aria-label': label };
  return h('div', attributes, ...content);
}

/** A table of rows that are made already, below heads of columns. */
export function tableOf(
  label: string,
  heads: readonly (string | HTMLElement)[],
  rows: readonly Child[],
  classes = ''
): HTMLElement {
  const columns = heads.map(head =>
    typeof head === 'string' ? h('th', { scope: 'col' }, head) : head
  );
  return scrolled(
    label,
    h(
      'table',
      { class: `jp-Perf-table ${classes}`.trim() },
      h('thead', {}, h('tr', {}, ...columns)),
      h('tbody', {}, ...rows)
    )
  );
}

/** A table of texts; columns without anything in them are left out. */
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
  return tableOf(
    label,
    kept.map(at => heads[at]),
    body
  );
}

export function bulleted(lines: readonly string[]): HTMLElement {
  return h('ul', { class: 'jp-Perf-list' }, ...lines.map(said => h('li', {}, ...prose(said))));
}

/** How many there are besides those that are shown; nothing where these are all. */
export function andMore(more: number, trans: Trans): Child {
  const said = (): string => trans._n('… and %1 more', '… and %1 more', more);
  return more > 0 && h('p', { class: 'jp-Perf-soft' }, said());
}
