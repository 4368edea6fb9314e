"""What the magics keep of a search, and find again so that nothing is searched twice."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from .whereabouts import whereabouts

if TYPE_CHECKING:
    from ..refinement.result import Refinement
    from ..refinement.talking import TalkOptions
    from .options import RefineOptions

_NOT_KEPT = ("note", "into", "again", "wait", "calls", "top")
"""Options that say nothing of the search, or hold the user's values."""
_NOT_KEPT_OF_TALK = ("examples", "start", "max_usd_given")
"""They stand in the result's conversation."""


def given(options: RefineOptions) -> dict[str, Any]:
    """The options that a search was asked for with, as a record keeps them."""
    data = dataclasses.asdict(dataclasses.replace(options, calls=None, talk=None))
    if options.talk is not None:
        data |= _talk(options.talk)
    said = {name: value for name, value in data.items() if value not in (None, False, ())}
    return {name: value for name, value in said.items() if name not in _NOT_KEPT}


def _talk(talk: TalkOptions) -> dict[str, Any]:
    """What was chosen for a conversation: all that differs from what is built in."""
    plain = type(talk)()
    changed = {
        field.name: getattr(talk, field.name)
        for field in dataclasses.fields(talk)
        if getattr(talk, field.name) != getattr(plain, field.name)
    }
    return {name: value for name, value in changed.items() if name not in _NOT_KEPT_OF_TALK}


def record(
    found: Refinement, key: str | None, notebook: str, cell: str | None, options: dict[str, Any]
) -> str | None:
    """Keep `found`, under `key` where it may be shown again.

    `notebook` is the path of the one that asked for it, as it was then.

    Returns the record's id, None where it isn't on disk. Raises PolicyError.
    """
    from ..records.store import About, store

    tokens, usd = _spent(found)
    about = About(whereabouts().latest(notebook), cell, options, tokens, usd)
    return store().remember(key, "refinement", found.to_json(), about)


def _spent(found: Refinement) -> tuple[int | None, float | None]:
    """Tokens and money; none for what was only replayed or shown."""
    talk = found.conversation
    if talk is None or talk.replay or not talk.calls:
        return None, None
    used = talk.usage
    return used.input_tokens + used.output_tokens, talk.usd


def recall(key: str, source: str) -> tuple[Refinement, str, str] | None:
    """(result, its date in words, the record's id), or None. Raises PolicyError."""
    from ..records.store import store
    from ..refinement.result import Refinement

    stored = store().recall(key, source)
    if stored is None:
        return None
    when = stored.created.replace("T", " ").replace("+00:00", " UTC")
    return Refinement.from_json(stored.json), when, stored.id
