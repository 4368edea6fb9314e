import { fieldsOf } from '../data/envelope';
import { readEstimates } from '../data/estimateReading';
import { readFrontier } from '../data/frontier';
import { readResult } from '../data/result';
import { readServing } from '../data/serving';
import { readSparsity } from '../data/sparsity';
import { h } from '../dom';
import { Trans } from '../translation';
import { EstimateView } from './estimates/estimateView';
import { IEstimateHost } from './estimates/host';
import { FrontierView } from './frontiers/frontierView';
import { IFrontierHost } from './frontiers/host';
import { IResultHost } from './host';
import { ResultView } from './resultView';
import { ServingView } from './servingView';
import { ISparsityHost } from './sparsity/host';
import { SparsityView } from './sparsity/sparsityView';

type View = ResultView | EstimateView | FrontierView | SparsityView | ServingView;

/** A result of any kind that this version knows, in an element of its own. */
export class AnyView {
  readonly node = h('div', {});
  private _shown: View | null = null;

  constructor(
    private readonly _host: IResultHost & IEstimateHost & IFrontierHost & ISparsityHost,
    private readonly _trans: Trans
  ) {}

  /** Show what is in `data`; false where it is nothing that is known here. */
  update(data: unknown): boolean {
    const refinement = readResult(data);
    if (refinement !== null) {
      this._as(ResultView, () => new ResultView(this._host, this._trans)).update(refinement);
      return true;
    }
    const estimates = readEstimates(data);
    if (estimates !== null) {
      this._as(EstimateView, () => new EstimateView(this._host, this._trans)).update(estimates);
      return true;
    }
    const frontier = readFrontier(data);
    if (frontier !== null) {
      this._as(FrontierView, () => new FrontierView(this._host, this._trans)).update(frontier);
      return true;
    }
    const serving = readServing(fieldsOf(data, ['serving']));
    if (serving !== null) {
      this._as(ServingView, () => new ServingView(this._trans)).update(serving);
      return true;
    }
    const sparsity = readSparsity(data);
    if (sparsity !== null) {
      this._as(SparsityView, () => new SparsityView(this._host, this._trans)).update(sparsity);
    }
    return sparsity !== null;
  }

  /** Draw again what is there. */
  refresh(): void {
    this._shown?.refresh();
  }

  /** Draw again only where what can be done with it has changed. */
  refreshIfStale(): void {
    this._shown?.refreshIfStale();
  }

  /** What is shown, where it is of that kind, so that what a user opened stays open. */
  private _as<T extends View>(kind: abstract new (...given: never[]) => T, make: () => T): T {
    if (this._shown instanceof kind) {
      return this._shown;
    }
    const view = make();
    this._shown = view;
    this.node.replaceChildren(view.node);
    return view;
  }
}
