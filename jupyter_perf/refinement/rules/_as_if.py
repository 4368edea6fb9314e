"""What would be known of the source if some changes were made in it already."""

from __future__ import annotations

from collections.abc import Sequence

from ..concrete import Change, rewrite
from ..facts import Facts
from ..source import Source


def facts_with(changes: Sequence[Change], facts: Facts) -> Facts:
    """Facts of the source with `changes`."""
    return facts_of(rewrite(facts.source, changes), facts)


def facts_of(code: str, facts: Facts) -> Facts:
    """The same facts of a source that has become `code`."""
    return Facts(
        Source(code),
        facts.namespace,
        kind=facts.kind,
        entry=facts.entry,
        calls=facts.calls,
        definitions=facts.definitions,
        taken=facts.taken,
        seconds=facts.seconds,
    )
