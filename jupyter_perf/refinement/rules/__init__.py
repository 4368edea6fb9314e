"""Rewrite rules: one file each, tried on a source with the user's values at hand.

A rule is a function registered by `_rule.rule`; its docstring is its manual. Adding one means
adding a file here and a folder of fixtures under `tests/refinement/rules/`, nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def propose(namespace: Mapping[str, Any], payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Candidates for `payload["source"]`, most promising first; see `_propose.candidates`."""
    return propose_with_notes(namespace, payload)["candidates"]


def propose_with_notes(
    namespace: Mapping[str, Any], payload: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """`{"candidates": [...], "notes": [...], "looked_at": [...]}`.

    The notes name rules and plug-ins that failed; `looked_at` names the rules that were tried.
    """
    from ._propose import candidates

    found, notes = candidates(namespace, payload)
    return {"candidates": found, "notes": notes, "looked_at": _tried(payload)}


def compose(namespace: Mapping[str, Any], payload: Mapping[str, Any]) -> dict[str, list[Any]]:
    """TRUSTED work: what each choice of parts makes; see `_propose.compositions`.

    `{"candidates": [...], "notes": [...], "looked_at": [...]}`, a candidate or None per choice.
    """
    from ._propose import compositions

    found, notes = compositions(namespace, payload)
    return {"candidates": found, "notes": notes, "looked_at": _tried(payload)}


def prime(_values: Mapping[str, Any]) -> None:
    """Load the built-in rules and what they need, once, before processes that ask are forked.

    Plug-ins are left to each of these: theirs might start threads, which a fork doesn't survive.
    """
    import importlib
    import pkgutil

    import libcst.metadata  # noqa: F401

    # These are imported late elsewhere, since they and what asks them need each other.
    from .. import concrete_tree  # noqa: F401
    from ..vectorise import inferred_calls, inferred_parts  # noqa: F401
    from . import _propose  # noqa: F401

    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")


def _tried(payload: Mapping[str, Any]) -> list[str]:
    from ._rule import RULES

    only, skip = payload.get("only") or (), payload.get("skip") or ()
    return [name for name, _ in RULES.items() if name not in skip and (not only or name in only)]


def table() -> list[dict[str, Any]]:
    """Every rule as a row: name, safety, gain, summary."""
    from ._rule import RULES

    return [
        {"name": name, "safety": rule.safety.value, "gain": rule.gain, "summary": rule.summary}
        for name, rule in RULES.items()
    ]


def explain(name: str) -> str:
    """A rule's manual as Markdown; raises KeyError, with the known names, for another name."""
    from ._manual import markdown
    from ._rule import RULES

    return markdown(RULES.get(name))


def reference() -> str:
    """The reference page of all rules as Markdown: a table, then every manual."""
    from ._manual import page
    from ._rule import RULES

    return page([rule for _, rule in RULES.items()])
