"""A conversation with a model as HTML: its rounds at once, what was said when it is asked for."""

from __future__ import annotations

import itertools

from ..core import units
from ..refinement.conversation.record import Conversation, Exchange
from ..refinement.result import Refinement
from . import conversation_wording as words
from . import static_html as page
from .limits import Detail, clipped


def warnings(found: Refinement, detail: Detail) -> list[str]:
    """What must be seen first, a paragraph each."""
    said = words.warnings(found)
    return [page.paragraph(clipped(each, detail.words_chars), "warn") for each in said]


def section(found: Refinement, detail: Detail) -> str:
    """The whole conversation; "" where no model was asked."""
    talk = found.conversation
    if talk is None:
        return ""
    lines = words.about(talk, detail)
    if not words.are_prominent(found):
        lines += [f"trouble: {trouble}" for trouble in words.troubles(found)]
    return (
        page.paragraph(clipped(words.title(talk), detail.words_chars))
        + page.bullets(clipped(line, detail.words_chars) for line in lines)
        + _rounds(found, talk, detail)
        + _exchanges(found, talk, detail)
    )


def _rounds(found: Refinement, talk: Conversation, detail: Detail) -> str:
    shown = talk.rounds[-detail.talk.rounds :]
    if not shown:
        return ""
    name = "{} (replay)" if talk.replay else "{}"
    rows = [
        (name.format(turn.number), str(turn.tried), str(turn.right), words.best_of(found, turn))
        for turn in shown
    ]
    parts = [page.table(words.ROUNDS, rows)]
    for turn in shown:
        if fed := words.fed_back(turn, detail):
            parts.append(page.details(f"What round {turn.number} was told", page.bullets(fed)))
    return "".join(parts)


def _exchanges(found: Refinement, talk: Conversation, detail: Detail) -> str:
    if not talk.exchanges:
        return ""
    shown = words.kept(found, detail)
    parts = [
        _request(talk, prompt, list(exchanges), detail)
        for prompt, exchanges in itertools.groupby(shown, key=lambda each: each.prompt)
    ]
    if left_out := words.missing(found, detail):
        said = f"Not saved here: {', '.join(left_out)}; whole in `jp.last().conversation`"
        parts.append(page.paragraph(said, "soft"))
    count = units.counted(len(talk.exchanges), "answer")
    what = "What was recorded as sent" if talk.replay else "What was sent"
    return page.details(f"{what} and what came: {count}", "".join(parts))


def _request(talk: Conversation, prompt: int, exchanges: list[Exchange], detail: Detail) -> str:
    """One request with its answers: samples of a round are asked for by the same words."""
    most = detail.talk.sent_chars
    sent = talk.prompts[prompt] if most and 0 <= prompt < len(talk.prompts) else ()
    messages = "".join(
        page.paragraph(f"{clipped(message.role, 40)}:", "soft")
        + page.said(clipped(words.written(message.content), most))
        for message in sent
    )
    first = exchanges[0]
    title = f"Sent in round {first.round}: {clipped(first.purpose, 40)}"
    request = page.details(title, messages) if messages else page.paragraph(title)
    return request + "".join(_answer(exchange, detail) for exchange in exchanges)


def _answer(exchange: Exchange, detail: Detail) -> str:
    title = clipped(f"{words.head_of(exchange)}: {words.outcome(exchange)}", detail.talk.line_chars)
    text = words.written(exchange.answer.text)
    if not text or not detail.talk.answer_chars:
        return page.paragraph(title)
    return page.details(title, page.said(clipped(text, detail.talk.answer_chars)))
