import { IEnvelope } from '../data/envelope';
import { IEstimates } from '../data/estimate';
import { readEstimates } from '../data/estimateReading';
import { IFrontier, readFrontier } from '../data/frontier';
import { IResult } from '../data/result';
import { ISparsity, readSparsity } from '../data/sparsity';
import type { Records } from '../records/api';
import { whyNoRecord } from '../records/reasons';
import { IWhole, shownData, wholeOf } from '../records/whole';
import { Trans } from '../translation';
import { sentence } from './sentences';

/** The result as its record has it. Rejects with an error that tells the user why not. */
export async function wholeRecord(
  records: Records | null,
  result: IEnvelope,
  trans: Trans
): Promise<IWhole> {
  return known(wholeOf(await recordOf(records, result, trans)), trans);
}

/** The same for estimates. */
export async function wholeEstimates(
  records: Records | null,
  result: IEnvelope,
  trans: Trans
): Promise<IEstimates> {
  return known(readEstimates(shownData(await recordOf(records, result, trans))), trans);
}

/** The same for a frontier. */
export async function wholeFrontier(
  records: Records | null,
  result: IEnvelope,
  trans: Trans
): Promise<IFrontier> {
  return known(readFrontier(shownData(await recordOf(records, result, trans))), trans);
}

/** The same for a report of sparse training. */
export async function wholeSparsity(
  records: Records | null,
  result: IEnvelope,
  trans: Trans
): Promise<ISparsity> {
  return known(readSparsity(shownData(await recordOf(records, result, trans))), trans);
}

async function recordOf(
  records: Records | null,
  { run }: IEnvelope,
  trans: Trans
): Promise<Record<string, unknown>> {
  if (run === null || records === null) {
    throw new Error(
      trans.__('There is no record of this run: history was off, or could not be written.')
    );
  }
  try {
    return await records.run(run);
  } catch (error) {
    throw new Error(whyNoRecord(error, trans));
  }
}

function known<T>(whole: T | null, trans: Trans): T {
  if (whole === null) {
    throw new Error(trans.__('The record was made by another version of jupyter-perf.'));
  }
  return whole;
}

/** The suggested code that was too long for the notebook. Rejects as above. */
export async function recordedCode(
  records: Records | null,
  result: IResult,
  trans: Trans
): Promise<string> {
  const whole = await wholeRecord(records, result, trans);
  if (whole.result.sha256 !== result.sha256) {
    throw new Error(trans.__('The record is of another text than this result.'));
  }
  if (whole.masked) {
    throw new Error(
      trans.__(
        'Likely secrets were taken out of the record, so its code isn’t whole: search again.'
      )
    );
  }
  const code = whole.result.found?.code ?? null;
  if (code === null || whole.result.found?.best === null) {
    throw new Error(sentence('no code', trans));
  }
  return code;
}

/** The original text that was too long for the notebook; empty where no record has it whole. */
export async function recordedSource(
  records: Records | null,
  result: IResult,
  trans: Trans
): Promise<string> {
  try {
    const { result: whole, masked } = await wholeRecord(records, result, trans);
    return masked || whole.sha256 !== result.sha256 ? '' : (whole.source ?? '');
  } catch {
    return ''; // what to do then is said where it is needed
  }
}
