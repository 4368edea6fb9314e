// @vitest-environment jsdom
import './fakes/lab';

import type { INotebookTracker } from '@jupyterlab/notebook';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';

import { isStale } from '../src/notebook/places';
import { ISummary } from '../src/records/api';

const BODY = 'model = train()\nacc = score(model)';
const ASKED = 'model batch --target t4';

function stale(text: string, kind: string, source: string): Promise<boolean> {
  const cell = { model: { id: 'c1', sharedModel: { getSource: () => text } } };
  const panel = { content: { widgets: [cell] }, context: { localPath: 'a.ipynb' } };
  const tracker = {
    find: (test: (open: typeof panel) => boolean) => [panel].find(test)
  } as unknown as INotebookTracker;
  const sha256 = createHash('sha256').update(source).digest('hex');
  return isStale(tracker, { path: 'a.ipynb', cell: 'c1', kind, sha256 } as ISummary);
}

test.each([
  ['refinement', `%%refine\n${BODY}`, BODY],
  ['refinement', BODY, `${BODY}\n`],
  ['estimate', `%%estimate --run\n${BODY}\n`, BODY],
  ['comparison', `\n%%estimate --target l4,h100\n${BODY}`, BODY],
  ['sparsity', `%%sparsify --compare step --pattern 2:4\n${BODY}`, BODY],
  ['frontier', `%papaya ${ASKED}`, ASKED],
  ['frontier', `model = make()\n  %papaya  ${ASKED} \n%papaya other batch`, ASKED],
  ['estimate', '%estimate sort(rows)', 'sort(rows)'] // can't be told
])(
  'a cell that is as it was when a run was recorded isn’t called changed: %s %j',
  async (...one) => {
    const [kind, text, source] = one;
    expect(await stale(text, kind, source)).toBe(false);
  }
);

test.each([
  ['refinement', '%%refine\nother()', BODY],
  ['estimate', '%%estimate\nother()', BODY],
  ['sparsity', '%%sparsify\nother()', BODY],
  ['frontier', `%papaya ${ASKED},a100`, ASKED]
])('a cell with another text is: %s %j', async (kind, text, source) => {
  expect(await stale(text, kind, source)).toBe(true);
});
