import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

import { Records } from '../records/api';
import { IRecords } from '../tokens';

/** Asks the server for records; where it lacks the package, each question says so. */
export const recordsPlugin: JupyterFrontEndPlugin<IRecords> = {
  id: 'jupyter-perf:records',
  description: 'Reads and deletes the records of runs',
  autoStart: true,
  provides: IRecords,
  activate: (app: JupyterFrontEnd) => new Records(app.serviceManager.serverSettings)
};
