import { button, Child, h } from '../dom';
import { Trans } from '../translation';

export interface IDoctorState {
  /** The notebook whose kernel is examined; empty where there is none. */
  subject: string;
  findings: [string, string][] | null;
  examining: boolean;
  /** Why the kernel can't be asked, and what to do; empty where it can. */
  obstacle: string;
}

export interface IDoctorActions {
  examine: () => void;
  copy: (text: string) => void;
  /** Loads the package into the kernel; null where that would be no help. */
  load: (() => void) | null;
}

/** What `%perf doctor` says of a kernel, and what can be done about it. */
export function doctorView(
  state: IDoctorState,
  { examine, copy, load }: IDoctorActions,
  trans: Trans
): HTMLElement {
  const { subject, findings, examining, obstacle } = state;
  const text = asText(findings ?? []);
  const parts: Child[] = [
    h('h2', {}, subject === '' ? trans.__('No kernel') : trans.__('Kernel of %1', subject)),
    obstacle !== '' && h('p', {}, obstacle),
    obstacle !== '' &&
      load &&
      button(trans.__('Load it'), load, { 'data-focus': 'load', 'data-main': true }),
    examining &&
      h(
        'p',
        { class: 'jp-Perf-soft' },
        trans.__('Examining: a sandbox is tried, which takes a few seconds…')
      ),
    findings && findingsList(findings, trans),
    obstacle === '' &&
      h(
        'div',
        { class: 'jp-Perf-buttons' },
        button(trans.__('Examine again'), examine, {
          'data-focus': 'examine',
          disabled: examining
        }),
        findings && button(trans.__('Copy as text'), () => copy(text), { 'data-focus': 'copy' })
      )
  ];
  return h('div', { class: 'jp-Perf-result' }, ...parts);
}

/** Topics and what was found, remedies included. */
export function findingsList(findings: [string, string][], trans: Trans): HTMLElement {
  const rows: Child[] = findings.flatMap(([topic, finding]) => [
    h('dt', {}, topic),
    h('dd', {}, finding)
  ]);
  return h('dl', { class: 'jp-Perf-facts', 'aria-label': trans.__('Findings') }, ...rows);
}

function asText(findings: [string, string][]): string {
  return findings.map(([topic, finding]) => `${topic}: ${finding}`).join('\n');
}
