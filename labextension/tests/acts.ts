/** What a user does with a view, and finds in it. */

/** The element that keeps its focus by this name. */
export function named(node: HTMLElement, focus: string): HTMLElement {
  return Array.from(node.querySelectorAll<HTMLElement>('[data-focus]')).find(
    each => each.dataset.focus === focus
  )!;
}

/** Opens a section of this name. */
export function open(node: HTMLElement, name: string): void {
  const details = named(node, `section ${name}`).parentElement as HTMLDetailsElement;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
}

/** Moves a slider of this name. */
export function slide(node: HTMLElement, key: string, to: number): HTMLInputElement {
  const input = named(node, `slider ${key}`) as HTMLInputElement;
  input.value = String(to);
  input.dispatchEvent(new Event('input'));
  return input;
}

/** Texts of a table's rows. */
export function rowsOf(table: Element | null): string[] {
  return Array.from(table?.querySelectorAll('tbody tr') ?? []).map(row => row.textContent ?? '');
}
