/** Stand-ins for what needs a whole JupyterLab to be imported. Import this before the sources. */

import { vi } from 'vitest';

vi.mock('@jupyterlab/ui-components', () => ({
  LabIcon: class {
    constructor(readonly options: { name: string }) {}
  }
}));

vi.mock('@jupyterlab/apputils', () => ({
  Clipboard: { copyToSystem: vi.fn() },
  Dialog: { okButton: vi.fn(), cancelButton: vi.fn() },
  InputDialog: { getText: vi.fn() },
  MainAreaWidget: class {},
  Notification: { info: vi.fn() },
  showDialog: vi.fn(),
  showErrorMessage: vi.fn()
}));

// Lumino's drag and drop extends it when it is imported; jsdom has none.
globalThis.DragEvent ??= class extends MouseEvent {} as unknown as typeof DragEvent;
