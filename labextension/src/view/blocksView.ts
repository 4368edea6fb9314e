import { cyclesText, IBlockLine, IBlockOn, IBlocks } from '../data/blocks';
import { h, s } from '../dom';
import { Trans } from '../translation';

const BAR_WIDTH = 90;
const BAR_HEIGHT = 10;

/** What is predicted of each block: its cycles, and how much of them each instruction takes. */
export function blocksView({ blocks, assumptions, model }: IBlocks, trans: Trans): HTMLElement {
  const said = assumptions.map(each => h('li', {}, each));
  return h(
    'div',
    { class: 'jp-Perf-result jp-Perf-blocks' },
    ...blocks.map(each => block(each, trans)),
    said.length > 0 && h('p', {}, trans.__('Assumed:')),
    said.length > 0 && h('ul', {}, ...said),
    h('p', { class: 'jp-Perf-soft' }, model)
  );
}

function block(found: IBlockOn, trans: Trans): HTMLElement {
  const { value, low, high } = found.cycles;
  const between = `[${cyclesText(low)}, ${cyclesText(high)}]`;
  const about = trans.__('about %1 cycles an iteration', cyclesText(value));
  const chain =
    found.chain === null
      ? trans.__('no iteration waits for the one before')
      : found.chain <= high
        ? trans.__('the longest loop-carried chain takes %1', cyclesText(found.chain))
        : trans.__('the longest loop-carried chain takes all of it');
  const longest = Math.max(0, ...found.lines.map(line => line.cycles ?? 0));
  const heads = ['At', 'Instruction', 'Chain', 'Cycles', 'Without it'].map(name =>
    h('th', { scope: 'col' }, trans.__(name))
  );
  return h(
    'section',
    {},
    h('h2', {}, `${found.origin} (${found.title})`),
    h('p', {}, `${about} ${between}; ${chain}`),
    h(
      'table',
      { class: 'jp-Perf-table', 'aria-label': trans.__('Instructions') },
      h('thead', {}, h('tr', {}, ...heads)),
      h('tbody', {}, ...found.lines.map(line => row(line, longest)))
    ),
    ...found.notes.map(note => h('p', { class: 'jp-Perf-soft' }, note))
  );
}

function row(line: IBlockLine, longest: number): HTMLElement {
  const { address, text, cycles, onChain, without } = line;
  const width = cycles !== null && longest > 0 ? (BAR_WIDTH * Math.max(0, cycles)) / longest : 0;
  const bar = s(
    'svg',
    { width: BAR_WIDTH, height: BAR_HEIGHT, 'aria-hidden': 'true' },
    s('rect', { width, height: BAR_HEIGHT, fill: onChain ? '#d9731a' : '#3b8bc4' })
  );
  return h(
    'tr',
    { class: onChain ? 'jp-Perf-chosen' : null },
    h('td', {}, address),
    h('td', {}, h('code', {}, text)),
    h('td', {}, onChain ? '↺' : ''),
    h('td', {}, bar, cycles === null ? '' : ` ${cycles.toFixed(2)}`),
    h('td', {}, without === null ? '' : cyclesText(without))
  );
}
