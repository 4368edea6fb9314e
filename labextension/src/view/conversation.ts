import * as format from '../data/format';
import { IConversation, IExchange, IMessage, IRound, ISpend } from '../data/conversation';
import { Child, h } from '../dom';
import { Trans } from '../translation';

/** Makes a part that opens and closes: a name for it, its title, what is in it. */
export type Fold = (name: string, title: string, content: () => Element) => HTMLElement;

/** Says that no model was asked: stands wherever a replay shows. */
export function replayBadge(trans: Trans): HTMLElement {
  return h(
    'span',
    { class: 'jp-Perf-label', title: trans.__('Recorded answers: no model was asked') },
    trans.__('replay')
  );
}

/** Rounds and cost at once; what was told, sent and answered when it is asked for. */
export function conversation(
  talk: IConversation,
  fold: Fold,
  whole: (() => Element) | null,
  trans: Trans
): HTMLElement {
  const facts = factsOf(talk, trans).map(line => h('li', {}, line));
  return h(
    'div',
    {},
    h('p', {}, talk.model, ' ', talk.replay && replayBadge(trans)),
    h('ul', { class: 'jp-Perf-list' }, ...facts),
    talk.rounds.length > 0 && rounds(talk, trans),
    ...talk.rounds
      .filter(({ feedback }) => feedback.length > 0)
      .map(turn => told(turn, fold, trans)),
    talk.exchanges.length > 0 &&
      fold('exchanges', exchangesTitle(talk, trans), () => exchanges(talk, fold, trans)),
    whole && fold('whole conversation', trans.__('The whole conversation, from its record'), whole)
  );
}

/** `3 calls, 12,300 tokens, $0.042`. */
export function spendLine({ calls, tokens, counted, usd }: ISpend, trans: Trans): string {
  const parts = [
    trans._n('%1 call', '%1 calls', calls),
    trans._n('%2 token', '%2 tokens', tokens, format.count(tokens)),
    usd === null ? trans.__('price unknown') : format.usd(usd)
  ];
  return parts.join(', ') + (counted ? '' : ` ${trans.__('(partly estimated)')}`);
}

function factsOf(talk: IConversation, trans: Trans): string[] {
  const named = (label: string, value: string): string =>
    value === '' ? '' : `${label}: ${value}`;
  return [
    talk.replay
      ? trans.__('spent: nothing, a replay of a recorded conversation')
      : named(trans.__('spent'), spendLine(talk.spend, trans)),
    named(trans.__('went on from'), talk.began),
    ...talk.said.map(text => named(trans.__('you said'), text)),
    named(trans.__('ended'), talk.ended),
    talk.strategy === 'rewrite' ? '' : named(trans.__('strategy'), talk.strategy),
    promptSizes(talk, trans),
    ...talk.troubles.map(trouble => named(trans.__('trouble'), trouble))
  ].filter(line => line !== '');
}

function promptSizes({ promptTokens, promptUsd, concise }: IConversation, trans: Trans): string {
  if (promptTokens === null) {
    return '';
  }
  const [full, short] = promptTokens.map((tokens, at) => {
    const cost = promptUsd === null ? '' : ` (${format.usd(promptUsd[at])})`;
    return `${trans._n('%2 token', '%2 tokens', tokens, format.count(tokens))}${cost}`;
  });
  return concise
    ? trans.__('first request: about %1 as --concise, or %2 in full', short, full)
    : trans.__('first request: about %1, or %2 with --concise', full, short);
}

function rounds(talk: IConversation, trans: Trans): HTMLElement {
  const columns = [
    trans.__('Round'),
    trans.__('Tried'),
    trans.__('Same answer'),
    trans.__('Best')
  ].map(name => h('th', { scope: 'col' }, name));
  const rows = talk.rounds.map(({ number, tried, right, best, interval }) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, String(number), ' ', talk.replay && replayBadge(trans)),
      h('td', {}, String(tried)),
      h('td', {}, String(right)),
      h('td', {}, best === null ? '' : format.ratioAndInterval(best, interval))
    )
  );
  return h(
    'table',
    { class: 'jp-Perf-table', 'aria-label': trans.__('Rounds') },
    h('thead', {}, h('tr', {}, ...columns)),
    h('tbody', {}, ...rows)
  );
}

function told({ number, feedback }: IRound, fold: Fold, trans: Trans): HTMLElement {
  return fold(`told ${number}`, trans.__('What round %1 was told', number), () =>
    h('ul', { class: 'jp-Perf-list' }, ...feedback.map(line => h('li', {}, line)))
  );
}

function exchangesTitle(talk: IConversation, trans: Trans): string {
  const count = talk.exchanges.length;
  const here =
    count < talk.exchangesCount
      ? trans.__('%1 of %2 answers', count, talk.exchangesCount)
      : trans._n('%1 answer', '%1 answers', count);
  return talk.replay
    ? trans.__('What was recorded as sent, and what came: %1', here)
    : trans.__('What was sent, and what came: %1', here);
}

function exchanges(talk: IConversation, fold: Fold, trans: Trans): HTMLElement {
  const parts: Child[] = [];
  let last: number | null = null;
  talk.exchanges.forEach((exchange, at) => {
    // The samples of a round are asked for by the same words: these stand there once.
    if (exchange.prompt !== null && exchange.prompt !== last) {
      parts.push(sent(exchange, talk.prompts[exchange.prompt], `sent ${at}`, fold, trans));
      last = exchange.prompt;
    }
    parts.push(answer(exchange, `answer ${at}`, fold, trans));
  });
  return h('div', { class: 'jp-Perf-talk' }, ...parts);
}

function sent(
  { round, purpose }: IExchange,
  messages: IMessage[],
  name: string,
  fold: Fold,
  trans: Trans
): HTMLElement {
  // Words of the model aren't given to the translation: it would take percent signs for its own.
  const title = `${trans.__('Sent in round %1', round)}: ${purpose}`;
  return fold(name, title, () =>
    h('div', {}, ...messages.flatMap(({ role, content }) => [h('h4', {}, role), words(content)]))
  );
}

function answer(exchange: IExchange, name: string, fold: Fold, trans: Trans): HTMLElement {
  const { round, sample, purpose, outcome, text } = exchange;
  const title = `${trans.__('Round %1, sample %2', round, sample)}, ${purpose}: ${outcome}`;
  return text === '' ? h('p', {}, title) : fold(name, title, () => words(text));
}

function words(text: string): HTMLElement {
  return h('pre', { class: 'jp-Perf-words' }, text);
}
