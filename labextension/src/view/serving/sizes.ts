import { share, short } from '../../data/format';
import { ISizes } from '../../data/serving';
import { Trans } from '../../translation';
import { heatTable } from './heatTable';

/** Shares of requests by tokens of prompt and answer; null where nobody knows. */
export function sizesGrid({ inputs, outputs, shares }: ISizes, trans: Trans): HTMLElement | null {
  const rows = used(shares.map(row => row.reduce((whole, each) => whole + each, 0)));
  const columns = used(
    outputs.map((_, at) => shares.reduce((sum, row) => sum + (row[at] ?? 0), 0))
  );
  if (rows.length === 0 || rows.length > inputs.length) {
    return null;
  }
  const most = Math.max(...shares.flat());
  return heatTable({
    corner: trans.__('prompt \\ answer, tokens up to'),
    columns: columns.map(at => short(outputs[at])),
    rows: rows.map(at => short(inputs[at])),
    cells: rows.map(row => columns.map(at => (shares[row][at] > 0 ? share(shares[row][at]) : ''))),
    strength: rows.map(row => columns.map(at => (shares[row][at] ?? 0) / most)),
    marked: null,
    label: trans.__('Shares of requests by size')
  });
}

/** Places from the first to the last with any requests. */
function used(sums: readonly number[]): number[] {
  const some = sums.flatMap((sum, at) => (sum > 0 ? [at] : []));
  return sums.map((_, at) => at).filter(at => at >= some[0] && at <= some[some.length - 1]);
}
