import { IEnvelope } from '../data/envelope';
import { button, Child, h } from '../dom';
import { Trans } from '../translation';
import { ICodeActions } from './codeBlock';
import { keepingFocus } from './focus';
import { prose } from './prose';
import { running } from './running';
import { Sections } from './sections';

/** What a user can do with a report of any kind where it is shown. */
export interface IReportHost {
  /** Whether what a running result reports is known to go on. */
  isLive(result: IEnvelope): boolean;
  /** Ends it; what came of that, in words. */
  stop(result: IEnvelope): Promise<string>;
}

/** Where code can be put or taken from. */
export interface ICodeHost {
  /** Puts code into a cell of its own below the result's; what came of that, in words. */
  insertCode(result: IEnvelope, code: string): Promise<string>;
  copyCode(code: string): Promise<string>;
}

/** What a view is from the start: its name for those who can't see it, and its look. */
export interface IReportLook {
  label: string;
  classes?: string;
  /** Sections that are open from the start. */
  open: readonly string[];
}

/**
 * A report in an element of its own, which works without a kernel but for what its host does.
 * What a user opened, chose or stands on stays as it is when all is drawn anew.
 */
export abstract class ReportView<R extends IEnvelope> {
  readonly node: HTMLElement;
  protected readonly sections: Sections;
  private _result: R | null = null;
  private _drawn = '';
  private _followers: (() => void)[] = [];
  // A live region speaks only what changes in it, so it outlives what is drawn anew.
  private readonly _said = h('div', { class: 'jp-Perf-said', role: 'status' });

  constructor(
    private readonly _reportHost: IReportHost,
    protected readonly trans: Trans,
    { label, classes = '', open }: IReportLook
  ) {
    const looks = `jp-Perf-result jp-Perf-estimate ${classes}`.trim();
    this.node = h('div', { class: looks, role: 'region', 'aria-label': label }, this._said);
    this.sections = new Sections(open);
  }

  update(result: R): void {
    if (result.state === 'done' && this._result?.state === 'running') {
      this._said.replaceChildren(); // it was about what has ended
    }
    this._result = result;
    this.refresh();
  }

  /** Draw again what is there. */
  refresh(): void {
    const result = this._result;
    if (result === null) {
      return;
    }
    this._drawn = this.possible(result);
    this._followers = [];
    keepingFocus(this.node, () => {
      const parts = this._parts(result).filter((part): part is Node => part instanceof Node);
      this.node.replaceChildren(...parts);
      this.follow();
    });
  }

  /** Draw again only where what can be done with the result has changed. */
  refreshIfStale(): void {
    if (this._result !== null && this.possible(this._result) !== this._drawn) {
      this.refresh();
    }
  }

  /** What stands below the first sentences. */
  protected abstract shown(result: R): Child[];

  /** What is said of one that goes on no longer and hasn't ended either. */
  protected abstract ended(result: R): string;

  /** What can be done with the result, as a text that changes where that does. */
  protected possible(result: R): string {
    return String(this.isLive(result));
  }

  protected isLive(result: R): boolean {
    return result.state === 'running' && this._reportHost.isLive(result);
  }

  /** How far it is, with what ends it. */
  protected running(result: R): HTMLElement {
    return running(result.progress, () => this.stop(result), this.trans);
  }

  protected stop(result: R): void {
    this.tell(this._reportHost.stop(result));
  }

  /** Have `show` called now and whenever a user moves something, while the rest stays as it is. */
  protected following(show: () => void): void {
    this._followers.push(show);
  }

  /** Something was moved. */
  protected follow(): void {
    this._followers.forEach(show => show());
  }

  protected section(name: string, title: string, content: () => Element): HTMLElement {
    return this.sections.make(name, title, content);
  }

  /** What didn't fit into the notebook is in the record; `isCut` says whether something didn't. */
  protected rest(result: R, isCut: boolean, whole: () => Promise<R>): Child {
    if (result.run === null || result.state !== 'done' || !isCut) {
      return null;
    }
    const load = async (): Promise<string> => {
      const found = await whole();
      if (this._result === result) {
        this.update({ ...found, headline: result.headline, remarks: result.remarks });
      }
      return '';
    };
    const label = this.trans.__('Show all of it, from its record');
    const press = button(label, () => this.tell(load()), { 'data-focus': 'whole' });
    return h('div', { class: 'jp-Perf-buttons' }, press);
  }

  protected summary({ summary }: R): Child {
    return summary !== '' && h('p', { class: 'jp-Perf-soft' }, ...prose(summary));
  }

  /** What can be done with code that is shown. */
  protected codeActions(result: R, host: ICodeHost): ICodeActions {
    return {
      insert: text => this.tell(host.insertCode(result, text)),
      copy: text => this.tell(host.copyCode(text))
    };
  }

  /** The end of a report: small print, what isn't in the notebook, and where that is. */
  protected foot(result: R, footnote: string, whole: () => Promise<R>): Child[] {
    const { leftOut } = result;
    return [
      footnote !== '' && h('p', { class: 'jp-Perf-soft' }, footnote),
      leftOut.length > 0 &&
        h('p', { class: 'jp-Perf-soft' }, this.trans.__('Not here: %1', leftOut.join(', '))),
      this.rest(result, leftOut.length > 0, whole)
    ];
  }

  /** Say what came of something, as soon as that is known. */
  protected tell(answer: Promise<string>): void {
    this._said.replaceChildren();
    const say = (said: string): void => {
      this._said.replaceChildren(...(said === '' ? [] : [h('p', {}, said)]));
    };
    answer.then(say, (error: unknown) =>
      say(error instanceof Error ? error.message : String(error))
    );
  }

  private _parts(result: R): Child[] {
    const { headline } = result;
    const tone = headline && `jp-Perf-headline jp-Perf-tone-${headline.tone}`;
    return [
      headline && h('p', { class: tone }, ...prose(headline.text)),
      ...result.remarks.map(remark => h('p', { class: 'jp-Perf-remark' }, ...prose(remark))),
      result.state === 'running' && this._goingOn(result),
      this._said,
      ...this.shown(result)
    ];
  }

  private _goingOn(result: R): HTMLElement {
    return this.isLive(result)
      ? this.running(result)
      : h('p', { class: 'jp-Perf-soft' }, this.ended(result));
  }
}
