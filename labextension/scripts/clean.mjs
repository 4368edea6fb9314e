import { rmSync } from 'node:fs';

for (const made of ['../lib', '../../jupyter_perf/labextension']) {
  rmSync(new URL(made, import.meta.url), { recursive: true, force: true });
}
