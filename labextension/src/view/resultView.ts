import { IFound, IResult, IVerdict } from '../data/result';
import { button, Child, h, on } from '../dom';
import { Trans } from '../translation';
import { candidates, nameOf } from './candidates';
import { trajectory } from './charts';
import { diffView, DiffMode } from './diffView';
import { detailsList, evidenceList, profileList } from './evidence';
import { running } from './running';

export type Action = 'apply' | 'copy' | 'insert' | 'revert' | 'retry' | 'stop';

/** What a user can do with a result where it is shown. */
export interface IResultHost {
  /** Whether the search of a running result is known to go on. */
  isLive(result: IResult): boolean;
  /** Whether the cell holds `code`, so that it can be put back. */
  isApplied(result: IResult, code: string): boolean;
  /** Does it and tells what came of it; where that is nothing new, an empty text. */
  perform(action: Action, result: IResult, code: string | null): Promise<IAnswer>;
}

export interface IAnswer {
  said: string;
  /** Two texts whose difference explains what was said. */
  texts?: [string, string];
}

/** A result in an element of its own. `update` may come often: what a user opened stays open. */
export class ResultView {
  readonly node = h('div', { class: 'jp-Perf-result', role: 'region' });
  private _result: IResult | null = null;
  private _chosen: string | null = null;
  private _drawn = '';
  private _diffMode: DiffMode = 'unified';
  private readonly _open = new Set<string>();
  // A live region speaks only what changes in it, so it outlives what is drawn anew.
  private readonly _said = h('div', { class: 'jp-Perf-said', role: 'status' });

  constructor(
    private readonly _host: IResultHost,
    private readonly _trans: Trans
  ) {
    this.node.setAttribute('aria-label', _trans.__('Faster versions of a cell'));
    this.node.append(this._said);
  }

  update(result: IResult): void {
    this._result = result;
    this.refresh();
  }

  /** Draw again what is there: a cell was edited, or a search is known to have ended. */
  refresh(): void {
    if (this._result === null) {
      return;
    }
    const held = this._focused();
    this._drawn = this._possible(this._result);
    const parts = this._parts(this._result).filter((part): part is Node => part instanceof Node);
    this.node.replaceChildren(...parts);
    if (held !== null) {
      this._all('[data-focus]')
        .find(element => element.dataset.focus === held)
        ?.focus();
    }
  }

  /** Draw again only where what can be done with the result has changed. */
  refreshIfStale(): void {
    if (this._result !== null && this._possible(this._result) !== this._drawn) {
      this.refresh();
    }
  }

  private _possible(result: IResult): string {
    const code = this._code(result.found, this._verdict(result.found));
    const applied = code !== null && this._host.isApplied(result, code);
    return `${applied} ${result.state === 'running' && this._host.isLive(result)}`;
  }

  private _parts(result: IResult): Child[] {
    const { found } = result;
    const verdict = this._verdict(found);
    return [
      this._headline(result),
      ...result.remarks.map(remark => h('p', { class: 'jp-Perf-remark' }, remark)),
      result.state === 'running' && this._running(result),
      verdict && found && this._rewrite(result, found, verdict),
      this._buttons(result, this._code(found, verdict), verdict),
      this._said,
      found && found.best === null && found.profile.length > 0
        ? this._section('profile', this._trans.__('Where the time goes'), () =>
            profileList(result, found, this._trans)
          )
        : null,
      found && found.verdicts.length > 0
        ? this._section('candidates', result.summary || this._trans.__('Rewrites'), () =>
            candidates(
              found,
              this._isShown(found, verdict),
              chosen => this._choose(chosen),
              this._trans
            )
          )
        : result.summary && h('p', { class: 'jp-Perf-soft' }, result.summary),
      result.trajectory.length > 0 &&
        this._section('trajectory', this._trans.__('How the search went'), () =>
          this._trajectory(result)
        ),
      found &&
        this._section('details', this._trans.__('Details'), () =>
          detailsList(result, found, this._trans)
        )
    ];
  }

  private _headline(result: IResult): Child {
    if (result.headline === null) {
      return null;
    }
    const { text, tone } = result.headline;
    return h('p', { class: `jp-Perf-headline jp-Perf-tone-${tone}` }, text);
  }

  private _running(result: IResult): HTMLElement {
    if (!this._host.isLive(result)) {
      const said =
        (result.found?.best ?? null) === null
          ? this._trans.__('This search is no longer going on: it ended with its kernel, before anything was found.') // prettier-ignore
          : this._trans.__('This search is no longer going on: here is what it had found.');
      return h('p', { class: 'jp-Perf-soft' }, said);
    }
    const stop = result.job === null ? null : (): void => this._do('stop', null);
    return running(result.progress, stop, this._trans);
  }

