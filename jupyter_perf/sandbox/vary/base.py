"""What a variant is, and where its randomness comes from."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

Values = dict[str, object]
"""The names that a piece of code reads, with their values."""

Call = tuple[tuple[object, ...], dict[str, object]]
"""Positional and keyword arguments of one call."""


@dataclass(frozen=True)
class Variant:
    """A generated input, made when `apply` is called; `label` says in words what is unusual."""

    label: str
    apply: Callable[[], Values]


def randomness(*parts: object) -> random.Random:
    """A generator that depends on the parts' text only: the same in every process.

    (`random.Random` hashes a string with SHA-512, not with the process's own hash seed.)
    """
    return random.Random("\x1f".join(map(str, parts)))
