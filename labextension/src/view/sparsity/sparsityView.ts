import { exactly } from '../../data/ranges';
import { ISparsity, ISparsityFound } from '../../data/sparsity';
import { button, Child, h } from '../../dom';
import { Trans } from '../../translation';
import { keepingFocus } from '../focus';
import { prose } from '../prose';
import { running } from '../running';
import { Sections } from '../sections';
import { lossChart, maskPicture, sample, tradeoffChart } from './charts';
import { ISparsityHost } from './host';
import { PatternSliders } from './patternSliders';
import { bulleted, formatsTable, latencyTable, layersTable, recipesTable } from './tables';

/** A report of sparse training in an element of its own: all but training works without a kernel. */
export class SparsityView {
  readonly node = h('div', {
    class: 'jp-Perf-result jp-Perf-estimate jp-Perf-frontier jp-Perf-sparsity',
    role: 'region'
  });
  private _result: ISparsity | null = null;
  private _drawn = '';
  private readonly _hidden = new Set<string>();
  private readonly _sections = new Sections(['losses']);
  // A live region speaks only what changes in it, so it outlives what is drawn anew.
  private readonly _said = h('div', { class: 'jp-Perf-said', role: 'status' });

  constructor(
    private readonly _host: ISparsityHost,
    private readonly _trans: Trans
  ) {
    this.node.setAttribute('aria-label', _trans.__('How sparse training compares'));
    this.node.append(this._said);
  }

