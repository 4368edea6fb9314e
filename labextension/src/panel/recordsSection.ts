import * as format from '../data/format';
import { button, h, on } from '../dom';
import { IFilters, IPage, ISummary, Records } from '../records/api';
import { Trans } from '../translation';

const PAGE_SIZE = 50;
/** Typing in the search box asks the server only after a pause. */
const PAUSE_MS = 250;

/** The list of records: search, filters, order, and what can be done with each. */
export class RecordsSection {
  readonly node = h('section', {});
  private readonly _list = h('ul', { class: 'jp-Perf-records' });
  private readonly _said = h('p', { class: 'jp-Perf-soft', role: 'status' });
  private readonly _foot = h('div', { class: 'jp-Perf-buttons' });
  private _filters: IFilters = { search: '', kind: '', notebook: '', sort: 'created' };
  private _onlyHere = true;
  private _asked = 0;
  private _timer = 0;

  constructor(private readonly _options: RecordsSection.IOptions) {
    const { trans } = _options;
    this.node.append(h('h3', {}, trans.__('Records')), this._controls(), this._said);
    this.node.append(this._list, this._foot);
  }

  /** Ask the server again, from the first page on. */
  refresh(): void {
    window.clearTimeout(this._timer);
    this._list.replaceChildren();
    void this._load(0);
  }

  /** The same, but once for many calls that follow each other closely. */
  refreshSoon(): void {
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => this.refresh(), PAUSE_MS);
  }

  private async _load(offset: number): Promise<void> {
    const asked = ++this._asked;
    const { records, trans, notebook } = this._options;
    const filters = { ...this._filters, notebook: this._onlyHere ? notebook() : '' };
    let page: IPage;
    try {
      page = await records.page(filters, offset, PAGE_SIZE);
    } catch (error) {
      // The server may lack the extension, or be gone: what it says is what helps.
      this._said.textContent = trans.__('No records: %1', String((error as Error).message));
      return;
    }
    if (asked === this._asked) {
      this._show(page, offset, filters);
    }
  }

  private _show(page: IPage, offset: number, filters: IFilters): void {
    const { records, trans } = this._options;
    this._said.textContent = [trans._n('%1 run', '%1 runs', page.total), page.note]
      .filter(said => said !== '')
      .join(' · ');
    this._list.append(...page.runs.map(run => this._item(run)));
    const shown = offset + page.runs.length;
    const more = button(trans.__('More'), () => void this._load(shown));
    const links = (['csv', 'json'] as const).map(kind =>
      h('a', { href: records.exportUrl(kind, filters), download: true }, kind.toUpperCase())
    );
    this._foot.replaceChildren(...(shown < page.total ? [more] : []), ...links);
  }

  private _item(run: ISummary): HTMLElement {
    const { trans, open, jump, isStale } = this._options;
    const gain = run.ratio === null ? '' : format.ratioAndInterval(run.ratio, run.interval);
    const item = h(
      'li',
      {},
      button(run.title || run.kind, () => open(run), {
        class: 'jp-Perf-record',
        title: trans.__('Show the result')
      }),
      h('div', { class: 'jp-Perf-soft' }, [run.outcome, gain].filter(Boolean).join(' · ')),
      h('div', { class: 'jp-Perf-soft' }, `${format.moment(run.created)} ${run.path}`),
      h(
        'div',
        { class: 'jp-Perf-buttons' },
        button(trans.__('Go to cell'), () => jump(run)),
        button(trans.__('Delete'), () => void this._delete(run, item))
      )
    );
    void isStale(run).then(stale => {
      if (stale) {
        const said = trans.__('The cell was changed since');
        item.append(h('div', { class: 'jp-Perf-remark' }, said));
      }
    });
    return item;
  }

  private async _delete(run: ISummary, item: HTMLElement): Promise<void> {
    try {
      await this._options.records.remove(run.id);
      item.remove();
    } catch (error) {
      this._said.textContent = String((error as Error).message);
    }
  }

  private _controls(): HTMLElement {
    const { trans } = this._options;
    const search = h('input', {
      type: 'search',
      class: 'jp-mod-styled',
      placeholder: trans.__('Search'),
      'aria-label': trans.__('Search in records')
    });
    on(search, {
      input: () => {
        this._filters = { ...this._filters, search: search.value };
        this.refreshSoon();
      }
    });
    const here = h('input', { type: 'checkbox', checked: true });
    on(here, {
      change: () => {
        this._onlyHere = here.checked;
        this.refresh();
      }
    });
    return h(
      'div',
      { class: 'jp-Perf-controls' },
      search,
      h('label', {}, here, ` ${trans.__('this notebook only')}`),
      this._choice(trans.__('Kind'), 'kind', [
        ['', trans.__('all kinds')],
        ['refinement', 'refine'],
        ['estimate', 'estimate'],
        ['sparsity', 'sparsify']
      ]),
      this._choice(trans.__('Order'), 'sort', [
        ['created', trans.__('newest first')],
        ['ratio', trans.__('fastest first')],
        ['seconds', trans.__('longest search first')]
      ])
    );
  }

  private _choice(label: string, name: 'kind' | 'sort', items: [string, string][]): HTMLElement {
    const options = items.map(([value, said]) => h('option', { value }, said));
    const select = h('select', { class: 'jp-mod-styled', 'aria-label': label }, ...options);
    return on(select, {
      change: () => {
        this._filters = { ...this._filters, [name]: select.value };
        this.refresh();
      }
    });
  }
}

export namespace RecordsSection {
  export interface IOptions {
    records: Records;
    trans: Trans;
    /** Path of the notebook in front; empty where there is none. */
    notebook: () => string;
    open: (run: ISummary) => void;
    jump: (run: ISummary) => void;
    /** Whether the run's cell is open and holds another text by now. */
    isStale: (run: ISummary) => Promise<boolean>;
  }
}
