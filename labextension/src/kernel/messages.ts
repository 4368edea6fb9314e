/** What a kernel says on the comm, read field by field; see `docs/messages.md`. */

import { IProgress, readProgress } from '../data/envelope';
import { list, numberOrNull, record, text, textOrNull, texts } from '../data/fields';
import { isMagic, Magic } from '../data/magics';

export const COMM_TARGET = 'jupyter_perf';

export interface IHello {
  version: string;
  python: string;
  engine: string;
  model: string;
  enabled: boolean;
  /** Null until it was tried. */
  isolation: string | null;
  extras: [string, boolean][];
  /** What this kernel can be asked for. */
  magics: Magic[];
  machine: IMachine | null;
  policy: string;
  problem: string;
}

/** What the kernel may use of the machine that it runs on. */
export interface IMachine {
  name: string;
  cpu: string;
  cores: number | null;
  memoryBytes: number | null;
  gpus: string[];
}

export interface IJob {
  job: string;
  kind: Magic;
  cell: string | null;
  queued: boolean;
  /** Asked for from a toolbar or menu: its result stands in no cell. */
  toolbar: boolean;
  progress: IProgress | null;
  /** MIME data, for a toolbar run. */
  data: unknown;
}

export interface IDone {
  job: string;
  kind: Magic;
  cell: string | null;
  run: string | null;
  toolbar: boolean;
  state: string;
  message: string;
  /** MIME type → data, for a toolbar run. */
  bundle: Record<string, unknown> | null;
}

export type Incoming =
  | { type: 'hello'; hello: IHello }
  | { type: 'progress'; job: IJob }
  | { type: 'recorded'; run: string }
  | { type: 'done'; done: IDone }
  | { type: 'doctor'; findings: [string, string][] };

/** The message in `data`, or null where it isn't understood. */
export function readMessage(data: unknown): Incoming | null {
  const fields = record(data) ?? {};
  switch (fields.type) {
    case 'hello':
      return { type: 'hello', hello: readHello(fields) };
    case 'progress':
      return { type: 'progress', job: readJob(fields) };
    case 'recorded':
      return { type: 'recorded', run: text(fields.run) };
    case 'done':
      return { type: 'done', done: readDone(fields) };
    case 'doctor':
      return { type: 'doctor', findings: list(fields.findings).flatMap(readFinding) };
    default:
      return null;
  }
}

function readHello(fields: Record<string, unknown>): IHello {
  const extras = Object.entries(record(fields.extras) ?? {});
  return {
    version: text(fields.version),
    python: text(fields.python),
    engine: text(fields.engine),
    model: text(fields.model),
    enabled: fields.enabled !== false,
    isolation: textOrNull(fields.isolation),
    // The first versions had one, and didn't say so.
    magics: fields.magics === undefined ? ['refine'] : texts(fields.magics).filter(isMagic),
    machine: readMachine(fields.machine),
    extras: extras.map(([name, installed]) => [name, installed === true]),
    policy: text(fields.policy),
    problem: text(fields.problem)
  };
}

function readMachine(data: unknown): IMachine | null {
  const fields = record(data);
  return (
    fields && {
      name: text(fields.name),
      cpu: text(fields.cpu),
      cores: numberOrNull(fields.cores),
      memoryBytes: numberOrNull(fields.memory_bytes),
      gpus: texts(fields.gpus)
    }
  );
}

function readJob(fields: Record<string, unknown>): IJob {
  return {
    job: idOf(fields.job),
    kind: kindOf(fields.kind),
    cell: textOrNull(fields.cell),
    queued: fields.state === 'queued',
    toolbar: fields.toolbar === true,
    progress: readProgress(fields.progress),
    data: fields.data
  };
}

function readDone(fields: Record<string, unknown>): IDone {
  return {
    job: idOf(fields.job),
    kind: kindOf(fields.kind),
    cell: textOrNull(fields.cell),
    run: textOrNull(fields.run),
    toolbar: fields.toolbar === true,
    state: text(fields.state),
    message: text(fields.message),
    bundle: record(fields.bundle)
  };
}

function readFinding(finding: unknown): [string, string][] {
  const [topic, said] = list(finding);
  return typeof topic === 'string' ? [[topic, text(said)]] : [];
}

function kindOf(value: unknown): Magic {
  const name = text(value);
  return isMagic(name) ? name : 'refine';
}

function idOf(value: unknown): string {
  return text(value) || String(numberOrNull(value) ?? '');
}
