/** Rows, matrices and sentences as a record has them, or as texts in a result's data. */

import { list, numbers, record, texts } from './fields';

const WORDS = ['name', 'kind', 'reason', 'mix'];

/** Objects, or texts with a tab between the cells that `names` names; others are left out. */
export function rows(value: unknown, names: readonly string[] = []): Record<string, unknown>[] {
  return list(value).flatMap((each): Record<string, unknown>[] => {
    const fields = typeof each === 'string' ? fromCells(each.split('\t'), names) : record(each);
    return fields === null ? [] : [fields];
  });
}

function fromCells(cells: string[], names: readonly string[]): Record<string, unknown> {
  const number = (cell: string): number | null => (cell === '' ? null : Number(cell));
  return Object.fromEntries(
    names.map((name, at) => [name, WORDS.includes(name) ? cells[at] : number(cells[at] ?? '')])
  );
}

/** Sentences: those that are there, or made of each record. */
export function said(value: unknown, say: (fields: Record<string, unknown>) => string): string[] {
  const ready = texts(value);
  return ready.length > 0 ? ready : rows(value).map(say);
}

/** Sentences, or a name with what is said of it. */
export function named(value: unknown, say: (value: unknown) => string): string[] {
  const entries = Object.entries(record(value) ?? {});
  return [...texts(value), ...entries.map(([name, each]) => `${name}: ${say(each)}`)];
}

/** `1 2 3` or a list. */
export function row(value: unknown): number[] {
  return typeof value === 'string' && value !== ''
    ? numbers(value.split(' ').map(Number))
    : numbers(value);
}

/** Rows with a semicolon between them, or a list of lists. */
export function matrix(value: unknown): number[][] {
  return (typeof value === 'string' ? value.split(';') : list(value)).map(row);
}
