"""What the magics keep of what was found, and find again so that nothing is done twice."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .whereabouts import whereabouts

if TYPE_CHECKING:
    from ..estimation.blocks.result import BlockEstimate
    from ..estimation.result import Comparison, Estimate
    from ..estimation.serving.result import ServingEstimate
    from ..refinement.result import Refinement
    from ..refinement.talking import TalkOptions
    from ..sparsity.result import SparsityReport
    from ..tradeoff.result import Frontier
    from .blocks_options import BlocksOptions
    from .estimate_options import EstimateOptions
    from .options import RefineOptions
    from .serving_options import ServingOptions

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
    return Refinement.from_json(stored.json), in_words(stored.created), stored.id


def given_of_estimate(options: EstimateOptions) -> dict[str, Any]:
    """The options that an estimate was asked for with, as a record keeps them."""
    plain = dataclasses.asdict(dataclasses.replace(options, workload=None))
    if options.workload is not None:
        plain |= {f"workload_{name}": value for name, value in _changed(options.workload).items()}
    said = {name: value for name, value in plain.items() if value not in (None, False, "", (), {})}
    return {name: value for name, value in said.items() if name not in _NOT_KEPT}


def _changed(workload: Any) -> dict[str, Any]:
    plain = type(workload)()
    names = [field.name for field in dataclasses.fields(workload) if field.name != "loss"]
    return {
        name: getattr(workload, name)
        for name in names
        if getattr(workload, name) != getattr(plain, name)
    }


def record_estimate(
    found: Estimate | Comparison,
    key: str | None,
    notebook: str,
    cell: str | None,
    options: dict[str, Any],
) -> str | None:
    """The same as `record`, for an estimate or a comparison. Raises PolicyError."""
    return _remember(type(found).__name__.lower(), found, key, notebook, cell, options)


def recall_estimate(key: str, source: str) -> tuple[Estimate | Comparison, str, str] | None:
    """(estimate or comparison, its date in words, the record's id), or None. Raises PolicyError."""
    from ..estimation.result import Comparison, Estimate

    return _recall({"Estimate": Estimate, "Comparison": Comparison}, key, source)


def record_frontier(
    found: Frontier, key: str | None, notebook: str, cell: str | None, options: dict[str, Any]
) -> str | None:
    """The same as `record`, for a frontier. Raises PolicyError."""
    return _remember("frontier", found, key, notebook, cell, options)


def recall_frontier(key: str, source: str) -> tuple[Frontier, str, str] | None:
    """(frontier, its date in words, the record's id), or None. Raises PolicyError."""
    from ..tradeoff.result import Frontier

    return _recall({"Frontier": Frontier}, key, source)


def record_report(
    found: SparsityReport, key: str | None, notebook: str, cell: str | None, options: dict[str, Any]
) -> str | None:
    """The same as `record`, for a report of sparse training. Raises PolicyError."""
    return _remember("sparsity", found, key, notebook, cell, options)


def recall_report(key: str, source: str) -> tuple[SparsityReport, str, str] | None:
    """(report, its date in words, the record's id), or None. Raises PolicyError."""
    from ..sparsity.result import SparsityReport

    return _recall({"SparsityReport": SparsityReport}, key, source)


def given_of_blocks(options: BlocksOptions) -> dict[str, Any]:
    """The options that an estimate of blocks was asked for with, as a record keeps them."""
    said = {
        name: value
        for name, value in dataclasses.asdict(options).items()
        if value not in (None, "")
    }
    return {name: value for name, value in said.items() if name not in (*_NOT_KEPT, "expression")}


def record_blocks(
    found: BlockEstimate, notebook: str, cell: str | None, options: dict[str, Any]
) -> str | None:
    """The same as `record`, for an estimate of blocks: it takes no longer than to look it up, so
    that it is never shown again. Raises PolicyError."""
    return _remember("blocks", found, None, notebook, cell, options)


def given_of_serving(options: ServingOptions) -> dict[str, Any]:
    """The options that machines were planned with, as a record keeps them: a literal of requests
    may be long, and stands in the result in words."""
    flat = {
        name: value for name, value in dataclasses.asdict(options).items() if name != "requests"
    }
    plain = flat | flat.pop("own") | flat.pop("bits")
    said = {name: value for name, value in plain.items() if value not in (None, False, "", ())}
    return {name: value for name, value in said.items() if name not in (*_NOT_KEPT, "own", "bits")}


def record_serving(
    found: ServingEstimate, notebook: str, cell: str | None, options: dict[str, Any]
) -> str | None:
    """The same as `record`, for machines to rent: files that it was read from may change, so that
    it is never shown again. Raises PolicyError."""
    return _remember("serving", found, None, notebook, cell, options)


def _remember(
    kind: str,
    found: Any,
    key: str | None,
    notebook: str,
    cell: str | None,
    options: dict[str, Any],
) -> str | None:
    from ..records.store import About, store

    about = About(whereabouts().latest(notebook), cell, options)
    return store().remember(key, kind, found.to_json(), about)


def _recall(kinds: Mapping[str, Any], key: str, source: str) -> tuple[Any, str, str] | None:
    """(result, its date in words, the record's id); `kinds` are types by their names in JSON."""
    from ..records.store import store

    stored = store().recall(key, source)
    if stored is None:
        return None
    try:
        found = kinds[json.loads(stored.json)["is"]].from_json(stored.json)
    except (KeyError, TypeError, ValueError):  # of another version: as if it weren't there
        return None
    return found, in_words(stored.created), stored.id


def in_words(created: str) -> str:
    """`2026-11-21 09:01:09 UTC`."""
    return created.replace("T", " ").replace("+00:00", " UTC")
