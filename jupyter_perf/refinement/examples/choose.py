"""What there is to choose from: the pairs that this package ships, and the user's own."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from importlib import resources

from .pair import Pair

SHIPPED_FILE = "shipped.jsonl"
"""One pair a line, made from the rules' fixtures by `docs/build_examples.py`."""


def candidates(own: Iterable[Pair] = (), shipped: bool = True) -> list[Pair]:
    """The user's own pairs first, then what is shipped; the same slow code and fast code once.

    Whose pairs `own` are is up to who asks: other notebooks' only where the user shares them.
    """
    found = [*own, *(shipped_pairs() if shipped else ())]
    return list({(pair.slow, pair.fast): pair for pair in reversed(found)}.values())[::-1]


@functools.cache
def shipped_pairs() -> tuple[Pair, ...]:
    """The pairs in the package."""
    file = resources.files(__package__).joinpath(SHIPPED_FILE)
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(Pair.from_json(json.loads(line)) for line in lines)
