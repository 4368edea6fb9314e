"""What a reading notes down: calls of models, and where in it they stand."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .interfaces import Client, Interface
from .values import Items


@dataclass(frozen=True)
class Asked:
    """What one call of a model is given."""

    interface: Interface
    arguments: Mapping[str, Any]
    client: Client | None
    growing: str = ""
    """Name of the list of messages, where it is one."""
    batched: Items | None = None
    """Of prompts that one call hands in."""


class Enough(Exception):
    """The reading takes too long: what was found so far counts."""


class Returned(Exception):
    """A function has come to its end."""

    def __init__(self, value: object) -> None:
        self.value = value


@dataclass(frozen=True)
class Place:
    """How often, and how many at once, what is read now would run."""

    weight: float = 1.0
    """Times, the loops around it taken together."""
    width: float = 1.0
    """Of those, how many at once."""
    serial: float = 1.0
    """`weight` where the innermost function began: loops since then are its own."""
    limit: float = math.inf
    """The most at once that pools and semaphores allow."""
    most: float = 1.0
    """`weight`, if every condition that was decided by a sample held."""
    may_not: bool = False
    """Whether it runs only under a condition that isn't known."""
    unknown: str = ""
    """Why it isn't known how often."""


@dataclass
class Seen:
    """One call of a model in one reading."""

    node: ast.Call
    line: int
    dotted: str
    place: Place
    found: Asked
