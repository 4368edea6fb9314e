import { IRace, racesOf } from '../data/races';
import { IResult, readResult } from '../data/result';
import { estimateData } from './estimateRecord';
import { frontierData } from './frontierRecord';
import { resultData } from './fromRecord';
import { foundIn } from './saved';
import { sparsityData } from './sparsityRecord';

/** A result as its record has it: nothing is left out, and every timing is there. */
export interface IWhole {
  result: IResult;
  races: IRace[];
  /** Likely secrets were taken out of its texts: they aren't what ran. */
  masked: boolean;
}

/** What the record of a refinement holds, or null where it is no refinement. */
export function wholeOf(run: Record<string, unknown>): IWhole | null {
  const result = run.kind === 'refinement' ? readResult(resultData(run)) : null;
  return result && { result, races: racesOf(foundIn(run)), masked: run.masked === true };
}

/** What a record holds in the form of a saved result; null where nothing here shows its kind. */
export function shownData(run: Record<string, unknown>): Record<string, unknown> | null {
  switch (run.kind) {
    case 'refinement':
      return resultData(run);
    case 'estimate':
    case 'comparison':
      return estimateData(run);
    case 'frontier':
      return frontierData(run);
    case 'sparsity':
      return sparsityData(run);
    default:
      return null;
  }
}
