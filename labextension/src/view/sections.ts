import { h, on } from '../dom';

/** Parts of a view that open and close: what a user opened stays open when all is drawn anew. */
export class Sections {
  private readonly _open: Set<string>;

  /** Those in `open` are so from the start. */
  constructor(open: readonly string[] = []) {
    this._open = new Set(open);
  }

  /** A closed section, or an open one where a user opened `name` before. */
  make(name: string, title: string, content: () => Element): HTMLElement {
    const summary = h('summary', { 'data-focus': `section ${name}` }, title);
    const section = h('details', { open: this._open.has(name) }, summary);
    // Content is made when it is first asked for: a closed result costs next to nothing.
    const fill = (): void => {
      if (section.childElementCount === 1) {
        section.append(content());
      }
    };
    if (section.open) {
      fill();
    }
    return on(section, {
      toggle: () => {
        this._open[section.open ? 'add' : 'delete'](name);
        if (section.open) {
          fill();
        }
      }
    });
  }
}
