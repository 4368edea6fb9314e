import { IResult } from '../data/result';
import { IWhole } from '../records/whole';

export type Action = 'apply' | 'copy' | 'insert' | 'revert' | 'retry' | 'stop';

/** What a user can do with a result where it is shown. */
export interface IResultHost {
  /** Whether the search of a running result is known to go on. */
  isLive(result: IResult): boolean;
  /** Whether the cell holds `code`, so that it can be put back. */
  isApplied(result: IResult, code: string): boolean;
  /** Does it and tells what came of it; where that is nothing new, an empty text. */
  perform(action: Action, result: IResult, code: string | null): Promise<IAnswer>;
  /** The result as its record has it. Rejects with an error that tells the user why not. */
  whole(result: IResult): Promise<IWhole>;
}

export interface IAnswer {
  said: string;
  /** Two texts whose difference explains what was said. */
  texts?: [string, string];
  /** The best rewrite's text, where the result held none and its record was asked. */
  code?: string;
}
