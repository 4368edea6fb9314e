/** Names that others see: in settings, shortcuts, menus and the layout that is restored. */

export const PLUGIN_ID = 'jupyter-perf:plugin';
export const PANEL_ID = 'jupyter-perf-panel';

export namespace CommandIDs {
  export const refine = 'jupyter-perf:refine-cell';
  export const estimate = 'jupyter-perf:estimate-cell';
  export const sparsify = 'jupyter-perf:sparsify-cell';
  export const refineWith = 'jupyter-perf:refine-cell-with';
  export const slowest = 'jupyter-perf:refine-slowest';
  export const stop = 'jupyter-perf:stop';
  export const apply = 'jupyter-perf:apply';
  export const revert = 'jupyter-perf:revert';
  export const clear = 'jupyter-perf:clear';
  export const openPanel = 'jupyter-perf:open-panel';
  export const openRun = 'jupyter-perf:open-run';
  export const compare = 'jupyter-perf:compare-runs';
  export const doctor = 'jupyter-perf:doctor';
}
