import { ISparsityFound } from '../../data/sparsity';
import { h } from '../../dom';
import { Trans } from '../../translation';
import { andMore, table } from '../table';

/** What each recipe came to. */
export function recipesTable(found: ISparsityFound, trans: Trans): HTMLElement {
  const heads = [
    trans.__('Recipe'),
    found.metric || trans.__('Metric'),
    trans.__('To dense'),
    trans.__('Test'),
    trans.__('Kept'),
    trans.__('Size, packed'),
    trans.__('Serves'),
    trans.__('A step')
  ];
  const rows = found.recipes.map(row => [
    `\`${row.name}\`${row.state === 'best' ? ` ${trans.__('(best)')}` : ''}`,
    row.metric || (row.state === 'failed' ? trans.__('nothing') : ''),
    row.difference,
    row.test,
    row.kept,
    row.size,
    row.served,
    row.step
  ]);
  const chosen = (at: number): string | false =>
    found.recipes[at].state === 'best' && 'jp-Perf-chosen';
  const more = found.recipesCount - rows.length;
  return h('div', {}, table(trans.__('Recipes'), heads, rows, chosen), andMore(more, trans));
}

export function latencyTable(found: ISparsityFound, trans: Trans): HTMLElement {
  const heads = [
    trans.__('Recipe'),
    trans.__('Served as'),
    trans.__('Batch'),
    trans.__('One pass'),
    trans.__('Against dense')
  ];
  return table(trans.__('How it serves on this machine'), heads, found.latency);
}

export function formatsTable(found: ISparsityFound, trans: Trans): HTMLElement {
  const heads = [
    trans.__('Layer'),
    trans.__('Format'),
    trans.__('Relative error'),
    trans.__('Bits a weight')
  ];
  return table(trans.__('Number formats'), heads, found.formats);
}

export function layersTable(found: ISparsityFound, trans: Trans): HTMLElement {
  const heads = [trans.__('Layer'), trans.__('Shape'), trans.__('Kind'), trans.__('Kept')];
  return table(trans.__('Layers'), heads, found.layers);
}
