/** How each quantity is called and written. */

import { ISize, Quantity } from '../../data/estimate';
import * as format from '../../data/format';
import { Write } from '../../data/ranges';
import { Trans } from '../../translation';

export const WRITERS: Record<Quantity, Write> = {
  seconds: format.seconds,
  peak_bytes: format.bytes,
  joules: format.energy,
  grams_co2e: format.mass,
  usd: format.usd
};

export function nameOf(quantity: Quantity, trans: Trans): string {
  const said: Record<Quantity, string> = {
    seconds: trans.__('time'),
    peak_bytes: trans.__('memory at the peak'),
    joules: trans.__('energy'),
    grams_co2e: trans.__('emissions (CO₂e)'),
    usd: trans.__('money')
  };
  return said[quantity];
}

/** `orders (rows)`; a number that is a bound has no unit. */
export function sizeName({ name, unit }: Pick<ISize, 'name' | 'unit'>): string {
  return unit === '' || unit === 'value' ? name : `${name} (${unit})`;
}

/** `1,000,000`; below ten with its fraction. */
export function sizeText(value: number): string {
  return Number.isInteger(value) || value >= 1000
    ? format.count(value)
    : String(format.rounded(value));
}
