import type { Cell, ICellModel } from '@jupyterlab/cells';

/** The whole text, magic line included, that a cell had before a rewrite was put there. */
export const originals = {
  texts: new WeakMap<ICellModel, Map<string, string>>(),

  /** What stood there before `code` did; empty where that isn't known. */
  of(cell: Cell | null, code: string): string {
    return (cell && this.texts.get(cell.model)?.get(code)) ?? '';
  },

  keep(cell: Cell, code: string): void {
    const kept = this.texts.get(cell.model) ?? new Map<string, string>();
    this.texts.set(cell.model, kept.set(code, cell.model.sharedModel.getSource()));
  }
};
