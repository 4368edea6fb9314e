import { IEnvelope } from '../../data/envelope';
import { IFrontier } from '../../data/frontier';
import { IReportHost } from '../reportView';

/** What a user can do with a frontier where it is shown. */
export interface IFrontierHost extends IReportHost {
  /** Puts code into a cell of its own below the result's; what came of that, in words. */
  insertCode(result: IEnvelope, code: string): Promise<string>;
  copyCode(code: string): Promise<string>;
  /** All of it, as its record has it. Rejects with an error that tells the user why not. */
  wholeFrontier(result: IEnvelope): Promise<IFrontier>;
}
