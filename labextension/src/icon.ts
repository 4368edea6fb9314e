import { LabIcon } from '@jupyterlab/ui-components';

/** A gauge whose needle points to fast. */
const GAUGE = drawn(`
  <path d="M12 4a10 10 0 0 0-8.7 15h17.4A10 10 0 0 0 12 4zm7.5 13h-15A8 8 0 1 1 19.5 17z"/>
  <path d="M10.6 15.4a2 2 0 0 0 2.8 0l5-7.8-7.8 5a2 2 0 0 0 0 2.8z"/>`);

/** A clock with a question mark's dot: how long will it take? */
const CLOCK = drawn(`
  <path d="M12 3a9 9 0 1 0 9 9h-2a7 7 0 1 1-7-7z"/>
  <path d="M11 7h2v4.6l3.2 1.9-1 1.7L11 12.7z"/>
  <path d="M15 3h2v2h-2zm3 2h2v2h-2zm1 4h2v2h-2z"/>`);

/** A grid from which squares are gone. */
const GRID = drawn(`
  <path d="M4 4h5v5H4zm6 6h5v5h-5zm6-6h4v5h-4zM4 16h5v4H4zm12 0h4v4h-4z"/>
  <path d="M11 5h3v3h-3zm-6 6h3v3H5zm12 0h2v3h-2zm-6 6h3v2h-3z" opacity=".25"/>`);

export const perfIcon = new LabIcon({ name: 'jupyter-perf:icon', svgstr: GAUGE });
export const estimateIcon = new LabIcon({ name: 'jupyter-perf:estimate', svgstr: CLOCK });
export const sparsifyIcon = new LabIcon({ name: 'jupyter-perf:sparsify', svgstr: GRID });

function drawn(paths: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">${paths}</g>
</svg>`;
}
