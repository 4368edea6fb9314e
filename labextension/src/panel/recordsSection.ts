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
  private readonly _chosen = new Map<string, ISummary>();
  private readonly _compare: HTMLButtonElement;
  private _asked = 0;
  private _timer = 0;

  constructor(private readonly _options: RecordsSection.IOptions) {
    const { trans } = _options;
    this.node.append(h('h3', {}, trans.__('Records')), this._controls(), this._said);
    this._compare = button(trans.__('Compare'), () => this._compareChosen(), {
      title: trans.__('Shows two runs side by side: mark them first')
    });
    this.node.append(h('div', { class: 'jp-Perf-buttons' }, this._compare), this._list, this._foot);
    this._options.records.removed.connect((_, runs) => this._forget(runs));
    this._mark();
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
      h(
        'div',
        { class: 'jp-Perf-recordHead' },
        this._check(run),
        button(run.title || run.kind, () => open(run), {
          class: 'jp-Perf-record',
          title: trans.__('Show the result')
        })
      ),
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

  /** Marks a run for comparing. It stays marked when the list is filtered or sorted anew. */
  private _check(run: ISummary): HTMLElement {
    const label = this._options.trans.__('Mark for comparing: %1', run.title || run.kind);
    const box = h('input', {
      type: 'checkbox',
      'aria-label': label,
      'data-run': run.id,
      checked: this._chosen.has(run.id)
    });
    return on(box, {
      change: () => {
        if (box.checked) {
          this._chosen.set(run.id, run);
        } else {
          this._chosen.delete(run.id);
        }
        this._mark();
      }
    });
  }

  /** The button says how far the marking is; two can be compared. */
  private _mark(): void {
    const { trans } = this._options;
    const count = this._chosen.size;
    this._compare.disabled = count !== 2;
    this._compare.textContent =
      count === 0 ? trans.__('Compare') : trans.__('Compare (%1 of 2 marked)', count);
  }

  private _compareChosen(): void {
    const [one, other] = [...this._chosen.values()];
    this._options.compare(one, other);
  }

  private _forget(runs: string[]): void {
    runs.forEach(run => this._chosen.delete(run));
    this._mark();
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
    compare: (one: ISummary, other: ISummary) => void;
    /** Whether the run's cell is open and holds another text by now. */
    isStale: (run: ISummary) => Promise<boolean>;
  }
}
