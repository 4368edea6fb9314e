import { exactly } from '../../data/ranges';
import { ISparsity, ISparsityFound } from '../../data/sparsity';
import { Child, h } from '../../dom';
import { Trans } from '../../translation';
import { codeBlock } from '../codeBlock';
import { keepingFocus } from '../focus';
import { Hidden, legend } from '../legend';
import { ReportView } from '../reportView';
import { bulleted } from '../table';
import { lookOf, lossChart, maskPicture, tradeoffChart } from './charts';
import { ISparsityHost } from './host';
import { PatternSliders } from './patternSliders';
import { formatsTable, latencyTable, layersTable, recipesTable } from './tables';

/** A report of sparse training: all but training works without a kernel. */
export class SparsityView extends ReportView<ISparsity> {
  private readonly _hidden = new Hidden();

  constructor(
    private readonly _host: ISparsityHost,
    trans: Trans
  ) {
    super(_host, trans, {
      label: trans.__('How sparse training compares'),
      classes: 'jp-Perf-frontier jp-Perf-sparsity',
      open: ['losses']
    });
  }

  protected ended(): string {
    return this.trans.__(
      'This is no longer going on: it ended before anything was known. What was trained by then is kept: run it again to go on.'
    );
  }

  protected shown(result: ISparsity): Child[] {
    const { found } = result;
    return [this.summary(result), ...(found ? this._found(result, found) : [])];
  }

  private _found(result: ISparsity, found: ISparsityFound): Child[] {
    const trans = this.trans;
    const words = [...found.notes, ...found.assumptions];
    return [
      found.recipes.length > 0 && recipesTable(found, trans),
      this._plots(found),
      found.failed.length > 0 && bulleted(found.failed.map(([who, why]) => `${who}: ${why}`)),
      this._whatIf(result, found),
      found.losses.length > 0 &&
        this.section('losses', trans.__('Loss curves, one seed of each'), () =>
          this._losses(found)
        ),
      found.latency.length > 0 &&
        this.section('latency', trans.__('How it serves on this machine'), () =>
          latencyTable(found, trans)
        ),
      (found.layers.length > 0 || found.masks.length > 0) &&
        this.section('layers', trans.__('Layers and masks'), () => this._layers(found)),
      found.formats.length > 0 &&
        this.section('formats', trans.__('Error of number formats on these weights'), () =>
          formatsTable(found, trans)
        ),
      found.skipped.length > 0 &&
        this.section('skipped', trans.__('What stays dense, and why'), () =>
          bulleted(found.skipped)
        ),
      found.exported !== '' &&
        this.section('export', trans.__('The code to export'), () => this._export(result, found)),
      words.length > 0 &&
        this.section('notes', trans.__('Notes, assumptions'), () => bulleted(words)),
      ...this.foot(result, found.footnote, () => this._host.wholeSparsity(result))
    ];
  }

  /** Metric against size, and against how fast it serves. */
  private _plots(found: ISparsityFound): Child {
    const trans = this.trans;
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
        train: options => this.tell(this._host.train(result, options)),
        insert: options => this.tell(this._host.insertCode(result, cell(options)))
      },
      this.trans
    ).node;
  }

  private _losses(found: ISparsityFound): HTMLElement {
    const place = h('div', {});
    const draw = (): void => {
      const names = found.losses.map(({ name }) => name);
      const shown = this._hidden.shown(names);
      const keys = names.map(name => ({ name, label: name, look: lookOf(found, name) }));
      const toggle = (name: string): void => {
        this._hidden.toggle(name);
        draw();
      };
      const chart = lossChart(found, shown, this.trans);
      keepingFocus(place, () =>
        place.replaceChildren(legend(keys, shown, toggle, this.trans), ...(chart ? [chart] : []))
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
          maskPicture(mask, this.trans),
          h('figcaption', { class: 'jp-Perf-soft' }, mask.layer)
        )
      );
    return h('div', {}, found.layers.length > 0 && layersTable(found, this.trans), ...pictures);
  }

  private _export(result: ISparsity, found: ISparsityFound): HTMLElement {
    const code = `import jupyter_perf as jp\n\njp.last("sparsity").export("model.safetensors", ${JSON.stringify(found.exported)})`;
    const acts = this.codeActions(result, this._host);
    const label = this.trans.__('The code to export');
    return h('div', {}, ...codeBlock(code, label, 'export', acts, this.trans));
  }
}
