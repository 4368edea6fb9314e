import { list, numberOrNull, record, text, texts } from '../data/fields';
import * as format from '../data/format';
import { Fields, fieldsIn, foundIn, saved, versionsOf } from './saved';
import { DENSE, isOf, labelOf, latencyOf, recipeOf } from './sparsityRows';

const GROUPS = [2, 4, 8, 16, 32];

/** The record of a report in the form of a saved result: nothing is left out. */
export function sparsityData(run: Fields): Fields {
  const found = foundIn(run);
  const runs = fieldsIn(found.runs);
  const better = found.direction === 'min' ? 'lower' : 'higher';
  const metric = text(found.metric) ? `metric ${text(found.metric)} (${better} is better)` : '';
  const summary = [found.model, found.optimizer, found.backend, metric].map(text).filter(Boolean);
  const best = bestOf(found);
  return saved(run, found.source, {
    kind: 'sparsity',
    headline: {
      text: text(found.answer),
      tone: best ? 'good' : runs.some(each => !text(each.failed)) ? 'plain' : 'warn'
    },
    summary: summary.join(', '),
    remarks: text(found.stopped) ? [`Stopped ${text(found.stopped)}`] : [],
    result: resultOf(found, runs, best)
  });
}

function resultOf(found: Fields, runs: Fields[], best: Fields | null): Fields {
  const summaries = fieldsIn(found.summaries);
  const latency = fieldsIn(found.latency);
  const patterns = fieldsIn(found.sensitivity).map(({ pattern }) => text(pattern));
  const first = patterns.map(each => each.split(':').map(Number)).find(pair => pair.length === 2);
  const sparse = runs.filter(each => !text(each.failed)).map(({ recipe }) => text(recipe));
  const shown = runs.find(each => best !== null && isOf(each, best) && !text(each.failed));
  const reasons = Object.entries(record(found.reasons) ?? {});
  return {
    metric: found.metric,
    direction: found.direction,
    recipes: ordered(summaries, found.direction === 'min').map(each =>
      recipeOf(each, runs, latency, best)
    ),
    recipes_count: summaries.length,
    failed: runs
      .filter(each => text(each.failed))
      .map(
        each => `${labelOf(each)}, seed ${numberOrNull(each.seed) ?? '?'}\t${text(each.failed)}`
      ),
    latency: latency.map(latencyOf),
    losses: summaries.flatMap(each => lossesOf(each, runs)),
    layers: fieldsIn(shown?.layers).map(layer =>
      [text(layer.name), shapeOf(layer), text(layer.kind), share(layer.density)].join('\t')
    ),
    sensitivity: sensitivityOf(fieldsIn(found.sensitivity)),
    groups: patterns.length > 0 ? GROUPS : [],
    first: first ?? [2, 4],
    sparse: [...new Set(sparse)].filter(name => name !== DENSE).slice(0, 3),
    formats: fieldsIn(found.formats).map(each =>
      [text(each.layer), text(each.format), share(each.relative_error), digits(each.bits)].join(
        '\t'
      )
    ),
    masks: Object.entries(record(found.masks) ?? {}).map(([layer, rows]) =>
      maskOf(layer, text(rows))
    ),
    skipped: fieldsIn(found.skipped).map(
      each => `\`${text(each.name)}\` (${shapeOf(each)}): ${text(each.why)}`
    ),
    export: best ? best.recipe : '',
    notes: [
      ...texts(found.notes),
      ...new Set(runs.flatMap(each => texts(each.notes))),
      ...new Set(runs.map(each => text(each.switch)).filter(Boolean)),
      ...reasons.map(([name, why]) => `\`${name}\`: ${text(why)}`)
    ],
    assumptions: texts(found.assumptions),
    footnote: versionsOf(found)
  };
}

function bestOf(found: Fields): Fields | null {
  const known = fieldsIn(found.summaries).filter(
    each => text(each.pattern) !== DENSE && numberOrNull(each.mean) !== null
  );
  return ordered(known, found.direction === 'min')[0] ?? null;
}

/** The cell as it stands first, then the best. */
function ordered(summaries: Fields[], isLower: boolean): Fields[] {
  const sign = isLower ? 1 : -1;
  const rank = (each: Fields): number =>
    labelOf(each) === DENSE ? -Infinity : sign * (numberOrNull(each.mean) ?? sign * Infinity);
  return [...summaries].sort((one, other) => rank(one) - rank(other) || 0);
}

function lossesOf(summary: Fields, runs: Fields[]): string[] {
  const own = runs.find(run => isOf(run, summary) && !text(run.failed));
  const steps = list(own?.loss_steps).map(numberOrNull);
  const points = list(own?.losses).flatMap((loss, at) => {
    const [step, value] = [steps[at], numberOrNull(loss)];
    return step === null || step === undefined || value === null ? [] : [`${step} ${value}`];
  });
  return points.length > 1 ? [`${labelOf(summary)}\t${points.join(' ')}`] : [];
}

function sensitivityOf(all: Fields[]): string[] {
  const layers = new Map<string, string[]>();
  for (const each of all) {
    const said = [text(each.pattern), digits(each.relative_error), digits(each.metric_change)];
    const name = text(each.layer);
    layers.set(name, [...(layers.get(name) ?? []), said.join(' ')]);
  }
  return [...layers].map(([name, said]) => `${name}\t${said.join('; ')}`);
}

/** Rows of `1` and `0` as hexadecimal numbers. */
function maskOf(layer: string, picture: string): string {
  const rows = picture.split('\n').filter(row => /^[01]+$/.test(row));
  const wide = Math.max(0, ...rows.map(row => row.length));
  const coded = rows.map(row => BigInt(`0b${row.padEnd(wide, '0')}`).toString(16));
  return [layer, String(wide), coded.join(' ')].join('\t');
}

function shapeOf({ shape }: Fields): string {
  return list(shape).map(String).join('x');
}

function share(value: unknown): string {
  const known = numberOrNull(value);
  return known === null ? '' : format.percent(known);
}

function digits(value: unknown): string {
  const known = numberOrNull(value);
  return known === null ? '?' : String(Number(known.toPrecision(4)));
}
