import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { IDisposable } from '@lumino/disposable';

import { readBlocks } from '../data/blocks';
import { readRecord } from '../data/comparison';
import { moment } from '../data/format';
import { readServing } from '../data/serving';
import { h } from '../dom';
import { follow } from '../notebook/following';
import { NotebookHost } from '../notebook/host';
import { placeOf } from '../notebook/places';
import { ISummary, readSummary } from '../records/api';
import { whyNoRecord } from '../records/reasons';
import { shownData } from '../records/whole';
import { AnyView } from '../view/anyView';
import { blocksView } from '../view/blocksView';
import { findingsList } from '../view/doctorView';
import { servingView } from '../view/servingView';
import { Page } from './page';

type Host = Omit<NotebookHost.IOptions, 'node' | 'panel'>;

/** A recorded run, as its result was shown then. */
export class RunPage extends Page {
  private _following: IDisposable | null = null;

  constructor(
    id: string,
    readonly run: string,
    title: string,
    private readonly _host: Host & { tracker: INotebookTracker }
  ) {
    super(id, title, _host.trans);
    _host.records?.removed.connect(this._onRemoved, this);
  }

  override dispose(): void {
    this._following?.dispose();
    this._host.records?.removed.disconnect(this._onRemoved, this);
    super.dispose();
  }

  protected async load(): Promise<Node> {
    const { records } = this._host;
    let run: Record<string, unknown>;
    try {
      run = (await records?.run(this.run)) ?? {};
    } catch (error) {
      throw new Error(whyNoRecord(error, this.trans));
    }
    const [summary] = readSummary(run);
    this.title.label = summary?.title || this.title.label;
    const blocks = readBlocks(run);
    if (blocks !== null) {
      return blocksView(blocks, this.trans);
    }
    const serving = readServing(run);
    if (serving !== null) {
      return servingView(serving, this.trans);
    }
    const data = shownData(run);
    const shown = data && summary && this._result(summary, data);
    return shown ?? this._plain(run);
  }

  /** The result as it was shown then; null where it can't be shown. */
  private _result(summary: ISummary, data: Record<string, unknown>): Node | null {
    const host = new NotebookHost(this._options(summary));
    const view = new AnyView(host, this.trans);
    if (!view.update(data)) {
      return null;
    }
    this._following?.dispose();
    const look = (): void => view.refreshIfStale();
    this._following = follow(host.panel()?.content.model ?? null, this._host.kernels, look);
    return view.node;
  }

  private _options(run: ISummary): NotebookHost.IOptions {
    // The notebook may be opened or closed at any time: it is looked for when it is needed.
    const panel = (): NotebookPanel | null => placeOf(this._host.tracker, run).panel;
    return { ...this._host, node: this.node, panel };
  }

  /** A run of another kind: what every record says. */
  private _plain(run: Record<string, unknown>): Node {
    const { outcome, created, path, options, versions, source } = readRecord(run);
    const facts: [string, string][] = [
      [this.trans.__('outcome'), outcome],
      [this.trans.__('made'), moment(created)],
      [this.trans.__('notebook'), path],
      ...options,
      ...versions
    ];
    return h('div', {}, findingsList(facts, this.trans), h('pre', {}, source));
  }

  private _onRemoved(_: unknown, runs: string[]): void {
    if (runs.includes(this.run)) {
      void this.reload();
    }
  }
}
