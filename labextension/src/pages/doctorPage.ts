import { Clipboard } from '@jupyterlab/apputils';
import { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';

import { h } from '../dom';
import { perfIcon } from '../icon';
import type { Connection } from '../kernel/connection';
import type { Kernels } from '../kernel/kernels';
import { withoutHello } from '../panel/kernelSection';
import { Trans } from '../translation';
import { doctorView } from '../view/doctorView';
import { keepingFocus } from '../view/focus';

/** The doctor's report on the selected kernel; it follows the selection. */
export class DoctorPage extends Widget {
  private readonly _body = h('div', {});
  // A live region speaks only what changes in it, so it outlives what is drawn anew.
  private readonly _said = h('p', { role: 'status' });

  constructor(
    id: string,
    private readonly _options: DoctorPage.IOptions
  ) {
    super();
    const label = _options.trans.__('Performance: doctor');
    this.id = id;
    this.addClass('jp-Perf-run');
    this.title.label = label;
    this.title.icon = perfIcon;
    this.title.closable = true;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', label);
    this.node.append(this._body, this._said);
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
    this._options.kernels.changed.disconnect(this._look, this);
    super.onAfterHide(message);
  }

  override dispose(): void {
    this._options.kernels.changed.disconnect(this._look, this);
    super.dispose();
  }

  private _watch(): void {
    // A kernel that nobody looks at isn't examined.
    if (this.isVisible) {
      this._options.kernels.changed.connect(this._look, this);
      this._look();
    }
  }

  /** Draw, and ask a kernel that wasn't asked before. */
  private _look(): void {
    const { current } = this._options.kernels;
    if (current?.state === 'connected' && current.doctor === null && !current.examining) {
      current.askDoctor(); // which is news: this is called again
      return;
    }
    this._draw(current);
  }

  private _draw(connection: Connection | null): void {
    const { trans, subject, load } = this._options;
    const isConnected = connection?.state === 'connected';
    const state = {
      subject: connection === null ? '' : subject(),
      findings: connection?.doctor ?? null,
      examining: connection?.examining ?? false,
      obstacle: isConnected ? '' : withoutHello(connection, trans)
    };
    const actions = {
      examine: () => connection?.askDoctor(),
      copy: (text: string) => {
        Clipboard.copyToSystem(text);
        this._said.textContent = trans.__('Copied.');
      },
      load: connection?.state === 'absent' ? load : null
    };
    this._said.textContent = '';
    keepingFocus(this._body, () => this._body.replaceChildren(doctorView(state, actions, trans)));
  }
}

export namespace DoctorPage {
  export interface IOptions {
    kernels: Pick<Kernels, 'current' | 'changed'>;
    trans: Trans;
    /** The notebook in front, by name. */
    subject: () => string;
    /** Loads the package into its kernel, if the user agrees. */
    load: () => void;
  }
}
