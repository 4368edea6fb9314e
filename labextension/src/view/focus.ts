/** `draw` replaces what is in `node`; who stood on a marked element stands on its successor. */
export function keepingFocus(node: HTMLElement, draw: () => void): void {
  const active = document.activeElement;
  const inside = active instanceof HTMLElement && node.contains(active);
  const held = inside ? (active.dataset.focus ?? null) : null;
  draw();
  if (held !== null) {
    Array.from(node.querySelectorAll<HTMLElement>('[data-focus]'))
      .find(element => element.dataset.focus === held)
      ?.focus();
  }
}
