import { IResult } from '../data/result';
import { h } from '../dom';
import { IWhole } from '../records/whole';
import { Trans } from '../translation';
import { conversation, Fold } from './conversation';
import { diffView } from './diffView';
import { IResultHost } from './host';
import { pending } from './pending';
import { timings } from './timings';

/** What the notebook doesn't hold of a result, from its record, when somebody asks for it. */
export class RecordedParts {
  /** The best rewrite's text by run, once it was used. */
  private readonly _codes = new Map<string, string>();
  /** What was made stays: drawing the view anew asks nobody again. */
  private readonly _made = new Map<string, Element>();

  constructor(
    private readonly _host: Pick<IResultHost, 'whole'>,
    private readonly _trans: Trans
  ) {}

  /** The best rewrite's text, if it came from the record before. */
  code({ run }: IResult): string | null {
    return run === null ? null : (this._codes.get(run) ?? null);
  }

  keepCode({ run }: IResult, code: string): void {
    if (run !== null) {
      this._codes.set(run, code);
    }
  }

  timings(result: IResult, copy: (table: string) => void): Element {
    const make = (whole: IWhole): Element => timings(whole.races, copy, this._trans);
    return this._from(`timings ${result.run}`, result, make);
  }

  difference(result: IResult): Element {
    return this._from(`difference ${result.run}`, result, ({ result: whole }) =>
      diffView(whole.source ?? '', whole.found?.code ?? '', 'unified', this._trans)
    );
  }

  conversation(result: IResult, fold: Fold): Element {
    return this._from(`conversation ${result.run}`, result, ({ result: { found } }) =>
      found === null || found.conversation === null
        ? h('p', { class: 'jp-Perf-soft' }, this._trans.__('Its record holds no conversation.'))
        : conversation(found.conversation, fold, null, this._trans)
    );
  }

  private _from(key: string, result: IResult, make: (whole: IWhole) => Element): Element {
    const made = this._made.get(key) ?? pending(this._host.whole(result).then(make), this._trans);
    this._made.set(key, made);
    return made;
  }
}
