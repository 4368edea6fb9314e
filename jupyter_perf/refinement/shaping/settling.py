"""What depends on itself: the least shapes that agree, and what may be remembered of them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .. import shapes
from ..shapes import Shapes

ROUNDS = 6
"""A name that depends on itself is worked out again up to so many times."""
EFFORT = 1000
"""Names that are worked out for one question; beyond, the answer is that it isn't known."""

Key = tuple[int, str]
"""What is worked out: the id of a scope, function or assignment, and a name."""


class Settling:
    """Answers that are known, and those in the middle of being worked out."""

    def __init__(self) -> None:
        self._known: dict[Key, Shapes | None] = {}
        self._assumed: dict[Key, Shapes | None] = {}
        self._leaned: set[Key] = set()
        """Names in the middle of being worked out that an answer has been taken from."""
        self._followed: set[ast.AST] = set()
        self._effort = 0

    def begin(self) -> None:
        """A new question, which may take its own effort."""
        self._effort = 0

    def once(self, key: Key, work_out: Callable[[], Shapes | None]) -> Shapes | None:
        """What `work_out` gives, asked once; in the middle of it, what it is taken to be so far."""
        if key in self._assumed:
            self._leaned.add(key)
            return self._assumed[key]
        if key not in self._known:
            self._effort += 1
            outer, self._leaned = self._leaned, set()
            found = self._settled(key, work_out) if self._effort < EFFORT else None
            # What leans on no assumption is so whoever asks.
            sure = not self._leaned - {key} and not self._followed and self._effort < EFFORT
            self._leaned = outer | (self._leaned - {key})
            if self._assumed and not sure:
                return found
            if self._effort >= EFFORT:
                # Asked again, it would take as long again.
                found = None
            self._known[key] = found
        return self._known[key]

    def _settled(self, key: Key, work_out: Callable[[], Shapes | None]) -> Shapes | None:
        """The least shapes that agree with themselves where a name depends on itself."""
        self._assumed[key] = shapes.NONE
        try:
            for _ in range(ROUNDS):
                found = work_out()
                if found == self._assumed[key]:
                    return found
                self._assumed[key] = found
            return None
        finally:
            del self._assumed[key]

    def is_followed(self, link: ast.AST) -> bool:
        """True while what comes of a statement or call is looked at already."""
        return link in self._followed

    @contextmanager
    def following(self, link: ast.AST) -> Iterator[None]:
        """While it lasts, `link` isn't gone through again."""
        self._followed.add(link)
        try:
            yield
        finally:
            self._followed.discard(link)
