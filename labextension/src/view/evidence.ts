import * as format from '../data/format';
import { IFound, IResult } from '../data/result';
import { IEvidence, ITiming, IVerdict } from '../data/verdict';
import { h } from '../dom';
import { Trans } from '../translation';

/** Peak memory below this, on both sides, says nothing about a rewrite. */
const SMALL_BYTES = 1_000_000;

/** What qualifies the gain of a rewrite: how it was timed, what was compared, on what data. */
export function evidenceList(verdict: IVerdict, trans: Trans): HTMLElement {
  const lines = [
    ...(verdict.timing ? [timing(verdict.timing, firstLabel(verdict, trans), trans)] : []),
    ...(verdict.firstCall ? [timing(verdict.firstCall, trans.__('first call'), trans)] : []),
    ...memory(verdict, trans),
    ...(verdict.evidence ? comparedOn(verdict.evidence, trans) : [verdict.explanation])
  ];
  return bullets(lines.filter(line => line !== ''));
}

/** Where it ran, what was looked at, and what the notebook doesn't hold. */
export function detailsList(result: IResult, found: IFound, trans: Trans): HTMLElement {
  const lines = [
    found.isolation && trans.__('isolation: %1', found.isolation),
    found.originalSeconds !== null &&
      trans.__('one run of the original: %1 CPU time', format.seconds(found.originalSeconds)),
    found.searchedSeconds !== null &&
      trans.__('searched for %1', format.seconds(found.searchedSeconds)),
    found.stopped && trans.__('stopped %1', found.stopped),
    found.sampled && trans.__('data: %1', found.sampled),
    found.lookedAt.length > 0 && trans.__('looked at: %1', found.lookedAt.join(', ')),
    ...found.notes,
    found.versions.length > 0 &&
      trans.__('versions: %1', found.versions.map(pair => pair.join(' ')).join(', ')),
    result.created && trans.__('made: %1', format.moment(result.created)),
    result.leftOut.length > 0 && trans.__('not saved here: %1', result.leftOut.join(', ')),
    result.run !== null && trans.__('record: %1', result.run)
  ];
  return bullets(lines.filter((line): line is string => typeof line === 'string' && line !== ''));
}

/** The lines that take the time, heaviest first. */
export function profileList(result: IResult, found: IFound, trans: Trans): HTMLElement {
  const source = (result.source ?? '').split('\n');
  const lines = found.profile.map(([line, share]) => {
    const code = (source[line - 1] ?? '').trim();
    // Code isn't given to the translation: it would take its percent signs for its own.
    return `${trans.__('%1 in line %2:', format.percent(share), line)} ${code}`;
  });
  return bullets(lines);
}

function firstLabel(verdict: IVerdict, trans: Trans): string {
  return verdict.firstCall ? trans.__('later calls') : trans.__('each run');
}

function timing(measured: ITiming, label: string, trans: Trans): string {
  const parts = [format.ratioAndInterval(measured.ratio, measured.interval)];
  if (measured.originalSeconds !== null && measured.candidateSeconds !== null) {
    const clock = measured.clock === 'wall' ? trans.__('wall time') : trans.__('CPU time');
    const [before, after] = [measured.originalSeconds, measured.candidateSeconds];
    parts.push(`${format.seconds(before)} → ${format.seconds(after)} ${clock}`);
  }
  if (measured.pairs) {
    parts.push(trans._n('median of %1 pair', 'medians of %1 pairs', measured.pairs));
  }
  if (measured.threads > 1) {
    parts.push(trans.__('%1 threads', measured.threads));
  }
  parts.push(...[measured.sampled, measured.why].filter(said => said !== ''));
  return `${label}: ${parts.join(', ')}`;
}

function memory(verdict: IVerdict, trans: Trans): string[] {
  if (verdict.peakBytes === null || Math.max(...verdict.peakBytes) < SMALL_BYTES) {
    return [];
  }
  const [before, after] = verdict.peakBytes.map(format.bytes);
  return [trans.__('peak memory: %1 → %2', before, after)];
}

/** On what the answers were the same, in lines. */
export function comparedOn(evidence: IEvidence, trans: Trans): string[] {
  const lines = [];
  const where = [
    evidence.own > 0 && (evidence.sampled || trans.__('your data')),
    evidence.generated > 0 &&
      trans._n('%1 generated input', '%1 generated inputs', evidence.generated),
    evidence.tests && trans.__('your tests')
  ].filter((place): place is string => typeof place === 'string');
  if (where.length > 0) {
    lines.push(trans.__('same answer on: %1', where.join(', ')));
  }
  if (evidence.onThisDataOnly) {
    lines.push(trans.__('same on this data only: %1', evidence.onThisDataOnly));
  }
  if (evidence.outside > 0) {
    lines.push(
      trans._n(
        '%1 generated input skipped: the original itself fails on it inside a library',
        '%1 generated inputs skipped: the original itself fails on them inside a library',
        evidence.outside
      )
    );
  }
  if (evidence.withinTolerance > 0) {
    const error = evidence.withinTolerance.toPrecision(1);
    lines.push(trans.__('floats agree within a relative error of %1', error));
  }
  if (evidence.dropped.length > 0) {
    lines.push(trans.__('no longer set afterwards: %1', evidence.dropped.join(', ')));
  }
  return [...lines, ...evidence.notes];
}

function bullets(lines: string[]): HTMLElement {
  return h('ul', { class: 'jp-Perf-list' }, ...lines.map(line => h('li', {}, line)));
}
