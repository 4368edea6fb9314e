import { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';

import { h } from '../dom';
import { perfIcon } from '../icon';
import { Trans } from '../translation';

/** A document of ours. What `load` gives is shown, until it is asked to `reload`. */
export abstract class Page extends Widget {
  private readonly _place = h('div', {});
  private _asked = 0;

  constructor(
    id: string,
    label: string,
    protected readonly trans: Trans
  ) {
    super();
    this.id = id;
    this.addClass('jp-Perf-run');
    this.title.label = label;
    this.title.icon = perfIcon;
    this.title.closable = true;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', label);
    this.node.append(this._place);
  }

  /** Ask again; what an earlier question is answered after that is dropped. */
  async reload(): Promise<void> {
    const asked = ++this._asked;
    if (this._place.childElementCount === 0) {
      this._place.replaceChildren(this.soft(this.trans.__('Loading…')));
    }
    let shown: Node;
    try {
      shown = await this.load();
    } catch (error) {
      shown = this.soft(error instanceof Error ? error.message : String(error));
    }
    if (asked === this._asked && !this.isDisposed) {
      this._place.replaceChildren(shown);
    }
  }

  /** What is to be seen. Rejects with an error that tells the user why not. */
  protected abstract load(): Promise<Node>;

  protected soft(text: string): HTMLElement {
    return h('p', { class: 'jp-Perf-soft', role: 'status' }, text);
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this._asked === 0) {
      void this.reload();
    }
  }
}
