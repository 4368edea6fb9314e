"""A conversation with a model as data for front ends of ours: what `docs/messages.md` says."""

from __future__ import annotations

from typing import Any

from ..refinement.conversation.record import Conversation, Exchange, Round
from ..refinement.endpoint.exchange import Usage
from ..refinement.result import Refinement
from . import conversation_wording as words
from .limits import Detail, clipped

_NAME_CHARS = 100


def data(found: Refinement, detail: Detail) -> dict[str, Any] | None:
    """None where no model was asked."""
    talk = found.conversation
    if talk is None:
        return None
    shown = words.kept(found, detail)
    sent = list(
        dict.fromkeys(each.prompt for each in shown if 0 <= each.prompt < len(talk.prompts))
    )
    used = Usage() if talk.replay else talk.usage
    most = detail.talk.line_chars
    return {
        "model": clipped(talk.model, _NAME_CHARS),
        "replay": talk.replay,
        "strategy": clipped(talk.strategy, _NAME_CHARS),
        "concise": talk.concise,
        "prompts_version": clipped(talk.prompts_version, _NAME_CHARS),
        "said": [clipped(text, most) for text in talk.said[-words.MOST_SAID :]],
        "began": clipped(talk.began, most),
        "ended": clipped(talk.ended, most),
        "spend": {
            "calls": 0 if talk.replay else talk.calls,
            "input_tokens": used.input_tokens,
            "output_tokens": used.output_tokens,
            "counted": used.counted,
            "usd": 0.0 if talk.replay else _short(talk.usd),
        },
        "prompt_tokens": list(talk.prompt_tokens) if any(talk.prompt_tokens) else None,
        "prompt_usd": None if talk.prompt_usd is None else [_short(n) for n in talk.prompt_usd],
        "troubles": [
            clipped(trouble, detail.words_chars) for trouble in talk.troubles[: detail.notes]
        ],
        "rounds": [_round(found, turn, detail) for turn in talk.rounds[-detail.talk.rounds :]],
        "exchanges": [_exchange(each, sent, detail) for each in shown],
        "exchanges_count": len(talk.exchanges),
        "prompts": [_prompt(talk, at, detail) for at in sent] if detail.talk.sent_chars else [],
    }


def _round(found: Refinement, turn: Round, detail: Detail) -> dict[str, Any]:
    timing = words.timing_of(found, turn)
    return {
        "number": turn.number,
        "tried": turn.tried,
        "right": turn.right,
        "best": _short(turn.best),
        "interval": None if timing is None else [_short(end) for end in timing.interval],
        "feedback": words.fed_back(turn, detail),
    }


def _exchange(exchange: Exchange, sent: list[int], detail: Detail) -> dict[str, Any]:
    has_prompt = detail.talk.sent_chars and exchange.prompt in sent
    return {
        "round": exchange.round,
        "sample": exchange.sample,
        "purpose": clipped(exchange.purpose, _NAME_CHARS),
        "prompt": sent.index(exchange.prompt) if has_prompt else None,
        "ended": exchange.answer.ended.value,
        "outcome": clipped(words.outcome(exchange), detail.talk.line_chars),
        "text": clipped(words.written(exchange.answer.text), detail.talk.answer_chars),
    }


def _prompt(talk: Conversation, at: int, detail: Detail) -> list[dict[str, str]]:
    return [
        {
            "role": clipped(message.role, _NAME_CHARS),
            "content": clipped(words.written(message.content), detail.talk.sent_chars),
        }
        for message in talk.prompts[at]
    ]


def _short(number: float | None) -> float | None:
    """Four digits; None where JSON has no such number."""
    if number is None or not abs(number) < float("inf"):
        return None
    return float(f"{number:.4g}")
