"""Generated calls of a function: changed copies of observed calls, and Hypothesis's inventions.

Most keep the preconditions that are visible in the observed calls (`preconditions`); a minority
breaks one, because a rewrite that relies on what merely happened to hold should be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .base import Call
from .cells import variants
from .preconditions import Facts, as_call, as_values, common, missing
from .similar import text_of
from .strategies import examples

BREAKING_EVERY = 5
"""One call in so many may break a visible precondition."""
TRIES = 6
"""How many more inputs are generated than wanted, so that enough keep the preconditions."""


def call_variants(calls: Sequence[Call], count: int, seed: int) -> list[Call]:
    """Return `count` generated calls (args, kwargs), or fewer where no more can be made."""
    return [call for _, call in labelled_calls(calls, count, seed)]


def labelled_calls(calls: Sequence[Call], count: int, seed: int) -> list[tuple[str, Call]]:
    """As `call_variants`, each with words for what is unusual about it."""
    if not calls or count <= 0:
        return []
    needed = common(calls)
    sources = [_Supply(_mutated(calls, count, seed), needed)]
    sources.append(_Supply(_invented(calls, count, seed, needed), needed))
    found: list[tuple[str, Call]] = []
    known = {text_of(call) for call in calls}
    while len(found) < count and any(source.left for source in sources):
        breaking = len(found) % BREAKING_EVERY == BREAKING_EVERY - 1
        labelled = sources[len(found) % 2].next(breaking) or sources[1 - len(found) % 2].next(
            breaking
        )
        if labelled is None:
            break
        if (text := text_of(labelled[1])) not in known:
            known.add(text)
            found.append(labelled)
    return found


class _Supply:
    """Generated calls, handed out by whether they keep what is needed."""

    def __init__(self, source: Iterator[tuple[str, Call]], needed: Facts) -> None:
        self.keeping: list[tuple[str, Call]] = []
        self.breaking: list[tuple[str, Call]] = []
        for label, call in source:
            lost = missing(needed, as_values(call))
            (self.breaking if lost else self.keeping).append((label, call))
        self.keeping.reverse()
        self.breaking.reverse()

    @property
    def left(self) -> bool:
        return bool(self.keeping or self.breaking)

    def next(self, breaking: bool) -> tuple[str, Call] | None:
        """The next call of the wanted sort, or else of the other."""
        first, second = (self.breaking, self.keeping) if breaking else (self.keeping, self.breaking)
        return first.pop() if first else second.pop() if second else None


def _mutated(calls: Sequence[Call], count: int, seed: int) -> Iterator[tuple[str, Call]]:
    per_call = -(-count * TRIES // (2 * len(calls)))
    made = [
        [(call, variant) for variant in variants(as_values(call), per_call, seed + at)]
        for at, call in enumerate(calls[:count])
    ]
    for turn in zip(*made, strict=False):
        for call, variant in turn:
            yield variant.label, as_call(variant.apply(), call)


def _invented(
    calls: Sequence[Call], count: int, seed: int, needed: Facts
) -> Iterator[tuple[str, Call]]:
    for values in examples([as_values(call) for call in calls], count * 2, seed, needed):
        yield "generated", as_call(values, calls[0])
