import type { Cell, ICodeCellModel } from '@jupyterlab/cells';

import { MIME_TYPE } from '../data/envelope';
import { IResult, readResult } from '../data/result';

/** The latest result among the outputs of `cell`. */
export function resultOf(cell: Cell): IResult | null {
  const outputs = outputsOf(cell);
  for (let at = (outputs?.length ?? 0) - 1; at >= 0; at--) {
    const result = readResult(outputs?.get(at).data[MIME_TYPE]);
    if (result !== null) {
      return result;
    }
  }
  return null;
}

/** Whether a result of ours, of whatever kind, is among the outputs of `cell`. */
export function hasResult(cell: Cell): boolean {
  const outputs = outputsOf(cell);
  return (outputs?.toJSON() ?? []).some((_, at) => outputs?.get(at).data[MIME_TYPE] !== undefined);
}

/** Take our results out of the outputs of `cell`; the others stay. */
export function clearResults(cell: Cell): void {
  const outputs = outputsOf(cell);
  if (outputs === null) {
    return;
  }
  const others = outputs.toJSON().filter((_, at) => outputs.get(at).data[MIME_TYPE] === undefined);
  if (others.length < outputs.length) {
    outputs.fromJSON(others);
  }
}

function outputsOf(cell: Cell): ICodeCellModel['outputs'] | null {
  return cell.model.type === 'code' ? (cell.model as ICodeCellModel).outputs : null;
}
