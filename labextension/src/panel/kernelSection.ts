import * as format from '../data/format';
import { h, button } from '../dom';
import type { Connection } from '../kernel/connection';
import type { IHello, IMachine } from '../kernel/messages';
import { notLoaded } from '../notebook/loading';
import { Trans } from '../translation';
import { findingsList } from '../view/doctorView';
import { words } from '../view/running';

/** What the selected kernel says of itself: the server's environment is often another one. */
export function kernelSection(connection: Connection | null, trans: Trans): HTMLElement {
  const said = connection?.hello ?? null;
  const body = said
    ? facts(said, trans)
    : h('p', { class: 'jp-Perf-soft' }, withoutHello(connection, trans));
  return h('section', {}, h('h3', {}, trans.__('Kernel')), body);
}

/** What goes on in it, with [Stop] for each. */
export function jobsSection(connection: Connection | null, trans: Trans): HTMLElement | null {
  const jobs = [...(connection?.jobs.values() ?? [])];
  if (connection === null || jobs.length === 0) {
    return null;
  }
  const items = jobs.map(job =>
    h(
      'li',
      {},
      h('span', {}, job.queued ? trans.__('waiting') : words(job.progress, trans)),
      button(trans.__('Stop'), () => connection.stop(job.job), { 'data-focus': `stop ${job.job}` })
    )
  );
  return h(
    'section',
    {},
    h('h3', {}, trans.__('Running')),
    h('ul', { class: 'jp-Perf-jobs' }, ...items)
  );
}

function facts(said: IHello, trans: Trans): HTMLElement {
  const extras = said.extras.filter(([, installed]) => installed).map(([name]) => name);
  const rows: [string, string][] = [
    [trans.__('version'), said.version],
    [trans.__('engine'), said.engine],
    [trans.__('model'), said.model || trans.__('none')],
    [trans.__('target hardware'), said.machine === null ? '' : machineLine(said.machine, trans)],
    [trans.__('isolation'), said.isolation ?? trans.__('not tried yet')],
    [trans.__('extras'), extras.join(', ') || trans.__('none')],
    [trans.__('policy'), said.policy],
    [trans.__('problem'), said.problem],
    [trans.__('state'), said.enabled ? '' : trans.__('switched off: magics only run the cell')]
  ];
  return findingsList(
    rows.filter(([, value]) => value !== ''),
    trans
  );
}

/** `this machine: Example CPU · 4 cores · 16.0 GB · no GPU` */
function machineLine(machine: IMachine, trans: Trans): string {
  const { name, cpu, cores, memoryBytes, gpus } = machine;
  const parts = [
    cpu,
    cores !== null && coresOf(cores, trans),
    memoryBytes !== null && format.bytes(memoryBytes),
    gpus.join(', ') || trans.__('no GPU')
  ];
  return `${name}: ${parts.filter(Boolean).join(' · ')}`;
}

/** A control group may allow a part of one. */
function coresOf(cores: number, trans: Trans): string {
  return Number.isInteger(cores)
    ? trans._n('%1 core', '%1 cores', cores)
    : trans.__('%1 cores', cores.toFixed(1));
}

/** Why a kernel has nothing to say, and what to do. */
export function withoutHello(connection: Connection | null, trans: Trans): string {
  switch (connection?.state) {
    case undefined:
      return trans.__('No notebook with a kernel is open.');
    case 'other language':
      return trans.__('jupyter-perf is for Python.');
    case 'connecting':
      return trans.__('Waiting for the kernel…');
    default:
      return notLoaded(trans);
  }
}