  private _rewrite(result: IResult, found: IFound, verdict: IVerdict): HTMLElement {
    const code = this._code(found, verdict);
    const name = nameOf(verdict, this._trans);
    return h(
      'div',
      {},
      h('p', {}, verdict.summary ? `${name}: ${verdict.summary}` : name),
      code !== null && result.source !== null ? this._diff(result.source, code) : null,
      evidenceList(verdict, this._trans)
    );
  }

  private _diff(source: string, code: string): HTMLElement {
    const modes: [DiffMode, string][] = [
      ['unified', this._trans.__('Unified')],
      ['split', this._trans.__('Side by side')]
    ];
    const switches = modes.map(([mode, label]) =>
      button(
        label,
        () => {
          this._diffMode = mode;
          this.refresh();
        },
        { 'aria-pressed': String(this._diffMode === mode), 'data-focus': `diff ${mode}` }
      )
    );
    return h(
      'div',
      {},
      h(
        'div',
        { class: 'jp-Perf-switch', role: 'group', 'aria-label': this._trans.__('Difference as') },
        ...switches
      ),
      diffView(source, code, this._diffMode, this._trans)
    );
  }

  private _buttons(result: IResult, code: string | null, verdict: IVerdict | null): HTMLElement {
    const applied = code !== null && this._host.isApplied(result, code);
    // What gave another answer can be looked at, and isn't offered for use.
    const usable = code !== null && verdict?.kind === 'Faster';
    const all: [Action, string, boolean][] = [
      ['apply', this._trans.__('Apply'), usable && !applied],
      ['revert', this._trans.__('Revert'), applied],
      ['copy', this._trans.__('Copy'), code !== null],
      ['insert', this._trans.__('Insert below'), usable],
      ['retry', this._trans.__('Try again with…'), result.state === 'done']
    ];
    const buttons = all
      .filter(([, , offered]) => offered)
      .map(([action, label]) =>
        button(label, () => this._do(action, code), {
          // Applied turns into Revert and back: whoever pressed one stands on the other.
          'data-focus': action === 'revert' ? 'apply' : action,
          'data-action': action,
          'data-main': action === 'apply'
        })
      );
    return h(
      'div',
      { class: 'jp-Perf-buttons', role: 'group', 'aria-label': this._trans.__('Actions') },
      ...buttons
    );
  }

  private _trajectory(result: IResult): Element {
    const end = result.found?.searchedSeconds ?? result.progress?.elapsedSeconds ?? 0;
    return trajectory(result.trajectory, end, {
      time: this._trans.__('time searched'),
      ratio: this._trans.__('best ratio'),
      label: this._trans.__('Best ratio against the time searched')
    });
  }

  private _section(name: string, title: string, content: () => Element): HTMLElement {
    const summary = h('summary', { 'data-focus': `section ${name}` }, title);
    const section = h('details', { open: this._open.has(name) }, summary);
    // Content is made when it is first asked for: a closed result costs next to nothing.
    const fill = (): void => {
      if (section.childElementCount === 1) {
        section.append(content());
      }
    };
    if (section.open) {
      fill();
    }
    return on(section, {
      toggle: () => {
        this._open[section.open ? 'add' : 'delete'](name);
        if (section.open) {
          fill();
        }
      }
    });
  }

  private _choose(verdict: IVerdict): void {
    this._chosen = keyOf(verdict);
    this.refresh();
  }

  /** The verdict that is shown in full: the chosen one, else the best. */
  private _verdict(found: IFound | null): IVerdict | null {
    if (found === null) {
      return null;
    }
    const chosen = found.verdicts.find(verdict => keyOf(verdict) === this._chosen);
    // Of the best there is more in its own place than in the list.
    return chosen === undefined || chosen.isBest ? found.best : chosen;
  }

  /** Tells the row of the rewrite that is shown in full. */
  private _isShown(found: IFound, shown: IVerdict | null): (row: IVerdict) => boolean {
    return row => (shown === found.best ? row.isBest : row === shown);
  }

  private _code(found: IFound | null, verdict: IVerdict | null): string | null {
    const isBest = verdict !== null && verdict === found?.best;
    return verdict?.code ?? (isBest ? (found?.code ?? null) : null);
  }

  private _do(action: Action, code: string | null): void {
    if (this._result === null) {
      return;
    }
    this._said.replaceChildren();
    void this._host.perform(action, this._result, code).then(({ said, texts }) => {
      this.refresh();
      this._said.replaceChildren(h('p', {}, said));
      if (texts !== undefined) {
        this._said.append(diffView(...texts, 'unified', this._trans));
      }
    });
  }

  private _focused(): string | null {
    const active = document.activeElement;
    const inside = active instanceof HTMLElement && this.node.contains(active);
    return inside ? (active.dataset.focus ?? null) : null;
  }

  private _all(selector: string): HTMLElement[] {
    return Array.from(this.node.querySelectorAll<HTMLElement>(selector));
  }
}

/** The same rewrite in the next update, wherever it stands then. */
function keyOf(verdict: IVerdict): string {
  return JSON.stringify([verdict.steps, verdict.code]);
}
