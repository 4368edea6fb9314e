import { LabIcon } from '@jupyterlab/ui-components';

/** A gauge whose needle points to fast. */
const GAUGE = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">
    <path d="M12 4a10 10 0 0 0-8.7 15h17.4A10 10 0 0 0 12 4zm7.5 13h-15A8 8 0 1 1 19.5 17z"/>
    <path d="M10.6 15.4a2 2 0 0 0 2.8 0l5-7.8-7.8 5a2 2 0 0 0 0 2.8z"/>
  </g>
</svg>`;

export const perfIcon = new LabIcon({ name: 'jupyter-perf:icon', svgstr: GAUGE });
