import { list, numberOrNull, numbers, record, text, texts } from '../data/fields';
import { Fields } from './saved';

const ENDINGS: Record<string, string> = {
  length: 'cut off at its longest',
  truncated: 'ended early',
  refused: 'declined',
  cancelled: 'stopped',
  failed: 'no answer',
  'not asked': 'not asked'
};

/** A conversation as a record has it, in the form of a saved result's; null where there is none. */
export function conversationData(data: unknown, verdicts: unknown): Fields | null {
  const talk = record(data);
  if (talk === null) {
    return null;
  }
  const exchanges = list(talk.exchanges).map(each => record(each) ?? {});
  const answers = exchanges.map(({ answer }) => record(answer) ?? {});
  const tokens = numbers(talk.prompt_tokens);
  return {
    ...talk,
    spend: talk.replay === true ? { calls: 0, usd: 0 } : spend(answers),
    prompt_tokens: tokens.some(count => count > 0) ? tokens : null,
    troubles: [...new Set(answers.map(({ trouble }) => text(trouble)).filter(Boolean))],
    rounds: list(talk.rounds).map(turn => roundData(record(turn) ?? {}, verdicts)),
    exchanges: exchanges.map((each, at) => exchangeData(each, answers[at])),
    exchanges_count: exchanges.length
  };
}

function spend(answers: Fields[]): Fields {
  const sent = answers.filter(({ ended }) => ended !== 'not asked');
  const used = sent.map(({ usage }) => record(usage) ?? {});
  const costs = sent.map(({ usd }) => numberOrNull(usd));
  return {
    calls: sent.length,
    input_tokens: sum(used.map(each => numberOrNull(each.input_tokens))),
    output_tokens: sum(used.map(each => numberOrNull(each.output_tokens))),
    counted: used.every(each => each.counted !== false),
    usd: costs.includes(null) ? null : sum(costs)
  };
}

function sum(values: (number | null)[]): number {
  return values.reduce<number>((all, value) => all + (value ?? 0), 0);
}

/** A round with the interval of its best: of the verdict that has the same ratio. */
function roundData(turn: Fields, verdicts: unknown): Fields {
  const timings = list(verdicts)
    .map(record)
    .filter(verdict => verdict?.kind === 'Faster')
    .map(verdict => record(verdict?.timing));
  const ratio = numberOrNull(turn.best);
  const measured = timings.find(timing => ratio !== null && timing?.ratio === ratio);
  return { ...turn, feedback: texts(turn.feedback), interval: measured?.interval ?? null };
}

function exchangeData(exchange: Fields, answer: Fields): Fields {
  const said = text(exchange.outcome) || text(answer.trouble);
  const outcome = [ENDINGS[text(answer.ended)] ?? '', said].filter(Boolean).join(': ');
  return {
    round: exchange.round,
    sample: exchange.sample,
    purpose: exchange.purpose,
    prompt: exchange.prompt,
    ended: answer.ended,
    outcome: outcome || 'answered',
    text: answer.text
  };
}