  update(result: ISparsity): void {
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

  private _possible(result: ISparsity): string {
    return String(result.state === 'running' && this._host.isLive(result));
  }

  private _parts(result: ISparsity): Child[] {
    const { headline, found } = result;
    const tone = headline && `jp-Perf-headline jp-Perf-tone-${headline.tone}`;
    return [
      headline && h('p', { class: tone }, ...prose(headline.text)),
      ...result.remarks.map(remark => h('p', { class: 'jp-Perf-remark' }, ...prose(remark))),
      result.state === 'running' && this._running(result),
      this._said,
      result.summary !== '' && h('p', { class: 'jp-Perf-soft' }, ...prose(result.summary)),
      ...(found ? this._shown(result, found) : [])
    ];
  }

  private _running(result: ISparsity): HTMLElement {
    if (!this._host.isLive(result)) {
      const said = this._trans.__(
        'This is no longer going on: it ended before anything was known. What was trained by then is kept: run it again to go on.'
      );
      return h('p', { class: 'jp-Perf-soft' }, said);
    }
    return running(result.progress, () => this._tell(this._host.stop(result)), this._trans);
  }

  private _shown(result: ISparsity, found: ISparsityFound): Child[] {
    const trans = this._trans;
    const words = [...found.notes, ...found.assumptions];
    return [
      found.recipes.length > 0 && recipesTable(found, trans),
      this._plots(found),
      found.failed.length > 0 && bulleted(found.failed.map(([who, why]) => `${who}: ${why}`)),
      this._whatIf(result, found),
      found.losses.length > 0 &&
        this._section('losses', trans.__('Loss curves, one seed of each'), () =>
          this._losses(found)
        ),
      found.latency.length > 0 &&
        this._section('latency', trans.__('How it serves on this machine'), () =>
          latencyTable(found, trans)
        ),
      (found.layers.length > 0 || found.masks.length > 0) &&
        this._section('layers', trans.__('Layers and masks'), () => this._layers(found)),
      found.formats.length > 0 &&
        this._section('formats', trans.__('Error of number formats on these weights'), () =>
          formatsTable(found, trans)
        ),
      found.skipped.length > 0 &&
        this._section('skipped', trans.__('What stays dense, and why'), () =>
          bulleted(found.skipped)
        ),
      found.exported !== '' &&
        this._section('export', trans.__('The code to export'), () => this._export(result, found)),
      words.length > 0 &&
        this._section('notes', trans.__('Notes, assumptions'), () => bulleted(words)),
      found.footnote !== '' && h('p', { class: 'jp-Perf-soft' }, found.footnote),
      result.leftOut.length > 0 &&
        h('p', { class: 'jp-Perf-soft' }, trans.__('Not here: %1', result.leftOut.join(', '))),
      this._rest(result)
    ];
  }

  private _section(name: string, title: string, content: () => Element): HTMLElement {
    return this._sections.make(name, title, content);
  }

  /** Metric against size, and against how fast it serves. */
  private _plots(found: ISparsityFound): Child {
    const trans = this._trans;
    const timed = found.latency.length > 0;
    const plots = [
      tradeoffChart(
        found,
        trans.__('size, packed / dense fp32'),
        ({ sizeRatio }) => (sizeRatio === null ? null : exactly(sizeRatio)),
        trans
      ),
      tradeoffChart(
        found,
        trans.__('times as fast as dense'),
        ({ speed, state }) => speed ?? (timed && state === 'dense' ? exactly(1) : null),
        trans
      )
    ].filter(plot => plot !== null);
    return plots.length > 0 && h('div', { class: 'jp-Perf-plots' }, ...plots);
  }

  private _whatIf(result: ISparsity, found: ISparsityFound): Child {
    if (found.sensitivity.length === 0 || found.groups.length === 0) {
      return null;
    }
    const cell = (options: string): string => `%%sparsify ${options}\n${result.source ?? ''}`;
    return new PatternSliders(
      found,
      {
        train: options => this._tell(this._host.train(result, options)),
        insert: options => this._tell(this._host.insertCode(result, cell(options)))
      },
      this._trans
    ).node;
  }

  private _losses(found: ISparsityFound): HTMLElement {
    const place = h('div', {});
    const draw = (): void => {
      const shown = new Set(found.losses.map(({ name }) => name));
      this._hidden.forEach(name => shown.delete(name));
      const items = found.losses.map(({ name }) => {
        const press = h(
          'button',
          {
            type: 'button',
            class: 'jp-Perf-legendItem',
            'aria-pressed': String(shown.has(name)),
            'data-focus': `legend ${name}`,
            title: this._trans.__('Show or hide this curve')
          },
          sample(found, name),
          name
        );
        press.addEventListener('click', () => {
          if (!this._hidden.delete(name)) {
            this._hidden.add(name);
          }
          draw();
        });
        return press;
      });
      const label = this._trans.__('Curves');
      const legend = { class: 'jp-Perf-legend', role: 'group', 'aria-label': label };
      const chart = lossChart(found, shown, this._trans);
      keepingFocus(place, () =>
        place.replaceChildren(h('div', legend, ...items), ...(chart ? [chart] : []))
      );
    };
    draw();
    return place;
  }

  private _layers(found: ISparsityFound): HTMLElement {
    const pictures = found.masks
      .filter(({ rows }) => rows.length > 0)
      .map(mask =>
        h(
          'figure',
          { class: 'jp-Perf-maskFigure' },
          maskPicture(mask, this._trans),
          h('figcaption', { class: 'jp-Perf-soft' }, mask.layer)
        )
      );
    return h('div', {}, found.layers.length > 0 && layersTable(found, this._trans), ...pictures);
  }

  private _export(result: ISparsity, found: ISparsityFound): HTMLElement {
    const code = `import jupyter_perf as jp\n\njp.last().export("model.safetensors", ${JSON.stringify(found.exported)})`;
    const insert = (): void => this._tell(this._host.insertCode(result, code));
    const copy = (): void => this._tell(this._host.copyCode(code));
    const label = this._trans.__('The code to export');
    return h(
      'div',
      {},
      h('pre', { class: 'jp-Perf-words', tabindex: 0, 'aria-label': label }, code),
      h(
        'div',
        { class: 'jp-Perf-buttons' },
        button(this._trans.__('Insert below'), insert, { 'data-focus': 'insert export' }),
        button(this._trans.__('Copy'), copy, { 'data-focus': 'copy export' })
      )
    );
  }

  /** What didn't fit into the notebook is in the record. */
  private _rest(result: ISparsity): Child {
    if (result.run === null || result.state !== 'done' || result.leftOut.length === 0) {
      return null;
    }
    const load = async (): Promise<string> => {
      const whole = await this._host.wholeSparsity(result);
      if (this._result === result) {
        this.update({ ...whole, headline: result.headline, remarks: result.remarks });
      }
      return '';
    };
    const label = this._trans.__('Show all of it, from its record');
    const press = button(label, () => this._tell(load()), { 'data-focus': 'whole' });
    return h('div', { class: 'jp-Perf-buttons' }, press);
  }

  private _tell(answer: Promise<string>): void {
    this._said.replaceChildren();
    const say = (said: string): void => {
      this._said.replaceChildren(...(said === '' ? [] : [h('p', {}, said)]));
    };
    answer.then(say, (error: unknown) =>
      say(error instanceof Error ? error.message : String(error))
    );
  }
}
