import { percent, usd } from '../data/format';
import { IAlone, IRented, IServing } from '../data/serving';
import { Child, h } from '../dom';
import { Trans } from '../translation';
import { keepingFocus } from './focus';
import { prose } from './prose';
import { Sections } from './sections';
import { dayBars, dayTitle } from './serving/day';
import { mixBar } from './serving/mixBar';
import { rateSlider } from './serving/rateSlider';
import { sizesGrid } from './serving/sizes';
import { speculationGrid, speculationTitle } from './serving/speculation';
import { bulleted, table } from './table';

const OPEN = ['unserved', 'loosest', 'alone', 'day', 'speculation 0'];

/** Which machines are to be rented, and what the alternatives cost. Works without a kernel. */
export class ServingView {
  readonly node: HTMLElement;
  private readonly _sections = new Sections(OPEN);

  constructor(private readonly _trans: Trans) {
    this.node = h('div', {
      class: 'jp-Perf-result jp-Perf-serving',
      role: 'region',
      'aria-label': _trans.__('Machines to serve on')
    });
  }

  update(found: IServing): void {
    const parts = this._parts(found).filter((part): part is Node => part instanceof Node);
    keepingFocus(this.node, () => this.node.replaceChildren(...parts));
  }

  /** Nothing of it depends on what is around it. */
  refresh(): void {
    return;
  }

  refreshIfStale(): void {
    return;
  }

  private _parts(found: IServing): Child[] {
    const [trans, sections] = [this._trans, this._sections];
    const { alone, day, speculation } = found;
    return [
      h('p', { class: `jp-Perf-headline jp-Perf-tone-${found.tone}` }, ...prose(found.answer)),
      ...found.facts.map(fact),
      folded('unserved', trans.__('Sizes that nothing serves'), found.unserved, sections),
      folded('loosest', trans.__('The nearest targets that could be met, each by itself'), found.loosest, sections), // prettier-ignore
      ...mix(found.rented, trans),
      alone.length > 0 &&
        sections.make('alone', trans.__('Each kind by itself'), () => aloneTable(found, trans)),
      rateSlider(found, trans),
      day && sections.make('day', dayTitle(day, trans), () => dayBars(day, trans)),
      ...speculation.map((each, at) =>
        sections.make(`speculation ${at}`, speculationTitle(each, trans), () =>
          speculationGrid(each, trans)
        )
      ),
      folded('turns', trans.__('Which price changes the mix'), found.turns, sections),
      this._sizes(found.sizes.source, sizesGrid(found.sizes, trans)),
      folded('leftOut', trans.__('Left out, and why'), found.leftOut, sections),
      folded('assumed', trans.__('Assumed'), found.assumptions, sections),
      folded('notes', trans.__('Notes'), found.notes, sections),
      found.footnote !== '' && h('p', { class: 'jp-Perf-soft' }, found.footnote)
    ];
  }

  private _sizes(source: string, grid: HTMLElement | null): Child {
    const title = this._trans.__('Requests: %1', source);
    return grid
      ? this._sections.make('sizes', title, () => grid)
      : source !== '' && h('p', { class: 'jp-Perf-soft' }, title);
  }
}

/** The same where it never changes. */
export function servingView(found: IServing, trans: Trans): HTMLElement {
  const view = new ServingView(trans);
  view.update(found);
  return view.node;
}

function fact([kind, words]: [string, string]): HTMLElement {
  const classes: Record<string, string> = { warn: 'jp-Perf-remark', soft: 'jp-Perf-soft' };
  return h('p', { class: classes[kind] ?? null }, ...prose(words));
}

function mix(rented: readonly IRented[], trans: Trans): Child[] {
  const heads = [
    trans.__('Machine'),
    trans.__('Count'),
    trans.__('$ an hour, all'),
    trans.__('Requests'),
    trans.__('Load')
  ];
  const rows = rented.map(each => [
    each.name,
    String(each.count),
    usd(each.usdPerHour),
    percent(each.share),
    percent(each.load)
  ]);
  return rented.length === 0
    ? []
    : [mixBar(rented, trans), table(trans.__('The mix'), heads, rows)];
}

function aloneTable({ alone, rented }: IServing, trans: Trans): HTMLElement {
  const isPlan = (each: IAlone): boolean =>
    rented.length === 1 && rented[0].name === each.name && rented[0].count === each.count;
  const heads = [
    trans.__('Only'),
    trans.__('Count'),
    trans.__('$ an hour'),
    trans.__('The plan saves')
  ];
  const rows = alone.map(each => {
    const { name, count, usdPerHour, saving, reason } = each;
    if (usdPerHour === null || count === null) {
      return [name, '', '', reason];
    }
    const saved = saving === null ? '' : percent(saving);
    const last = isPlan(each) ? trans.__('this is the plan') : saved;
    return [name, String(count), usd(usdPerHour), last];
  });
  return table(trans.__('Each kind by itself'), heads, rows);
}

function folded(name: string, title: string, lines: readonly string[], sections: Sections): Child {
  return (
    lines.length > 0 && sections.make(name, `${title} (${lines.length})`, () => bulleted(lines))
  );
}
