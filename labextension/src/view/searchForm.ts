import { Engine, ENGINES, ISearchOptions, STRATEGIES } from '../data/searchOptions';
import { h, on } from '../dom';
import { Trans } from '../translation';

/** A form for the options of another search; what is about a model shows where one is asked. */
export class SearchForm {
  readonly node = h('div', { class: 'jp-Perf-form' });
  private readonly _engine: HTMLSelectElement;
  private readonly _strategy: HTMLSelectElement;
  private readonly _texts: Record<
    'model' | 'rounds' | 'samples' | 'say' | 'more',
    HTMLInputElement
  >;
  private readonly _aboutModel: HTMLFieldSetElement;

  constructor(start: ISearchOptions, trans: Trans) {
    const input = (value: string, more: Record<string, string> = {}): HTMLInputElement =>
      h('input', { type: 'text', class: 'jp-mod-styled', value, ...more });
    const number = (value: string, most: string): HTMLInputElement =>
      input(value, { type: 'number', min: '1', max: most });
    this._engine = select(ENGINES, start.engine, {
      rules: trans.__('rules'),
      llm: trans.__('a model (llm)'),
      all: trans.__('rules, then a model (all)')
    });
    this._strategy = select(STRATEGIES, start.strategy, {
      rewrite: trans.__('rewrite'),
      explore: trans.__('explore: algorithms first'),
      edit: trans.__('edit: small changes')
    });
    this._texts = {
      model: input(start.model, { placeholder: trans.__('as the kernel is set') }),
      rounds: number(start.rounds, '20'),
      samples: number(start.samples, '16'),
      say: input(start.say, { placeholder: trans.__('for example: use numpy') }),
      more: input(start.more)
    };
    const { model, rounds, samples, say, more } = this._texts;
    this._aboutModel = h(
      'fieldset',
      {},
      h('legend', {}, trans.__('Model')),
      labelled(trans.__('model'), model),
      h(
        'div',
        { class: 'jp-Perf-formRow' },
        labelled(trans.__('rounds'), rounds),
        labelled(trans.__('samples in each'), samples),
        labelled(trans.__('strategy'), this._strategy)
      ),
      labelled(trans.__('what it should heed'), say)
    );
    on(this._engine, { change: () => this._fold() });
    this.node.append(
      labelled(trans.__('engine'), this._engine),
      this._aboutModel,
      labelled(trans.__('further options, as after %1', '%%refine'), more)
    );
    this._fold();
  }

  get chosen(): ISearchOptions {
    const { model, rounds, samples, say, more } = this._texts;
    return {
      engine: this._engine.value as Engine,
      model: model.value,
      rounds: rounds.value,
      samples: samples.value,
      strategy: this._strategy.value,
      say: say.value,
      more: more.value
    };
  }

  private _fold(): void {
    this._aboutModel.hidden = this._engine.value === 'rules';
  }
}

function select<T extends string>(
  values: readonly T[],
  chosen: string,
  said: Record<T, string>
): HTMLSelectElement {
  const options = values.map(value =>
    h('option', { value, selected: value === chosen }, said[value])
  );
  return h('select', { class: 'jp-mod-styled' }, ...options);
}

function labelled(label: string, field: HTMLElement): HTMLElement {
  return h('label', {}, h('span', {}, label), field);
}
