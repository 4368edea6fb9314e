import { ServerConnection } from '@jupyterlab/services';

import { Trans } from '../translation';

/** Why the server had no answer, and what that means to the user. */
export function whyNoRecord(error: unknown, trans: Trans): string {
  if (error instanceof ServerConnection.ResponseError && error.response.status === 404) {
    // Where our extension answers, it does so in JSON.
    return error.response.headers.get('content-type')?.includes('json')
      ? trans.__('The record of this run was deleted.')
      : trans.__('The Jupyter server has no jupyter-perf: install it there to see records.');
  }
  if (error instanceof ServerConnection.NetworkError) {
    return trans.__('The Jupyter server can’t be reached.');
  }
  return error instanceof Error ? error.message : String(error);
}
