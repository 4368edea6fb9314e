import type { Magic } from '../data/magics';
import type { Connection } from '../kernel/connection';
import { Trans } from '../translation';
import { notLoaded } from './loading';

/** What a magic is called where it is offered. */
export interface IWords {
  label: string;
  caption: string;
}

export function wordsOf(magic: Magic, trans: Trans): IWords {
  const said: Record<Magic, IWords> = {
    refine: {
      label: trans.__('Refine This Cell'),
      caption: trans.__('Search for a faster version of this cell; the cell stays as it is')
    },
    estimate: {
      label: trans.__('Estimate This Cell'),
      caption: trans.__('Predict what this cell will cost, before it runs in full')
    },
    sparsify: {
      label: trans.__('Sparsify This Cell'),
      caption: trans.__(
        'Train the model of this cell smaller, and compare; the cell stays as it is'
      )
    }
  };
  return said[magic];
}

/** Why `magic` can't be asked for with this cell and kernel, and what to do; empty where it can. */
export function whyNot(
  magic: Magic,
  connection: Connection | null,
  hasCode: boolean,
  trans: Trans
): string {
  if (!hasCode) {
    return trans.__('Select a cell of code first.');
  }
  if (connection === null) {
    return trans.__('Start a kernel for this notebook first.');
  }
  if (connection.state === 'other language') {
    return trans.__('jupyter-perf is for Python.');
  }
  if (connection.hello === null) {
    // Refine came first: whoever presses it is asked whether to load the package.
    return magic === 'refine' ? '' : notLoaded(trans);
  }
  return connection.offers(magic) ? '' : tooOld(magic, connection.hello.version, trans);
}

function tooOld(magic: Magic, version: string, trans: Trans): string {
  return trans.__('jupyter-perf %1 in this kernel has no %2. A later one may: %3', version, magic, '%pip install --upgrade jupyter-perf'); // prettier-ignore
}
