// @vitest-environment jsdom
import './fakes/lab';

import { ServerConnection } from '@jupyterlab/services';
import { beforeEach, expect, test, vi } from 'vitest';

import { IResultHost } from '../src/view/host';
import { recordedCode, wholeRecord } from '../src/notebook/recorded';
import type { Records } from '../src/records/api';
import { wholeOf } from '../src/records/whole';
import { ResultView } from '../src/view/resultView';
import { CODE, result, trans, verdict } from './examples';
import { recordOf } from './records';

vi.mock('@jupyterlab/services', () => {
  class ResponseError extends Error {
    constructor(
      readonly response: Response,
      message: string
    ) {
      super(message);
    }
  }
  return { ServerConnection: { ResponseError, NetworkError: class extends TypeError {} } };
});

const run = vi.fn<Records['run']>();
const records = { run } as unknown as Records;
const long = result({ result: { code: null, best: verdict(), verdicts: [verdict()] } });

beforeEach(() => {
  run.mockReset().mockResolvedValue(recordOf());
});

function answered(status: number, type: string): Error {
  const response = { status, headers: new Headers({ 'content-type': type }) } as Response;
  return new ServerConnection.ResponseError(response, 'what the server said');
}

test('code that was too long for the notebook comes from the record', async () => {
  expect(await recordedCode(records, long, trans)).toBe(CODE);
});

test.each([
  ['another text', { source_sha256: 'ff' }, {}, 'another text'],
  ['secrets were masked', { masked: true }, {}, 'secrets'],
  ['nothing was faster', {}, { best: null }, 'its record is gone'],
  ['another kind', { kind: 'estimate' }, {}, 'another version']
])('it is refused where %s', async (_, more, found, said) => {
  run.mockResolvedValue(recordOf(more, found));
  await expect(recordedCode(records, long, trans)).rejects.toThrow(said);
});

test.each([
  ['it was deleted', answered(404, 'application/json'), 'was deleted'],
  ['the server lacks the extension', answered(404, 'text/html'), 'install it there'],
  ['a policy forbids it', answered(403, 'application/json'), 'what the server said']
])('where %s, one line says so', async (_, error, said) => {
  run.mockRejectedValue(error);
  await expect(wholeRecord(records, long, trans)).rejects.toThrow(said);
});

test('a run without a record asks nobody', async () => {
  await expect(wholeRecord(records, result({ run: null }), trans)).rejects.toThrow(
    'history was off'
  );
  expect(run).not.toHaveBeenCalled();
});

const perform = vi.fn<IResultHost['perform']>();
let applied: string | null = null;

function view(): ResultView {
  const made = new ResultView(
    {
      isLive: () => false,
      isApplied: (_, code) => code === applied,
      perform,
      whole: shown => wholeRecord(records, shown, trans)
    },
    trans
  );
  document.body.replaceChildren(made.node);
  return made;
}

function open(node: HTMLElement, title: string): HTMLElement {
  const summary = Array.from(node.querySelectorAll('summary')).find(
    each => each.textContent === title
  );
  const section = summary?.parentElement as HTMLDetailsElement;
  section.open = true;
  section.dispatchEvent(new Event('toggle'));
  return section;
}

test('raw timings are asked for once, drawn, and copied as a table', async () => {
  const shown = view();
  shown.update(result());
  expect(run).not.toHaveBeenCalled();
  const section = open(shown.node, 'Raw timings');
  expect(section.textContent).toContain('Loading…');
  await vi.waitFor(() => expect(section.querySelectorAll('svg')).toHaveLength(2));
  const [picture] = Array.from(section.querySelectorAll('svg'));
  expect(picture.getAttribute('aria-label')).toBe('sum-loop, each run: 3 pairs of runs');
  expect(picture.querySelectorAll('circle')).toHaveLength(6);
  expect(picture.querySelectorAll('.jp-Perf-pair')).toHaveLength(3);

  shown.refresh();
  expect(shown.node.querySelectorAll('.jp-Perf-race')).toHaveLength(2);
  expect(run).toHaveBeenCalledTimes(1);

  perform.mockResolvedValue({ said: 'Copied.' });
  shown.node.querySelector<HTMLElement>('[data-focus="copy sum-loop, each run"]')?.click();
  expect(perform.mock.lastCall?.[2]).toContain('1\t1.5\t0.15\t10');
});

test('raw timings that are nowhere are one line', async () => {
  const shown = view();
  shown.update(result({ run: null }));
  const section = open(shown.node, 'Raw timings');
  await vi.waitFor(() => expect(section.textContent).toContain('There is no record of this run'));
});

test('a search that goes on has no raw timings yet', () => {
  const shown = view();
  shown.update(result({ state: 'running' }));
  expect(shown.node.textContent).not.toContain('Raw timings');
});

test('code that was left out is offered, shown, applied and reverted', async () => {
  const shown = view();
  shown.update(long);
  const labels = (): (string | null)[] =>
    Array.from(shown.node.querySelectorAll('.jp-Perf-buttons button'), each => each.textContent);
  expect(labels()).toEqual(['Apply', 'Copy', 'Insert below', 'Try again with…']);

  const section = open(shown.node, 'Show the difference');
  await vi.waitFor(() => expect(section.querySelector('ins')?.textContent).toContain(CODE));

  perform.mockImplementation((action, _, code) => {
    expect([action, code]).toEqual(['apply', null]);
    applied = CODE;
    return Promise.resolve({ said: 'Applied.', code: CODE });
  });
  shown.node.querySelector<HTMLElement>('[data-action=apply]')?.click();
  await vi.waitFor(() => expect(labels()).toContain('Revert'));
  expect(labels()).not.toContain('Apply');
});

test('a record of a version with other data has no whole', () => {
  expect(wholeOf({ kind: 'sparsity' })).toBeNull();
});
