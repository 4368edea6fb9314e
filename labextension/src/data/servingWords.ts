/** What a plan of machines says in sentences, where they aren't ready. */

import { numberOrNull, numbers, record, text, texts } from './fields';
import { seconds, share, trimmed, usd } from './format';

/** `30`, `0.125`, `1,250`: three digits. */
export function plain(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 10 });
}

export function readFacts(found: Record<string, unknown>): [string, string][] {
  const ready = texts(found.facts).map((fact): [string, string] => {
    const [kind, ...words] = fact.split('\t');
    return [kind, words.join(' ')];
  });
  if (ready.length > 0) {
    return ready;
  }
  const rate = numberOrNull(found.rate);
  const asked = [text(found.source), rate === null ? '' : `${plain(rate)} requests a second`];
  const words = [...asked, targetOf(record(found.slo) ?? {})].filter(each => each !== '');
  const modelled: [string, string] = ['warn', 'Throughputs by the roofline, not measured'];
  return [
    ...(found.modelled === true ? [modelled] : []),
    ...(words.length > 0 ? [['soft', `Asked: ${words.join(', ')}`] as [string, string]] : [])
  ];
}

/** `100 ms for each further token, 2 s to the first token`. */
export function targetOf(slo: Record<string, unknown>): string {
  const parts: [unknown, string][] = [
    [slo.tpot, 'for each further token'],
    [slo.ttft, 'to the first token'],
    [slo.latency, 'for the whole answer']
  ];
  return parts
    .flatMap(([value, words]) => {
      const time = numberOrNull(value);
      return time === null ? [] : [`${trimmed(seconds(time))} ${words}`];
    })
    .join(', ');
}

export function unservedSize(fields: Record<string, unknown>): string {
  const [inputs, outputs] = [numbers(fields.inputs), numbers(fields.outputs)];
  const why = Object.values(record(fields.why) ?? {}).map(text);
  const size = `${inputs.map(plain).join('–')} tokens in, ${outputs.map(plain).join('–')} out`;
  const part = share(numberOrNull(fields.share) ?? 0);
  return `${size} (${part} of requests): ${[...new Set(why)].join('; ')}`;
}

export function turn(fields: Record<string, unknown>): string {
  const now = `${text(fields.instance)}, now ${usd(numberOrNull(fields.now) ?? 0)} an hour`;
  const at = numberOrNull(fields.usd_per_hour);
  if (at === null) {
    const kept = fields.used === true ? 'stays in the mix' : 'stays out of it';
    return `${now}: ${text(fields.reason) || `${kept} at any price`}`;
  }
  const price = `${fields.exact === false ? 'about ' : ''}${usd(at)}`;
  return fields.used === true
    ? `${now}: out of the cheapest mix from ${price} on`
    : `${now}: in the cheapest mix below ${price}`;
}
