/** What was said to a model and what came of it: `docs/messages.md` describes it. */

import { list, numberOrNull, numbers, record, text, texts } from './fields';
import { visible } from './visible';

export interface ISpend {
  calls: number;
  tokens: number;
  /** False where a part is estimated. */
  counted: boolean;
  /** Null where a price isn't known. */
  usd: number | null;
}

export interface IRound {
  number: number;
  tried: number;
  right: number;
  /** Ratio of the best of this round, and the ends of its interval. */
  best: number | null;
  interval: [number, number] | null;
  feedback: string[];
}

export interface IMessage {
  role: string;
  content: string;
}

export interface IExchange {
  round: number;
  sample: number;
  purpose: string;
  /** Place of what was sent in `prompts`; null where that isn't here. */
  prompt: number | null;
  outcome: string;
  text: string;
}

export interface IConversation {
  model: string;
  /** The answers were recorded earlier: no model was asked. */
  replay: boolean;
  strategy: string;
  concise: boolean;
  said: string[];
  began: string;
  ended: string;
  spend: ISpend;
  /** Estimated tokens of the first request: in full, concise. */
  promptTokens: [number, number] | null;
  promptUsd: [number, number] | null;
  troubles: string[];
  rounds: IRound[];
  exchanges: IExchange[];
  /** How many there were, here and in the record. */
  exchangesCount: number;
  prompts: IMessage[][];
}

/** The conversation in `data`, or null where there was none. What a model wrote is made visible. */
export function readConversation(data: unknown): IConversation | null {
  const fields = record(data);
  if (fields === null || typeof fields.model !== 'string') {
    return null;
  }
  const prompts = list(fields.prompts).map(messages => list(messages).flatMap(readMessage));
  const exchanges = list(fields.exchanges).flatMap(each => readExchange(each, prompts.length));
  return {
    model: seen(fields.model),
    replay: fields.replay === true,
    strategy: seen(fields.strategy),
    concise: fields.concise === true,
    said: texts(fields.said).map(visible),
    began: seen(fields.began),
    ended: seen(fields.ended),
    spend: readSpend(fields.spend),
    promptTokens: pair(fields.prompt_tokens),
    promptUsd: pair(fields.prompt_usd),
    troubles: texts(fields.troubles).map(visible),
    rounds: list(fields.rounds).flatMap(readRound),
    exchanges,
    exchangesCount: numberOrNull(fields.exchanges_count) ?? exchanges.length,
    prompts
  };
}

function readSpend(data: unknown): ISpend {
  const fields = record(data) ?? {};
  const tokens =
    (numberOrNull(fields.input_tokens) ?? 0) + (numberOrNull(fields.output_tokens) ?? 0);
  return {
    calls: numberOrNull(fields.calls) ?? 0,
    tokens,
    counted: fields.counted !== false,
    usd: numberOrNull(fields.usd)
  };
}

function readRound(data: unknown): IRound[] {
  const fields = record(data);
  const number = numberOrNull(fields?.number);
  if (fields === null || number === null) {
    return [];
  }
  return [
    {
      number,
      tried: numberOrNull(fields.tried) ?? 0,
      right: numberOrNull(fields.right) ?? 0,
      best: numberOrNull(fields.best),
      interval: pair(fields.interval),
      feedback: texts(fields.feedback).map(visible)
    }
  ];
}

function readExchange(data: unknown, prompts: number): IExchange[] {
  const fields = record(data);
  if (fields === null) {
    return [];
  }
  const prompt = numberOrNull(fields.prompt);
  const known = prompt !== null && Number.isInteger(prompt) && prompt >= 0 && prompt < prompts;
  return [
    {
      round: numberOrNull(fields.round) ?? 1,
      sample: numberOrNull(fields.sample) ?? 1,
      purpose: seen(fields.purpose),
      prompt: known ? prompt : null,
      outcome: seen(fields.outcome),
      text: seen(fields.text)
    }
  ];
}

function readMessage(data: unknown): IMessage[] {
  const fields = record(data);
  return fields === null ? [] : [{ role: seen(fields.role), content: seen(fields.content) }];
}

function seen(value: unknown): string {
  return visible(text(value));
}

function pair(value: unknown): [number, number] | null {
  const found = numbers(value);
  return found.length === 2 ? [found[0], found[1]] : null;
}
