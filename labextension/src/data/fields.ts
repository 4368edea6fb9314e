/**
 * Data from elsewhere, read field by field: a kernel, a server, a file that anybody may have
 * written. What has another type than it should is dropped here, so that no view asks again.
 */

export function record(value: unknown): Record<string, unknown> | null {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : null;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function texts(value: unknown): string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}

/** All of them, or none where one isn't a number. */
export function numbers(value: unknown): number[] {
  const found = list(value).map(numberOrNull);
  return found.includes(null) ? [] : (found as number[]);
}

/** Those of the items that are two numbers. */
export function pairs(value: unknown): [number, number][] {
  return list(value)
    .map(numbers)
    .filter((pair): pair is [number, number] => pair.length === 2);
}
