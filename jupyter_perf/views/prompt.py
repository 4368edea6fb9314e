"""What would be sent to a model, for those who look before they ask: `--show-prompt`.

The first request is whole in both forms, whatever its size, and nothing of it is put in other
words: that it can be read exactly is what it is shown for. Only characters that can't be shown
(a terminal would obey them) have a � in their place, and their number is said; lines end as lines
do here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core import units
from ..refinement.conversation.record import Conversation
from ..refinement.endpoint.exchange import Message
from . import conversation_wording as words
from . import static_html as page
from .limits import visible

_LATER = {
    "rewrite": ("critique", "rewrite"),
    "edit": ("critique", "edit"),
    "explore": ("implement", "critique", "rewrite"),
}
"""Strategy → the templates that come after the first request, by the names of their files."""
_NOTHING_SENT = "Nothing was sent."
_UNFILLED = "template, filled in when its turn comes"


def shown(talk: Conversation, templates: Mapping[str, str]) -> dict[str, Any]:
    """The first request of `talk`, then those of `templates` (by `form/name`) that come later."""
    first = talk.prompts[0] if talk.prompts else ()
    request = tuple(Message(each.role, words.written(each.content)) for each in first)
    later = _later(talk, templates)
    return {
        "text/plain": _text(talk, request, later),
        "text/html": _html(talk, request, later),
    }


def _later(talk: Conversation, templates: Mapping[str, str]) -> dict[str, str]:
    form = "concise" if talk.concise else "full"
    names = (f"{form}/{name}" for name in _LATER.get(talk.strategy, _LATER["rewrite"]))
    return {name: templates[name] for name in names if name in templates}


def _text(talk: Conversation, request: tuple[Message, ...], later: Mapping[str, str]) -> str:
    parts = [f"{_NOTHING_SENT} {_first(talk)}", *_notes(talk, request)]
    # Not wrapped: a request has its own lines.
    parts += [f"\n[{message.role}]\n{message.content}" for message in request]
    parts += [f"\n[{name}.md: {_UNFILLED}]\n{text}" for name, text in later.items()]
    return visible("\n".join(parts))


def _html(talk: Conversation, request: tuple[Message, ...], later: Mapping[str, str]) -> str:
    parts = [page.headline(f"{_NOTHING_SENT[:-1]}: {_first(talk)}", "plain")]
    parts += [page.paragraph(note, "soft") for note in _notes(talk, request)]
    parts += [
        page.details(message.role, page.said(message.content), opened=True) for message in request
    ]
    if later:
        parts.append(page.paragraph("Later requests, by these templates:"))
    parts += [
        page.details(f"{name}.md ({_UNFILLED})", page.said(text)) for name, text in later.items()
    ]
    return page.root(*parts)


def _first(talk: Conversation) -> str:
    return f"This is what the first request to {talk.model} would be, message by message."


def _notes(talk: Conversation, request: tuple[Message, ...]) -> list[str]:
    """Its size in both forms, and what can't be shown of it."""
    size = words.sizes(talk)
    notes = [f"{size[0].upper()}{size[1:]}, estimated."] if size else []
    unseen = sum(
        one != other
        for message in request
        for one, other in zip(message.content, visible(message.content), strict=True)
    )
    if unseen:
        many = units.counted(
            unseen, "character that can't be shown is", "characters that can't be shown are"
        )
        notes.append(f"{many} here as �, and would be sent.")
    return notes
