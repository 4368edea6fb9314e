import { expect, test } from 'vitest';

import { mayBeRefined } from '../src/data/magics';

test.each([
  ['%perf doctor', false],
  ['!pip install x\n\n# done', false],
  ['import numpy as np\nfrom pandas import DataFrame', false],
  ['%%bash\nmake', false],
  ['\n%%refine\ntotal = 1', false],
  ['frame.apply?', false],
  ['%load_ext jupyter_perf\nimport numpy as np\nx = np.sort(y)', true],
  ['importance = model.fit(x)', true],
  ['', false]
])('%j is offered to be refined: %s', (text, offered) => {
  expect(mayBeRefined(text)).toBe(offered);
});
