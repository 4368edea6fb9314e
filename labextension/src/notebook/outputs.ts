import type { Cell, ICodeCellModel } from '@jupyterlab/cells';

import { IResult, MIME_TYPE, readResult } from '../data/result';

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
