import { readRecord } from '../data/comparison';
import { Records } from '../records/api';
import { whyNoRecord } from '../records/reasons';
import { Trans } from '../translation';
import { CompareView, Side } from '../view/compareView';
import { Page } from './page';

/** Two recorded runs side by side; one that is deleted meanwhile says so. */
export class ComparePage extends Page {
  private readonly _view: CompareView;

  constructor(
    id: string,
    readonly runs: [string, string],
    private readonly _records: Records,
    trans: Trans
  ) {
    super(id, trans.__('Compare two runs'), trans);
    this._view = new CompareView(trans);
    _records.removed.connect(this._onRemoved, this);
  }

  override dispose(): void {
    this._records.removed.disconnect(this._onRemoved, this);
    super.dispose();
  }

  protected async load(): Promise<Node> {
    const [one, other] = await Promise.all(this.runs.map(run => this._side(run)));
    this._view.update(one, other);
    return this._view.node;
  }

  private async _side(run: string): Promise<Side> {
    try {
      return readRecord(await this._records.run(run));
    } catch (error) {
      return { id: run, gone: whyNoRecord(error, this.trans) };
    }
  }

  private _onRemoved(_: unknown, runs: string[]): void {
    if (this.runs.some(run => runs.includes(run))) {
      void this.reload();
    }
  }
}
