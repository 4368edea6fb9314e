import * as format from '../data/format';
import { rangeText } from '../data/ranges';
import { button, h, on } from '../dom';
import { IFilters, IPage, ISummary, Records } from '../records/api';
import { Trans } from '../translation';
import { keepingFocus } from '../view/focus';
import { IChange, recordControls } from './recordControls';

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
    const controls = recordControls(change => this._filter(change), trans);
    this.node.append(h('h3', {}, trans.__('Records')), controls, this._said);
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
    void this._load(0);
  }

  /** The same, but once for many calls that follow each other closely. */
  refreshSoon(): void {
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => this.refresh(), PAUSE_MS);
  }

  private _filter({ onlyHere, ...filters }: IChange): void {
    this._onlyHere = onlyHere ?? this._onlyHere;
    this._filters = { ...this._filters, ...filters };
    if (filters.search === undefined) {
      this.refresh();
    } else {
      this.refreshSoon();
    }
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
    const items = page.runs.map(run => this._item(run));
    if (offset > 0) {
      this._list.append(...items);
    } else {
      // What stood there goes only now: whoever is in the list keeps their place.
      keepingFocus(this._list, () => this._list.replaceChildren(...items));
    }
    const shown = offset + page.runs.length;
    const more = button(trans.__('More'), () => void this._load(shown));
    const links = (['csv', 'json'] as const).map(kind =>
      h(
        'a',
        {
          href: records.exportUrl(kind, filters),
          download: true,
          'aria-label': trans.__('Export these runs as %1', kind.toUpperCase())
        },
        kind.toUpperCase()
      )
    );
    this._foot.replaceChildren(...(shown < page.total ? [more] : []), ...links);
  }

  private _item(run: ISummary): HTMLElement {
    const { trans, open, jump, isStale } = this._options;
    const name = run.title || run.kind;
    const item = h(
      'li',
      {},
      h(
        'div',
        { class: 'jp-Perf-recordHead' },
        this._check(run),
        button(name, () => open(run), {
          class: 'jp-Perf-record',
          title: trans.__('Show the result'),
          'data-focus': `open ${run.id}`
        })
      ),
      h(
        'div',
        { class: 'jp-Perf-soft' },
        [run.outcome, ...foundIn(run, trans)].filter(Boolean).join(' · ')
      ),
      h('div', { class: 'jp-Perf-soft' }, `${format.moment(run.created)} ${run.path}`),
      h(
        'div',
        { class: 'jp-Perf-buttons' },
        button(trans.__('Go to cell'), () => jump(run), {
          'aria-label': `${trans.__('Go to cell')}: ${name}`,
          'data-focus': `jump ${run.id}`
        }),
        button(trans.__('Delete'), () => void this._delete(run, item), {
          'aria-label': `${trans.__('Delete')}: ${name}`,
          'data-focus': `delete ${run.id}`
        })
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
    const label = `${this._options.trans.__('Mark for comparing')}: ${run.title || run.kind}`;
    const box = h('input', {
      type: 'checkbox',
      'aria-label': label,
      'data-run': run.id,
      'data-focus': `mark ${run.id}`,
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
      // The keyboard goes on at the next one.
      const held = item.contains(document.activeElement);
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      if (held) {
        next?.querySelector<HTMLElement>('[data-focus^=delete]')?.focus();
      }
      this.refreshSoon();
    } catch (error) {
      this._said.textContent = String((error as Error).message);
    }
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

/** How much faster, or how long it will take and took. */
function foundIn({ ratio, interval, predicted, actual }: ISummary, trans: Trans): string[] {
  return [
    ratio === null ? '' : format.ratioAndInterval(ratio, interval),
    predicted === null ? '' : trans.__('predicted %1', rangeText(predicted, format.seconds)),
    actual === null ? '' : trans.__('took %1', format.seconds(actual))
  ].filter(said => said !== '');
}
