// The version is written once, in the Python package; what is built here carries the same.
import { readFileSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const built = new URL('../../jupyter_perf/labextension/package.json', here);
const written = readFileSync(new URL('../../jupyter_perf/_version.py', here), 'utf8');
const version = /__version__ = "([^"]+)"/.exec(written)?.[1];
if (version === undefined) {
  throw new Error('jupyter_perf/_version.py holds no __version__ = "…"');
}
const data = JSON.parse(readFileSync(built, 'utf8'));
data.version = semantic(version);
writeFileSync(built, `${JSON.stringify(data, null, 2)}\n`);

/** `0.1.0.dev0`, `0.1.0rc1` as npm writes them: `0.1.0-dev0`, `0.1.0-rc1`. */
function semantic(python) {
  return python.replace(/^(\d+\.\d+\.\d+)\.?([a-z].*)$/, '$1-$2');
}
