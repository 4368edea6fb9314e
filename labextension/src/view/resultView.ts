import { IConversation } from '../data/conversation';
import { IFound, IResult } from '../data/result';
import { IVerdict } from '../data/verdict';
import { Child, h } from '../dom';
import { Trans } from '../translation';
import { actionButtons } from './actions';
import { candidates, nameOf } from './candidates';
import { trajectory } from './charts';
import { conversation, Fold, replayBadge, spendLine } from './conversation';
import { Chosen, codeOf, isShown } from './chosen';
import { DiffMode, diffView } from './diffView';
import { detailsList, evidenceList, profileList } from './evidence';
import { keepingFocus } from './focus';
import { Action, IAnswer, IResultHost } from './host';
import { RecordedParts } from './recordedParts';
import { running } from './running';
import { Sections } from './sections';
import { switchedDiff } from './switchedDiff';

/** A result in an element of its own. `update` may come often: what a user opened stays open. */
export class ResultView {
  readonly node = h('div', { class: 'jp-Perf-result', role: 'region' });
  private _result: IResult | null = null;
  private _drawn = '';
  private _diffMode: DiffMode = 'unified';
  private readonly _chosen = new Chosen();
  private readonly _sections = new Sections();
  private readonly _recorded: RecordedParts;
  // A live region speaks only what changes in it, so it outlives what is drawn anew.
  private readonly _said = h('div', { class: 'jp-Perf-said', role: 'status' });

  constructor(
    private readonly _host: IResultHost,
    private readonly _trans: Trans
  ) {
    this._recorded = new RecordedParts(_host, _trans);
    this.node.setAttribute('aria-label', _trans.__('Faster versions of a cell'));
    this.node.append(this._said);
  }

  update(result: IResult): void {
    this._result = result;
    this.refresh();
  }

  /** Draw again what is there: a cell was edited, or a search is known to have ended. */
  refresh(): void {
    const result = this._result;
    if (result === null) {
      return;
    }
    this._drawn = this._possible(result);
    keepingFocus(this.node, () => {
      const parts = this._parts(result).filter((part): part is Node => part instanceof Node);
      this.node.replaceChildren(...parts);
    });
  }

  /** Draw again only where what can be done with the result has changed. */
  refreshIfStale(): void {
    if (this._result !== null && this._possible(this._result) !== this._drawn) {
      this.refresh();
    }
  }

  private _possible(result: IResult): string {
    const code = this._code(result, this._chosen.in(result.found));
    const applied = code !== null && this._host.isApplied(result, code);
    return `${applied} ${result.state === 'running' && this._host.isLive(result)}`;
  }

  private _parts(result: IResult): Child[] {
    const { found } = result;
    const verdict = this._chosen.in(found);
    return [
      this._headline(result),
      ...result.remarks.map(remark => h('p', { class: 'jp-Perf-remark' }, remark)),
      result.state === 'running' && this._running(result),
      verdict && found && this._rewrite(result, found, verdict),
      this._buttons(result, verdict),
      this._said,
      ...this._more(result, verdict)
    ];
  }

  /** What is read by those who ask for it. */
  private _more(result: IResult, verdict: IVerdict | null): Child[] {
    const { found } = result;
    const trans = this._trans;
    const section = this._sections.make.bind(this._sections);
    return [
      found &&
        found.best === null &&
        found.profile.length > 0 &&
        section('profile', trans.__('Where the time goes'), () =>
          profileList(result, found, trans)
        ),
      found && found.verdicts.length > 0
        ? section('candidates', result.summary || trans.__('Rewrites'), () =>
            candidates(found, isShown(found, verdict), each => this._choose(each), trans)
          )
        : result.summary && h('p', { class: 'jp-Perf-soft' }, result.summary),
      found?.conversation && this._conversation(result, found.conversation),
      result.trajectory.length > 0 &&
        section('trajectory', trans.__('How the search went'), () => this._trajectory(result)),
      this._hasRaw(result) &&
        section('timings', trans.__('Raw timings'), () =>
          this._recorded.timings(result, table => this._do('copy', table))
        ),
      found && section('details', trans.__('Details'), () => detailsList(result, found, trans))
    ];
  }

