import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ISignal, Signal } from '@lumino/signaling';

import { numberOrNull, text } from './data/fields';
import type { Magic } from './data/magics';
import { PLUGIN_ID } from './ids';

export interface IValues {
  /** Options of each magic for runs from toolbars and menus. */
  options: Record<Magic, string>;
  /** Whether a cell that ran long offers to be refined. */
  hint: boolean;
  /** What counts as long. */
  hintSeconds: number;
}

const DEFAULTS: IValues = {
  options: { refine: '', estimate: '', sparsify: '' },
  hint: true,
  hintSeconds: 2
};

/** A user's settings, which may change at any time; the defaults until they are there. */
export class Settings {
  private _values = DEFAULTS;
  private readonly _changed = new Signal<this, IValues>(this);

  get values(): IValues {
    return this._values;
  }

  get changed(): ISignal<this, IValues> {
    return this._changed;
  }

  follow(loaded: ISettingRegistry.ISettings): void {
    const read = (): void => {
      const { options, estimateOptions, sparsifyOptions, hint, hintSeconds } = loaded.composite;
      this._values = {
        options: {
          refine: text(options),
          estimate: text(estimateOptions),
          sparsify: text(sparsifyOptions)
        },
        hint: hint !== false,
        hintSeconds: numberOrNull(hintSeconds) ?? DEFAULTS.hintSeconds
      };
      this._changed.emit(this._values);
    };
    loaded.changed.connect(read);
    read();
  }
}

/** The settings of this package; where there is no registry they stay the defaults. */
export function loadSettings(registry: ISettingRegistry | null): Settings {
  const settings = new Settings();
  registry?.load(PLUGIN_ID).then(
    loaded => settings.follow(loaded),
    (error: unknown) => console.warn('jupyter-perf: the defaults are used', error)
  );
  return settings;
}
