/** Quantities as the kernel's side writes them: three significant digits, units apart. */

const SECOND_SCALES: [number, string][] = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns']
];
const PREFIXES: [number, string][] = [
  [1e15, 'P'],
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
  [1, '']
];
const JOULES_PER_WH = 3600;
const GRAMS_PER_TONNE = 1e6;
const DAYS_FROM_HOURS = 48;

/** `1.23 ms`, `12.3 s`, `3 min 20 s`, `2 h 05 min`. */
export function seconds(value: number): string {
  if (!Number.isFinite(value)) {
    return '∞';
  }
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
  return value < 1 ? '0 B' : prefixed(value, 'B');
}

/** Floating-point operations: `1.50 GFLOP`. */
export function flops(value: number): string {
  return prefixed(value, 'FLOP');
}

/** Joules: `512 J`; from 1 Wh on in what bills are in. */
export function energy(value: number): string {
  return rounded(value) >= JOULES_PER_WH
    ? prefixed(value / JOULES_PER_WH, 'Wh')
    : prefixed(value, 'J');
}

/** Grams: `12.3 g`, `1.23 kg`, `4.50 t`. */
export function mass(value: number): string {
  return rounded(value) >= GRAMS_PER_TONNE
    ? `${significant(value / GRAMS_PER_TONNE)} t`
    : prefixed(value, 'g');
}

/** A plain number in short, as an axis has it: `750`, `1.5k`, `20M`. */
export function short(value: number): string {
  return trimmed(prefixed(value, '').replace(' ', ''));
}

/** Without the zeros that figures end in: `10 s` for `10.0 s`; of money cents are two digits. */
export function trimmed(text: string): string {
  return text.startsWith('$')
    ? text.replace(/\.00$/, '')
    : text.replace(/(\d)(?:\.0+|(\.\d*?[1-9])0+)(?!\d)/g, '$1$2');
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

/** A part of a whole: below 1% one digit more, so that little isn't shown as none. */
export function share(fraction: number): string {
  const points = fraction * 100;
  if (points > 0 && points < 0.1) {
    return '<0.1%';
  }
  return points > 0 && points < 0.95 ? `${points.toFixed(1)}%` : percent(fraction);
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
  const [hours, left] = [Math.floor(Math.round(value / 60) / 60), Math.round(value / 60) % 60];
  if (hours < DAYS_FROM_HOURS) {
    return left ? `${hours} h ${padded(left)} min` : `${hours} h`;
  }
  return `${fixed(Math.round(value / 86400), 0)} days`;
}

/** What has no prefix that fits is written as it is. */
function prefixed(value: number, unit: string): string {
  if (!Number.isFinite(value)) {
    return '∞';
  }
  const fits = PREFIXES.find(([scale]) => rounded(value / scale) >= 1);
  const [scale, prefix] = fits ?? [1, ''];
  return `${significant(value / scale)} ${prefix}${unit}`;
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}

function scaled(value: number, scales: [number, string][]): string {
  const fits = scales.find(([scale]) => rounded(value / scale) >= 1);
  const [scale, unit] = fits ?? scales[scales.length - 1];
  return `${significant(value / scale)} ${unit}`;
}

/** To so many significant digits. */
export function rounded(value: number, digits = 3): number {
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
