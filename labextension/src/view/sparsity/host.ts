import { IEnvelope } from '../../data/envelope';
import { ISparsity } from '../../data/sparsity';
import { ICodeHost, IReportHost } from '../reportView';

/** What a user can do with a report of sparse training where it is shown. */
export interface ISparsityHost extends ICodeHost, IReportHost {
  /** Has the cell's text sparsified beside it with these options; what came of that, in words. */
  train(result: IEnvelope, options: string): Promise<string>;
  /** All of it, as its record has it. Rejects with an error that tells the user why not. */
  wholeSparsity(result: IEnvelope): Promise<ISparsity>;
}
