/** Quantities as the kernel's side writes them: three significant digits, units apart. */

const SECOND_SCALES: [number, string][] = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns']
];
const BYTE_SCALES: [number, string][] = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
  [1, 'B']
];

/** `1.23 ms`, `12.3 s`, `3 min 20 s`, `2 h 05 min`. */
export function seconds(value: number): string {
  if (value <= 0) {
    return '0 s';
  }
  if (value >= 59.95) {
    return longDuration(value);
  }
  return scaled(value, SECOND_SCALES);
}

/** For a countdown: a tenth of a second in it is only unrest. */
export function wholeSeconds(value: number): string {
  const whole = Math.max(0, Math.round(value));
  return whole < 60 ? `${whole} s` : longDuration(whole);
}

/** `512 B`, `1.50 MB`. */
export function bytes(value: number): string {
  return value < 1 ? '0 B' : scaled(value, BYTE_SCALES);
}

/** `0.42×`, `1.23×`, `12.3×`, `4,300×`. */
export function ratio(value: number): string {
  return `${value < 1 ? value.toFixed(2) : significant(value)}×`;
}

/** `11.8–12.9×`. */
export function interval([low, high]: [number, number]): string {
  const decimals = high < 1 ? 2 : decimalsOf(high);
  return `${fixed(low, decimals)}–${fixed(high, decimals)}×`;
}

/** `12.3× (11.8–12.9×)`; `about 12.3×` where there is no interval to it. */
export function ratioAndInterval(value: number, ends: [number, number] | null): string {
  if (ends === null) {
    return `about ${ratio(value)}`;
  }
  const [low, high] = ends;
  if (value >= 1 && low > 0 && high >= low * WIDE) {
    return `${significant(value, 2)}× (${significant(low, 2)}–${significant(high, 2)}×)`;
  }
  return `${ratio(value)} (${interval(ends)})`;
}

/** Ends of an interval that are so many times apart support two digits, not three. */
const WIDE = 1.5;

/** `12,345`. */
export function count(value: number): string {
  return fixed(Math.round(value), 0);
}

/** `$0.0012`, `$3.40`, `$1,200.00`. */
export function usd(value: number): string {
  return value > 0 && value < 0.095 ? `$${significant(value, 2)}` : `$${fixed(value, 2)}`;
}

export function percent(fraction: number): string {
  return `${Math.round(fraction * 100)}%`;
}

/** Date and time as the reader's own settings write them; `iso` itself where it is none. */
export function moment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.valueOf())
    ? iso
    : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

function longDuration(value: number): string {
  const whole = Math.round(value);
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (minutes < 60) {
    return rest ? `${minutes} min ${padded(rest)} s` : `${minutes} min`;
  }
  return `${Math.floor(minutes / 60)} h ${padded(minutes % 60)} min`;
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}

function scaled(value: number, scales: [number, string][]): string {
  const fits = scales.find(([scale]) => rounded(value / scale) >= 1);
  const [scale, unit] = fits ?? scales[scales.length - 1];
  return `${significant(value / scale)} ${unit}`;
}

function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}

function significant(value: number, digits = 3): string {
  return fixed(rounded(value, digits), decimalsOf(value, digits));
}

function decimalsOf(value: number, digits = 3): number {
  if (value === 0) {
    return 0;
  }
  return Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(rounded(value, digits)))));
}

function fixed(value: number, decimals: number): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals
  });
}
