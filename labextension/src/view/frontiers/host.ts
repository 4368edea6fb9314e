import { IEnvelope } from '../../data/envelope';
import { IFrontier } from '../../data/frontier';
import { ICodeHost, IReportHost } from '../reportView';

/** What a user can do with a frontier where it is shown. */
export interface IFrontierHost extends ICodeHost, IReportHost {
  /** All of it, as its record has it. Rejects with an error that tells the user why not. */
  wholeFrontier(result: IEnvelope): Promise<IFrontier>;
}
