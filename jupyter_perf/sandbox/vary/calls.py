"""Generated calls of a function: changed copies of observed calls, and Hypothesis's inventions.

Most keep the preconditions that are visible in the observed calls (`preconditions`); a minority
breaks one, because a rewrite that relies on what merely happened to hold should be told apart.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from .base import Call
from .cells import variants
from .preconditions import Facts, as_call, as_values, common, missing
from .similar import text_of
from .strategies import examples

BREAKING_EVERY = 4
"""One call in so many breaks a visible precondition, where such calls can be made."""
MOST_BREAKING = 3
"""At most one in so many does where too few calls keep them all: fewer are made then."""
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
    keeping: list[tuple[str, Call]] = []
    breaking: dict[Facts, list[tuple[str, Call]]] = {}
    known = {text_of(call) for call in calls}
    for label, call in _alternating(
        _mutated(calls, count, seed), _invented(calls, count, seed, needed)
    ):
        if (text := text_of(call)) not in known:
            known.add(text)
            lost = missing(needed, as_values(call))
            (breaking.setdefault(lost, []) if lost else keeping).append((label, call))
    varied = _in_turn(breaking)
    few = min(len(varied), max(1, count // BREAKING_EVERY, count - len(keeping)))
    few = min(few, max(1, len(keeping) // (MOST_BREAKING - 1)))
    return _spread(keeping[: count - few], varied[:few])


def _in_turn(breaking: dict[Facts, list[tuple[str, Call]]]) -> list[tuple[str, Call]]:
    """Calls that lose few preconditions first, each precondition lost once before any is again."""
    kinds = sorted(breaking, key=lambda lost: (len(lost), sorted(lost)))
    covered: set[tuple[str, ...]] = set()
    first: list[Facts] = []
    for lost in kinds:
        if lost - covered:
            covered |= lost
            first.append(lost)
    ordered = [*first, *(lost for lost in kinds if lost not in first)]
    turns = itertools.zip_longest(*(breaking[lost] for lost in ordered))
    return [labelled for turn in turns for labelled in turn if labelled is not None]


def _alternating(
    one: Iterator[tuple[str, Call]], two: Iterator[tuple[str, Call]]
) -> Iterator[tuple[str, Call]]:
    for pair in itertools.zip_longest(one, two):
        yield from (labelled for labelled in pair if labelled is not None)


def _spread(
    keeping: list[tuple[str, Call]], breaking: list[tuple[str, Call]]
) -> list[tuple[str, Call]]:
    """The breaking ones evenly among the others."""
    found = list(keeping)
    step = len(keeping) // (len(breaking) + 1) + 1
    for at, labelled in enumerate(breaking, 1):
        found.insert(min(len(found), at * step - 1), labelled)
    return found


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
