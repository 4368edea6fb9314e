import { IEnvelope } from '../../data/envelope';
import { IEstimates } from '../../data/estimate';
import { IReportHost } from '../reportView';

/** What a user can do with an estimate where it is shown. */
export interface IEstimateHost extends IReportHost {
  /** Whether the cell is at hand, so that its lines can be shown. */
  hasCell(result: IEnvelope): boolean;
  /** Selects a line of the cell's own text, from 1; what stood in the way, or an empty text. */
  goTo(result: IEnvelope, line: number): Promise<string>;
  /** All of it, as its record has it. Rejects with an error that tells the user why not. */
  wholeEstimates(result: IEnvelope): Promise<IEstimates>;
}
