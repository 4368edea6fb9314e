import { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';

import { button, h } from '../dom';
import { perfIcon } from '../icon';
import { PANEL_ID } from '../ids';
import type { Kernels } from '../kernel/kernels';
import { Trans } from '../translation';
import { keepingFocus } from '../view/focus';
import { jobsSection, kernelSection } from './kernelSection';
import { RecordsSection } from './recordsSection';
import { SpendSection } from './spendSection';

/** The sidebar: what runs, what was found before, and what the selected kernel has. */
export class PerfPanel extends Widget {
  private readonly _top = h('div', {});
  private readonly _records: RecordsSection;
  private readonly _spend: SpendSection;

  constructor(
    private readonly _kernels: Kernels,
    records: RecordsSection.IOptions,
    private readonly _openDoctor: () => void,
    private readonly _trans: Trans
  ) {
    super();
    this.id = PANEL_ID;
    this.addClass('jp-Perf-panel');
    this.title.icon = perfIcon;
    this.title.caption = _trans.__('Performance: records and running searches');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', _trans.__('Performance'));
    this._records = new RecordsSection(records);
    this._spend = new SpendSection(records);
    this.node.append(this._top, this._spend.node, this._records.node);
    _kernels.added.connect((_, connection) => {
      connection.recorded.connect(() => this._refreshRecords());
      // A kernel answers once its queue is empty: what it recorded until then wasn't told.
      let answered = false;
      connection.changed.connect(() => {
        if (connection.hello !== null && !answered) {
          this._refreshRecords();
        }
        answered = connection.hello !== null;
      });
    });
  }

  /** Another notebook came to the front. */
  changeNotebook(): void {
    this._draw();
    this._refreshRecords();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._watch();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._watch();
  }

  protected override onAfterHide(message: Message): void {
    this._kernels.changed.disconnect(this._draw, this);
    super.onAfterHide(message);
  }

  private _watch(): void {
    if (this.isVisible) {
      this._kernels.changed.connect(this._draw, this);
      this.changeNotebook();
    }
  }

  private _draw(): void {
    const connection = this._kernels.current;
    const doctor = button(this._trans.__('Examine this kernel…'), this._openDoctor, {
      title: this._trans.__('What %perf doctor says: what is missing, and how to get it'),
      'data-focus': 'doctor'
    });
    const parts = [
      jobsSection(connection, this._trans),
      kernelSection(connection, this._trans),
      doctor
    ];
    keepingFocus(this._top, () =>
      this._top.replaceChildren(...parts.filter(part => part !== null))
    );
  }

  private _refreshRecords(): void {
    // What nobody sees isn't asked for: it is when the panel is shown.
    if (this.isVisible) {
      this._records.refreshSoon();
      void this._spend.refresh();
    }
  }
}
