import type { JupyterFrontEndPlugin } from '@jupyterlab/application';

import { kernelsPlugin } from './plugins/kernels';
import { resultsPlugin } from './plugins/results';

const plugins: JupyterFrontEndPlugin<unknown>[] = [kernelsPlugin, resultsPlugin];

export default plugins;
