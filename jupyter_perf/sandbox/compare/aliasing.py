"""The same objects in the same places: a bijection between the objects of two results."""

from __future__ import annotations

from typing import Any

from .result import Difference, Differs, Path

_Share = list[int] | None


class Aliases:
    """Which object of the original stands for which of the candidate, and where it was met."""

    def __init__(self) -> None:
        self._of_a: dict[int, tuple[int, Path]] = {}
        self._of_b: dict[int, tuple[int, Path]] = {}
        self._arrays: list[tuple[Path, _Share, _Share]] = []

    def meet(self, a: int, b: int, path: Path) -> None:
        """Two objects stand in the same place; raises Differs where one stood beside another."""
        known_b, known_a = self._of_a.get(a), self._of_b.get(b)
        if known_b is None and known_a is None:
            self._of_a[a] = b, path
            self._of_b[b] = a, path
        elif known_a is not None and known_a[0] != a:
            _raise(path, known_a[1], "is the same object as `{}`; it was a copy")
        elif known_b is not None and known_b[0] != b:
            _raise(path, known_b[1], "is a copy of `{}`; it was the same object")

    def memory(self, path: Path, share_a: Any, share_b: Any) -> None:
        """Remember an array that may overlap another."""
        if share_a is not None or share_b is not None:
            self._arrays.append((path, share_a, share_b))

    def check_memory(self) -> None:
        """Raise Differs where arrays overlap in one result and not in the other."""
        first_a: dict[int, tuple[int, Path]] = {}
        first_b: dict[int, tuple[int, Path]] = {}
        for number, (path, share_a, share_b) in enumerate(self._arrays):
            leader_a, other_a = _leader(first_a, share_a, number, path)
            leader_b, other_b = _leader(first_b, share_b, number, path)
            if leader_a == leader_b:
                if leader_a != number and not self._same_offset(leader_a, share_a, share_b):
                    _raise(path, other_a, "is another part of `{}` than it was")
            elif leader_b != number:
                _raise(path, other_b, "shares memory with `{}`; it was a copy")
            else:
                _raise(path, other_a, "is a copy of part of `{}`; it was a view")

    def _same_offset(self, leader: int, share_a: _Share, share_b: _Share) -> bool:
        _, start_a, start_b = self._arrays[leader]
        if share_a is None or share_b is None or start_a is None or start_b is None:
            return True
        return share_a[1] - start_a[1] == share_b[1] - start_b[1]


def _leader(
    first: dict[int, tuple[int, Path]], share: _Share, number: int, path: Path
) -> tuple[int, Path]:
    """The first array of the same group, itself where it is alone."""
    return (number, path) if share is None else first.setdefault(share[0], (number, path))


def _raise(path: Path, other: Path, words: str) -> None:
    text, place = words.format(other.shown()), words.format(other.shown(safe=True))
    raise Differs(path, text, place, Difference.ALIASING)
