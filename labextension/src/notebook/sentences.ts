import { Reason } from '../data/replacing';
import { Trans } from '../translation';

/**
 * Why something wasn't done, and what to do instead.
 * Two percent signs are filled in: in a text that is translated they would become one.
 */
export function sentence(why: Reason, trans: Trans): string {
  const said: Record<Reason, string> = {
    'no notebook': trans.__('No notebook is open here: copy the rewrite instead.'),
    'no code': trans.__('The code was too long to be saved here, and its record is gone.'),
    'no original': trans.__(
      'The original text was too long to be saved here, and its record is gone: use Undo.'
    ),
    'notebook is read-only': trans.__('This notebook is read-only: copy the rewrite instead.'),
    'cell is gone': trans.__('The cell was deleted: insert the rewrite below, or copy it.'),
    'cell is read-only': trans.__('The cell is read-only: insert the rewrite below instead.'),
    'cell is running': trans.__('The cell is running: try again when it has ended.'),
    'other magics': trans.__(
      'The cell has another magic (like %1), which would be lost: remove it first, or insert the rewrite below.',
      '%%time'
    ),
    'text changed': trans.__('The text of the cell was changed since, so it was left as it is.'),
    'already applied': trans.__('The cell holds this text already.'),
    'not applied': trans.__('The cell holds its original text.')
  };
  return said[why];
}
