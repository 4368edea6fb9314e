import type { JupyterFrontEndPlugin } from '@jupyterlab/application';

import { commandsPlugin } from './plugins/commands';
import { kernelsPlugin } from './plugins/kernels';
import { pagesPlugin } from './plugins/pages';
import { panelPlugin } from './plugins/panel';
import { recordsPlugin } from './plugins/records';
import { resultsPlugin } from './plugins/results';
import { runsPlugin } from './plugins/runs';
import { slowPlugin } from './plugins/slow';
import { statusPlugin } from './plugins/status';

const plugins: JupyterFrontEndPlugin<unknown>[] = [
  kernelsPlugin,
  recordsPlugin,
  runsPlugin,
  resultsPlugin,
  commandsPlugin,
  pagesPlugin,
  panelPlugin,
  slowPlugin,
  statusPlugin
];

export default plugins;
