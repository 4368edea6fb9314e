import { IFound } from '../data/result';
import { IVerdict } from '../data/verdict';

/** Which rewrite of a result is shown in full: the best, until a user chooses another. */
export class Chosen {
  private _key: string | null = null;

  choose(verdict: IVerdict): void {
    this._key = keyOf(verdict);
  }

  in(found: IFound | null): IVerdict | null {
    if (found === null) {
      return null;
    }
    const chosen = found.verdicts.find(verdict => keyOf(verdict) === this._key);
    // Of the best there is more in its own place than in the list.
    return chosen === undefined || chosen.isBest ? found.best : chosen;
  }
}

/** Tells the row of the rewrite that is shown in full. */
export function isShown(found: IFound, shown: IVerdict | null): (row: IVerdict) => boolean {
  return row => (shown === found.best ? row.isBest : row === shown);
}

/** The text of `verdict`, as far as the result holds it: the best's stands beside it. */
export function codeOf(found: IFound | null, verdict: IVerdict | null): string | null {
  const isBest = verdict !== null && verdict === found?.best;
  return verdict?.code ?? (isBest ? (found?.code ?? null) : null);
}

/** The same rewrite in the next update, wherever it stands then. */
function keyOf(verdict: IVerdict): string {
  return JSON.stringify([verdict.steps, verdict.code]);
}
