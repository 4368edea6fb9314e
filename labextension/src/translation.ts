import type { TranslationBundle } from '@jupyterlab/translation';

/** What views need of a translation bundle. */
export type Trans = Pick<TranslationBundle, '__' | '_n'>;

/** The name under which language packs know this extension. */
export const DOMAIN = 'jupyter_perf';
