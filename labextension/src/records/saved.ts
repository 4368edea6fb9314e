import { list, record, text } from '../data/fields';

export type Fields = Record<string, unknown>;

/** What the record `run` holds of its result, also where that came as text. */
export function foundIn(run: Fields): Fields {
  return record(run.result) ?? parsed(run.result) ?? {};
}

/** A record in the form of a saved result, `parts` of which differ by kind. */
export function saved(run: Fields, source: unknown, parts: Fields): Fields {
  return {
    schema: 1,
    kind: run.kind,
    state: 'done',
    run: run.id,
    cell: run.cell,
    source: text(source) || run.source,
    source_sha256: run.source_sha256,
    created: run.created,
    summary: '',
    remarks: [],
    left_out: [],
    ...parts
  };
}

/** `python 3.12.1 · torch 2.9` */
export function versionsOf(found: Fields): string {
  return Object.entries(record(found.versions) ?? {})
    .map(pair => pair.join(' '))
    .join(' · ');
}

/** The objects in a list; what is none is one without fields. */
export function fieldsIn(data: unknown): Fields[] {
  return list(data).map(each => record(each) ?? {});
}

function parsed(value: unknown): Fields | null {
  try {
    return typeof value === 'string' ? record(JSON.parse(value)) : null;
  } catch {
    // A record that another version wrote in another form: what stands around it is shown.
    return null;
  }
}
