import type { ILabShell, JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import type { Widget } from '@lumino/widgets';

/** Put a page beside what is in front; Notebook 7 has one document to a page, and sides. */
export function addPage(
  app: JupyterFrontEnd,
  labShell: ILabShell | null,
  content: Widget,
  options: { ref?: string; activate?: boolean; mode?: 'split-right' | 'tab-after' } = {}
): Widget {
  if (labShell === null) {
    app.shell.add(content, 'right', { rank: 100 });
    app.shell.activateById(content.id);
    return content;
  }
  const main = new MainAreaWidget({ content });
  main.id = `${content.id}-main`;
  content.disposed.connect(() => main.dispose());
  labShell.add(main, 'main', { mode: 'split-right', ...options });
  return main;
}
