import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { ISignal, Signal } from '@lumino/signaling';

import { list, numberOrNull, record, text, textOrNull } from '../data/fields';
import { IRange, predictedIn } from '../data/ranges';
import { ISpent, readSpent } from '../data/spent';

/** Which runs: what is empty matches all. */
export interface IFilters {
  search: string;
  kind: string;
  notebook: string;
  sort: 'created' | 'ratio' | 'seconds' | 'predicted';
}

/** A run in a list. */
export interface ISummary {
  id: string;
  created: string;
  kind: string;
  /** Below the server's folder; empty where the notebook isn't there. */
  path: string;
  cell: string | null;
  title: string;
  sha256: string;
  outcome: string;
  ratio: number | null;
  interval: [number, number] | null;
  /** Wall seconds that an estimate gives for the whole. */
  predicted: IRange | null;
  /** Wall seconds that the run afterwards took. */
  actual: number | null;
}

export interface IPage {
  total: number;
  runs: ISummary[];
  /** What is wrong with the store, in words; empty where nothing is. */
  note: string;
}

const ROOT = 'jupyter-perf/api';

/** The records, by way of the server: it holds them for all kernels. */
export class Records {
  private readonly _removed = new Signal<this, string[]>(this);

  constructor(private readonly _server: ServerConnection.ISettings) {}

  /** Ids of runs that were deleted from here. */
  get removed(): ISignal<this, string[]> {
    return this._removed;
  }

  /** Runs `offset` and up to `limit` further. Rejects where the server can't answer. */
  async page(filters: IFilters, offset: number, limit: number): Promise<IPage> {
    const query = { ...parameters(filters), limit: String(limit), offset: String(offset) };
    const data = record(await this._get(`runs${URLExt.objectToQueryString(query)}`)) ?? {};
    return {
      total: numberOrNull(data.total) ?? 0,
      runs: list(data.runs).flatMap(readSummary),
      note: text(data.note)
    };
  }

  /** The whole record. Rejects where there is none. */
  async run(id: string): Promise<Record<string, unknown>> {
    return record(await this._get(`runs/${encodeURIComponent(id)}`)) ?? {};
  }

  /** What models cost, by notebook and in all. */
  async spent(): Promise<ISpent> {
    return readSpent(await this._get('spend?limit=0'));
  }

  async remove(id: string): Promise<void> {
    await this._request(`runs/${encodeURIComponent(id)}`, { method: 'DELETE' });
    this._removed.emit([id]);
  }

  /** Where a browser gets the matching runs as a file. */
  exportUrl(format: 'csv' | 'json', filters: IFilters): string {
    const query = URLExt.objectToQueryString({ ...parameters(filters), format });
    const url = URLExt.join(PageConfig.getBaseUrl(), ROOT, 'export');
    return url + query;
  }

  private async _get(path: string): Promise<unknown> {
    return (await this._request(path, {})).json() as Promise<unknown>;
  }

  private async _request(path: string, init: RequestInit): Promise<Response> {
    const url = `${URLExt.join(this._server.baseUrl, ROOT)}/${path}`;
    const response = await ServerConnection.makeRequest(url, init, this._server);
    if (!response.ok) {
      throw await ServerConnection.ResponseError.create(response);
    }
    return response;
  }
}

function parameters(filters: IFilters): Record<string, string> {
  const { search, kind, notebook, sort } = filters;
  const given = { search, kind, notebook, sort, order: 'desc' };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/** The summary in `data`, which may be a whole record; or none. */
export function readSummary(data: unknown): ISummary[] {
  const fields = record(data);
  if (fields === null || typeof fields.id !== 'string') {
    return [];
  }
  const low = numberOrNull(fields.low);
  const high = numberOrNull(fields.high);
  return [
    {
      id: fields.id,
      created: text(fields.created),
      kind: text(fields.kind),
      path: text(fields.path),
      cell: textOrNull(fields.cell),
      title: text(fields.title),
      sha256: text(fields.source_sha256),
      outcome: text(fields.outcome),
      ratio: numberOrNull(fields.ratio),
      interval: low === null || high === null ? null : [low, high],
      predicted: predictedIn(fields),
      actual: numberOrNull(fields.actual)
    }
  ];
}