  private _headline(result: IResult): Child {
    if (result.headline === null) {
      return null;
    }
    const { text, tone } = result.headline;
    const isReplay = result.found?.conversation?.replay === true;
    return h(
      'p',
      { class: `jp-Perf-headline jp-Perf-tone-${tone}` },
      text,
      ...(isReplay ? [' ', replayBadge(this._trans)] : [])
    );
  }

  private _conversation(result: IResult, talk: IConversation): HTMLElement {
    const trans = this._trans;
    const fold: Fold = (name, title, content) =>
      this._sections.make(`talk ${name}`, title, content);
    const inRecord: Fold = (name, title, content) => fold(`whole ${name}`, title, content);
    const isCut = result.run !== null && result.state === 'done' && result.leftOut.length > 0;
    const whole = isCut ? () => this._recorded.conversation(result, inRecord) : null;
    const cost = talk.replay ? trans.__('replay') : spendLine(talk.spend, trans);
    const title = `${trans.__('Conversation')}: ${talk.model} · ${cost}`;
    return fold('all', title, () => conversation(talk, fold, whole, trans));
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
    const code = this._code(result, verdict);
    const name = nameOf(verdict, this._trans);
    const isWhole = code !== null && result.source !== null;
    const isRecorded = result.run !== null && verdict === found.best && result.state === 'done';
    return h(
      'div',
      {},
      h('p', {}, verdict.summary ? `${name}: ${verdict.summary}` : name),
      isWhole
        ? this._diff([result.source ?? '', code])
        : isRecorded &&
            this._sections.make('whole', this._trans.__('Show the difference'), () =>
              this._recorded.difference(result)
            ),
      evidenceList(verdict, this._trans)
    );
  }

  private _diff(texts: [string, string]): HTMLElement {
    const choose = (mode: DiffMode): void => {
      this._diffMode = mode;
      this.refresh();
    };
    return switchedDiff(texts, this._diffMode, choose, this._trans);
  }

  private _buttons(result: IResult, verdict: IVerdict | null): HTMLElement {
    const code = this._code(result, verdict);
    const isBest = verdict !== null && verdict === result.found?.best;
    const readable = code !== null || (isBest && result.run !== null && result.state === 'done');
    const offers = {
      // What gave another answer can be looked at, and isn't offered for use.
      usable: readable && verdict?.kind === 'Faster',
      readable,
      applied: code !== null && this._host.isApplied(result, code)
    };
    return actionButtons(result, offers, action => this._do(action, code), this._trans);
  }

  private _trajectory(result: IResult): Element {
    const end = result.found?.searchedSeconds ?? result.progress?.elapsedSeconds ?? 0;
    return trajectory(result.trajectory, end, {
      time: this._trans.__('time searched'),
      ratio: this._trans.__('best ratio'),
      label: this._trans.__('Best ratio against the time searched')
    });
  }

  /** Whether there is something that was timed: its raw timings stand in the record alone. */
  private _hasRaw({ state, found }: IResult): boolean {
    const timed = [found?.best, ...(found?.verdicts ?? [])].some(verdict => verdict?.timing);
    return state === 'done' && timed;
  }

  private _code(result: IResult, verdict: IVerdict | null): string | null {
    const isBest = verdict !== null && verdict === result.found?.best;
    return codeOf(result.found, verdict) ?? (isBest ? this._recorded.code(result) : null);
  }

  private _choose(verdict: IVerdict): void {
    this._chosen.choose(verdict);
    this.refresh();
  }

  private _do(action: Action, code: string | null): void {
    const result = this._result;
    if (result === null) {
      return;
    }
    this._said.replaceChildren();
    this._host.perform(action, result, code).then(
      answer => this._answered(result, answer),
      (error: unknown) => this._answered(result, { said: String(error) })
    );
  }

  private _answered(result: IResult, { said, texts, code }: IAnswer): void {
    if (code !== undefined) {
      this._recorded.keepCode(result, code);
    }
    this.refresh();
    this._said.replaceChildren(h('p', {}, said));
    if (texts !== undefined) {
      this._said.append(diffView(...texts, 'unified', this._trans));
    }
  }
}
